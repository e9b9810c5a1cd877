"""The page itself, `docs/method/referee.md`: a text whose every number and verdict is worked out here.

page     the page as Markdown
pictures the spec of each picture by model
"""

from pathlib import Path
from typing import Any

from pointeuse.collector.valuation.formulas.attention_revenue import hourly_rate
from pointeuse.collector.valuation.models import METHODS, MODELS
from pointeuse.collector.valuation.parameters.editions import CURRENT
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.uncertainty import SPREAD
from pointeuse.dashboard.referee.alternatives import alphas, hours, wages
from pointeuse.dashboard.referee.beside import PREVIOUS, before, compared
from pointeuse.dashboard.referee.markdown import WRITTEN, table
from pointeuse.dashboard.referee.moved import PICTURED, deciding, others_table, swings_in, swings_table, title
from pointeuse.dashboard.referee.order import order_words
from pointeuse.dashboard.referee.tornado import rows_of, spec_of
from pointeuse.dashboard.referee.year import DAYS, LAST, PERSON, SEED, Case, case_of

TEXT = Path(__file__).with_name("page.md")
FOLDER = Path(__file__).resolve().parents[2] / "docs" / "method"
PAGE = FOLDER / "referee.md"


def page() -> str:
    """Return the page."""
    case, earlier = case_of(CURRENT), case_of(PREVIOUS)
    revenue, currency = case.found.F1, case.counts.currency
    return TEXT.read_text(encoding="utf-8").format(
        name=PERSON.name.en,
        first=PERSON.name.en.split(",")[0],
        person=PERSON.id,
        seed=SEED,
        days=DAYS,
        last=f"{LAST.day} {LAST:%B %Y}",
        country=PERSON.country,
        spent=WRITTEN.number(round(sum(case.counts.hours.values()))),
        edition=CURRENT,
        version=case.table.version,
        previous=PREVIOUS,
        spread=", ".join(f"{factor:g} ({name})" for name, factor in SPREAD.items() if name != "UNSURE"),
        models=_link("value-models.md", "what the labour is worth"),
        year=_year(case),
        moved="\n".join(_section(model, case) for model in PICTURED),
        others=others_table(case),
        deciding=deciding(case),
        order=order_words(case),
        compared=compared(case),
        before=before(case, earlier),
        alphas=alphas(case),
        wages=wages(case),
        hours=hours(case),
        gross=WRITTEN.estimate(revenue.gross, currency),
        net=WRITTEN.estimate(revenue.net, currency),
        an_hour=_an_hour(case),
        unpriced=WRITTEN.number(round(_unpriced(case))),
        acts=WRITTEN.number(sum(each.n for each in case.found.without_figure)),
    )


def pictures() -> dict[str, dict[str, Any]]:
    """Return the Vega-Lite spec of each picture by the id of its model."""
    case = case_of(CURRENT)
    return {
        model: spec_of(rows_of(swings_in(case, model)), case.amount(model) or 0.0, case.counts.currency)
        for model in PICTURED
        if swings_in(case, model)
    }


def _year(case: Case) -> str:
    found = {**case.found.methods, **case.found.panels}
    rows = []
    for model in MODELS:
        triple = found[model.id]
        middle = WRITTEN.estimate(triple and triple.central, case.counts.currency)
        ends = WRITTEN.range(triple.low, triple.high, case.counts.currency) if triple else ""
        name = f"**{title(model.id)}**" if model.id in METHODS else model.id
        rows.append((name, model.title["en"], middle, ends))
    rows.sort(key=lambda row: not row[0].startswith("**"))
    return table(("model", "its name on the pages", "every figure at its value", "all low to all high"), rows)


def _section(model: str, case: Case) -> str:
    moved = swings_in(case, model)
    heading = f"### {title(model)[0].upper()}{title(model)[1:]}\n"
    if not moved:
        return f"{heading}\nNot computable for this year.\n"
    amount = WRITTEN.estimate(case.amount(model), case.counts.currency)
    widest = moved[0].row.id
    described = f"Bars of how {title(model)} moves with each figure; the widest is {widest}"
    left = len(moved) - len(rows_of(moved))
    unseen = f" {left} more move it too little to be seen." if left else ""
    return (
        f"{heading}\nWith every figure at its value: {amount}.{unseen}\n\n"
        f"![{described}](referee-{model}.svg)\n\n"
        f"<details><summary>The same in numbers</summary>\n\n{swings_table(case, model)}\n</details>\n"
    )


def _an_hour(case: Case) -> str:
    """Return what an hour on the platforms brings these on average, gross."""
    spent, gross = sum(case.counts.hours.values()), case.found.F1.gross
    return WRITTEN.estimate(None if gross is None else gross / spent, case.counts.currency)


def _unpriced(case: Case) -> float:
    """Return the hours on platforms whose revenue nobody has a figure of."""
    reading, figures = case.ground.reading, Figures(case.table, "value", case.counts.currency, case.counts.fx)
    return sum(spent for name, spent in reading.hours.items() if hourly_rate(name, reading, figures) is None)


def _link(page: str, words: str) -> str:
    return f"[{words}](../{page})"
