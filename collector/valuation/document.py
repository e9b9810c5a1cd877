"""`make docs`: write docs/value-models.md from the models and the parameters.

document   the whole page as Markdown; a test compares it with the file
"""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from pointeuse.collector.valuation.formulas.elsewhere import WAGES
from pointeuse.collector.valuation.model import Model
from pointeuse.collector.valuation.models import METHODS, MODELS, models_of
from pointeuse.collector.valuation.parameters.editions import CURRENT, EDITIONS, Edition, end_of
from pointeuse.collector.valuation.parameters.loading import load_parameters
from pointeuse.collector.valuation.parameters.parameter import DATA, Parameter, Parameters
from pointeuse.collector.valuation.uncertainty import SPREAD

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = DOCS / "value-models.md"
WHAT_CHANGED = "[what changed in the figures, and why](what-changed-in-the-figures.md)"

HEAD = """| id | what | figure | year | region | confidence | source, and what to know of it |
| --- | --- | --- | --- | --- | --- | --- |
"""


def document() -> str:
    """Return the page."""
    known = load_parameters()
    return (
        (DATA / "value-models.md")
        .read_text(encoding="utf-8")
        .format(
            edition=f"`{CURRENT}`",
            version=f"`{known.version}`",
            date=EDITIONS[CURRENT].date,
            what_changed=WHAT_CHANGED,
            retired="\n".join(map(_retired, list(EDITIONS.values())[:-1])),
            models="\n".join(_section(model, known) for model in MODELS),
            compared=_table(known[wage.parameter] for wage in WAGES),
            spread=", ".join(f"{factor:g} ({name})" for name, factor in SPREAD.items()),
            parameters=_table(known.values()).rstrip(),
        )
    )


def _retired(edition: Edition) -> str:
    """Until when an edition was in use, and which of its formulas no longer are."""
    now = {model.function for model in MODELS}
    formulas = [f"`{model.id}`" for model in models_of(edition.name) if model.function not in now]
    days = f"was in use from {edition.date} to {end_of(edition.name)}"
    return (
        f"Edition `{edition.name}`, version `{edition.version}`, {days};"
        f" of its formulas these were retired: {', '.join(formulas)}."
    )


def _section(model: Model, known: Parameters) -> str:
    rows = [
        row for row in known.values() if any(fnmatchcase(row.id, pattern) for pattern in model.parameters)
    ]
    example = model.example
    kind = "method" if model.id in METHODS else "model"
    return "\n".join(
        [
            f"## {model.id}: {model.title['en']}",
            "",
            f"*{model.question['en']}* A {kind}; its result is {model.unit['en']}.",
            "",
            f"- **Formula.** {model.formula['en']}",
            f"- **Inputs.** {model.inputs['en']}",
            f"- **Leaves out.** {model.leaves_out['en']}",
            f"- **Worked example.** {_story(model)}: {example.expected:.2f} {example.counts.currency}"
            f" with every parameter at its {example.bound}.",
            f"- **Parameters.** {', '.join(f'`{row.id}`' for row in rows)}",
            "",
        ]
    )


def _story(model: Model) -> str:
    counts = model.example.counts
    hours = [f"{hours:g} h on {platform}" for platform, hours in counts.hours.items()]
    acts = [f"{act.n:g} × {_name(act.kind, act.variant)} on {act.platform}" for act in counts.counts]
    return f"{counts.country}, {counts.days} days, {', '.join([*hours, *acts])}"


def _name(kind: str, variant: str | None) -> str:
    return f"{kind}.{variant}" if variant else kind


def _table(rows: Iterable[Parameter]) -> str:
    return HEAD + "".join(f"| {' | '.join(map(cell, _cells(row)))} |\n" for row in rows)


def _cells(row: Parameter) -> tuple[object, ...]:
    return (row.id, row.quantity, figure_of(row), row.year or "", row.region, row.confidence, _source(row))


def cell(content: object) -> str:
    """Return what stands in a cell of a table."""
    return str(content).replace("|", "\\|")


def figure_of(row: Parameter) -> str:
    """Return a figure with its range and unit."""
    if row.value is None:
        return "none"
    bounds = "" if row.low is None and row.high is None else f" ({row.at('low'):g} to {row.at('high'):g})"
    return f"{row.value:,.10g}{bounds} {row.currency} {row.unit}".replace("  ", " ")


def _source(row: Parameter) -> str:
    source = f"[{row.source}]({row.url})" if row.url else row.source
    return f"{source}; {row.note}" if row.note else source


if __name__ == "__main__":
    PAGE.write_text(document(), encoding="utf-8")
