"""What a referee would choose otherwise: another share of the revenue, another wage, other hours.

alphas, wages, hours   a table each
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.dashboard.referee.beside import both
from pointeuse.dashboard.referee.markdown import WRITTEN, code, table
from pointeuse.dashboard.referee.moved import title
from pointeuse.dashboard.referee.year import Case, case_with

CHOICES: dict[str, Any] = json.loads(Path(__file__).with_name("choices.json").read_text(encoding="utf-8"))
"""Other shares of revenue and other wages, by the figure that holds them."""

ALPHA = "ALPHA_DATA"


def alphas(case: Case) -> str:
    """Return F1 and what is captured at other shares of the revenue."""
    currency, rows = case.counts.currency, []
    for choice in CHOICES["alphas"]:
        share = choice["share"] if "share" in choice else case.table[choice["figure"]].at(choice["bound"])
        ground = replace(case.ground, changed={ALPHA: share})
        amounts = [ground.amount(case.functions[model]) for model in ("F1", "captured")]
        mark = " (the value taken)" if share == case.table[ALPHA].value else ""
        rows.append((share, f"{WRITTEN.figure(share)}{mark}", choice["whose"], amounts))
    lines = [
        (told, whose, *(WRITTEN.estimate(amount, currency) for amount in amounts))
        for _, told, whose, amounts in sorted(rows, key=lambda row: row[0])
    ]
    return table(("share", "whose", "F1", "*captured*"), lines)


def wages(case: Case) -> str:
    """Return what rests on a wage at other wages than that of the law for adults."""
    figures = Figures(case.table, "value", case.counts.currency, case.counts.fx)
    names = [name for name in (f"MINWAGE_HOUR_{case.counts.country}", *CHOICES["wages"]) if figures.has(name)]
    rows = [(figures.money(name), name) for name in names]
    lines = [_at_wage(case, wage, name) for wage, name in sorted(rows)]
    head = ("wage", "an hour", *(f"*{title(model)}*" for model in ("captured", "time_at_wage")), "F2a")
    return table(head, lines)


def _at_wage(case: Case, wage: float, name: str) -> tuple[str, ...]:
    at, currency = case_with(replace(case.counts, wage=wage), case.table), case.counts.currency
    amounts = [at.amount(model) for model in ("captured", "time_at_wage", "F2a")]
    row = case.table[name]
    told = f"{row.quantity}, {row.region} {row.year} ({code(name)})"
    return (told, WRITTEN.price(wage, currency), *(WRITTEN.estimate(amount, currency) for amount in amounts))


def hours(case: Case) -> str:
    """Return the time that is paid when only acts count, and when presence does."""
    wage, rows = case.found.wage or 0.0, []
    for model, words in (("F2a", "the acts alone"), ("F2b", "every second on a platform")):
        triple = case.found.panels[model]
        spent = triple.central / wage if triple and wage else None
        told = "none" if spent is None else f"{WRITTEN.number(round(spent))} h"
        rows.append((model, words, told, *both(triple, case)))
    return table(("model", "what is paid", "hours", "amount", "its range"), rows)
