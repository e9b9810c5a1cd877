"""An estimate as lines for a terminal, in English or French.

Two significant digits, always a range with the name of its method, never cents.
"""

import math
from collections.abc import Mapping

from pointeuse.collector.valuation.estimate import Estimate, Triple

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "head": "Unpaid digital labour over {days}, country {country}, figures {version}",
        "day": "1 day",
        "days": "{n} days",
        "wage": "Wage: {wage} {currency} an hour",
        "no_wage": (
            "Wage: no figure for {country}. Give your own hourly wage to see the methods that need one."
        ),
        "piece_price": "Piece price: market price of the acts",
        "captured": "Captured: revenue tied to the data plus paid time",
        "time_at_wage": "Time at the wage: all the time",
        "range": "{low} to {high} {currency}",
        "about": "about {low} {currency}",
        "under": "under 1",
        "none": "not computable",
        "never_added": "Three methods side by side: they answer different questions and do not add up.",
        "disagree": "The methods disagree here: the piece price is above what is captured.",
        "left_out": "No figure for: {things}",
        "hours": "{platform} ({hours} h)",
        "acts": "{kind} on {platform} ({n})",
        "group": ",",
        "point": ".",
    },
    "fr": {
        "head": "Travail numérique non payé sur {days}, pays {country}, chiffres {version}",
        "day": "1 jour",
        "days": "{n} jours",
        "wage": "Salaire : {wage} {currency} de l’heure",
        "no_wage": (
            "Salaire : aucun chiffre pour {country}. Indiquez votre salaire horaire pour voir "
            "les méthodes qui en dépendent."
        ),
        "piece_price": "Prix à la pièce : les actes, sur le marché",
        "captured": "Capté : revenu tiré des données et temps payé",
        "time_at_wage": "Temps au salaire : tout le temps",
        "range": "{low} à {high} {currency}",
        "about": "environ {low} {currency}",
        "under": "moins de 1",
        "none": "non calculable",
        "never_added": "Trois méthodes côte à côte, trois questions différentes : elles ne s’ajoutent pas.",
        "disagree": "Les méthodes divergent ici : le prix à la pièce dépasse ce qui est capté.",
        "left_out": "Sans chiffre : {things}",
        "hours": "{platform} ({hours} h)",
        "acts": "{kind} sur {platform} ({n})",
        "group": "\u202f",
        "point": ",",
    },
}
METHODS = ("piece_price", "captured", "time_at_wage")


def render(estimate: Estimate, language: str = "en") -> str:
    """Return the lines that the terminal shows. A language other than "fr" is answered in English."""
    words = WORDS.get(language, WORDS["en"])
    width = max(len(words[name]) for name in METHODS)
    lines = [_head(estimate, words), _wage(estimate, words), ""]
    for name in METHODS:
        amount = _range(estimate.methods[name], estimate.currency, words)
        lines.append(f"  {words[name]:<{width}}  {amount}")
    lines += ["", words["never_added"]]
    if estimate.disagree:
        lines.append(words["disagree"])
    if estimate.without_figure:
        lines.append(words["left_out"].format(things=_left_out(estimate, words)))
    return "\n".join(lines) + "\n"


def _head(estimate: Estimate, words: Mapping[str, str]) -> str:
    days = words["day"] if estimate.days == 1 else words["days"].format(n=f"{estimate.days:g}")
    return words["head"].format(days=days, country=estimate.country, version=estimate.version)


def _wage(estimate: Estimate, words: Mapping[str, str]) -> str:
    if estimate.wage is None:
        return words["no_wage"].format(country=estimate.country)
    wage = f"{estimate.wage:.2f}".replace(".", words["point"])
    return words["wage"].format(wage=wage, currency=estimate.currency)


def _range(triple: Triple | None, currency: str, words: Mapping[str, str]) -> str:
    if triple is None:
        return words["none"]
    low, high = rounded(triple.low, words), rounded(triple.high, words)
    if triple.high < 1:
        return f"{high} {currency}"
    return words["about" if low == high else "range"].format(low=low, high=high, currency=currency)


def rounded(amount: float, words: Mapping[str, str]) -> str:
    """Return `amount` with two significant digits and no cents: "under 1" below one, "0" for nothing."""
    if amount == 0:
        return "0"
    if amount < 1:
        return words["under"]
    kept = round(amount, 1 - math.floor(math.log10(amount)))
    text = f"{kept:.1f}" if kept < 10 else f"{kept:,.0f}"
    return text.translate({ord(","): words["group"], ord("."): words["point"]})


def _left_out(estimate: Estimate, words: Mapping[str, str]) -> str:
    return ", ".join(
        words["hours" if item.kind is None else "acts"].format(
            platform=item.platform, kind=item.kind, n=f"{item.n:g}", hours=f"{item.hours:.1f}"
        )
        for item in estimate.without_figure
    )
