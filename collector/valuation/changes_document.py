"""`make docs`: write docs/what-changed-in-the-figures.md from the two editions and the reasons.

document   the whole page as Markdown; a test compares it with the file
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pointeuse.collector.valuation.changes import BEFORE, RATES, Reason, differing, lines, reasons, title_of
from pointeuse.collector.valuation.document import DOCS, cell, figure_of
from pointeuse.collector.valuation.estimate import Triple, estimate
from pointeuse.collector.valuation.model import Model
from pointeuse.collector.valuation.models import METHODS, models_of
from pointeuse.collector.valuation.parameters.editions import CURRENT, end_of
from pointeuse.collector.valuation.parameters.loading import load_parameters
from pointeuse.collector.valuation.parameters.money import Rate, exchange_rates
from pointeuse.collector.valuation.parameters.parameter import DATA, Parameter

PAGE = DOCS / "what-changed-in-the-figures.md"
EDITIONS = (BEFORE, CURRENT)
NOTHING = ""


def document() -> str:
    """Return the page."""
    text = (DATA / "what-changed.md").read_text(encoding="utf-8")
    return text.format(
        before=BEFORE,
        now=CURRENT,
        old=load_parameters(BEFORE).version,
        new=load_parameters().version,
        end=day(end_of(BEFORE) or ""),
        example=_example(),
        reasons="\n".join(map(_reason, lines())),
        formulas="\n".join(_formulas()),
        figures=_table(("id", *_heads(), "why"), _figures()),
        rates_why=reasons()[RATES]["en"],
        rates=_table(("currency", *_heads(), "latest month"), _rates()).rstrip(),
    )


def day(iso: str) -> str:
    """Return a day, YYYY-MM-DD, as a person writes it."""
    return f"{date.fromisoformat(iso):%-d %B %Y}"


def _heads() -> tuple[str, str]:
    return f"until {day(end_of(BEFORE) or '')}", "now"


def _example() -> str:
    """The same person under both editions, each with its own exchange rates."""
    [person] = [model.example.counts for model in models_of(CURRENT) if model.id == "captured"]
    valued = []
    for edition in EDITIONS:
        fx = {name: rate.per_eur for name, rate in exchange_rates(edition).items()}
        valued.append(estimate(replace(person, fx=fx), load_parameters(edition)).methods)
    titles = {model.id: model.title["en"] for model in models_of(CURRENT)}
    rows = ((titles[method], *(_range(methods[method]) for methods in valued)) for method in METHODS)
    return _table(("method", *_heads()), rows).rstrip()


def _range(amount: Triple | None) -> str:
    return "none" if amount is None else f"{amount.central:,.2f} ({amount.low:,.2f} to {amount.high:,.2f})"


def _reason(line: Reason) -> str:
    ids = ", ".join(f"`{name}`" for name in line.ids)
    return f"- **{title_of(line.ids[0])['en']}**{_was_and_is(line.ids[0])}. {line.why['en']} ({ids})"


def _was_and_is(name: str) -> str:
    before, now = (load_parameters(edition).get(name) for edition in EDITIONS)
    if not before or not now or figure_of(before) == figure_of(now):
        return NOTHING
    return f", until {day(end_of(BEFORE) or '')} {figure_of(before)}, now {figure_of(now)}"


def _formulas() -> list[str]:
    before, now = ({model.id: model for model in models_of(edition)} for edition in EDITIONS)
    changed = [name for name in {**before, **now} if name in differing()]
    return [
        f"- **{title_of(name)['en']}** (`{name}`). {reasons()[name]['en']}"
        f" {_both(before.get(name), now.get(name))}"
        for name in changed
    ]


def _both(before: Model | None, now: Model | None) -> str:
    """The formula of then and of now; what reads the same may still be worked out for more people."""
    until, was, is_now = day(end_of(BEFORE) or ""), _formula(before), _formula(now)
    return f"It still reads: {is_now}" if was == is_now else f"Until {until}: {was} Now: {is_now}"


def _formula(model: Model | None) -> str:
    return f"{model.formula['en']}." if model else "none."


def _figures() -> Iterable[tuple[str, ...]]:
    before, now = (load_parameters(edition).rows for edition in EDITIONS)
    for name in {**now, **before}:
        if name in differing():
            texts = (_figure(row) for row in (before.get(name), now.get(name)))
            yield (name, *texts, reasons()[name]["en"])


def _figure(row: Parameter | None) -> str:
    return f"{figure_of(row)}, {row.confidence}" if row else NOTHING


def _rates() -> Iterable[tuple[str, ...]]:
    before, now = map(exchange_rates, EDITIONS)
    for name, rate in now.items():
        yield name, _rate(before.get(name)), _rate(rate), _latest(rate)


def _rate(rate: Rate | None) -> str:
    return f"{rate.per_eur:,.10g} ({rate.date or 'a convention'})" if rate else NOTHING


def _latest(rate: Rate) -> str:
    return f"{rate.latest:,.10g} ({rate.month})" if rate.latest and rate.month else NOTHING


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(heads)
    lined = [names, ["---"] * len(names), *rows]
    return "".join(f"| {' | '.join(map(cell, row))} |\n" for row in lined)


if __name__ == "__main__":
    PAGE.write_text(document(), encoding="utf-8")
