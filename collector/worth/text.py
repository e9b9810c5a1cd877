"""An estimate as lines for a terminal, in English or French: always a range with the name of its method."""

from collections.abc import Mapping, Sequence

from pointeuse.collector.catalogue import load
from pointeuse.collector.valuation import Estimate, Triple
from pointeuse.collector.written import Written

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "head": "Unpaid digital labour over {days}, country {country}, figures {version}",
        "day": "1 day",
        "days": "{n} days",
        "wage": "Wage: {wage} an hour",
        "no_wage": (
            "Wage: no figure for {country}. Give your own hourly wage to see the methods that need one."
        ),
        "piece_price": "Piece price: lowest price found for the acts",
        "captured": "Captured: share of the advertising, tasks, texts",
        "time_at_wage": "Time at the wage: all the time",
        "about": "about {amount}",
        "none": "not computable",
        "not_owed": "An estimate, not a debt: this money is not owed.",
        "never_added": "Three methods side by side: they answer different questions and do not add up.",
        "disagree": "The methods disagree here: the piece price is above what is captured.",
        "left_out": "No figure for: {things}",
        "weak": "{platforms}: only a weak figure exists, so its time is left out of what is captured.",
        "weaks": "{platforms}: only weak figures exist, so their time is left out of what is captured.",
        "hours": "{platform} ({hours})",
        "acts": "{kind} on {platform} ({n})",
    },
    "fr": {
        "head": "Travail numérique non payé sur {days}, pays {country}, chiffres {version}",
        "day": "1 jour",
        "days": "{n} jours",
        "wage": "Salaire : {wage} de l’heure",
        "no_wage": (
            "Salaire : aucun chiffre pour {country}. Indiquez votre salaire horaire pour voir "
            "les méthodes qui en dépendent."
        ),
        "piece_price": "Prix à la pièce : le plus bas trouvé pour les actes",
        "captured": "Capté : part de la publicité, tâches, textes",
        "time_at_wage": "Temps au salaire : tout le temps",
        "about": "environ {amount}",
        "none": "non calculable",
        "not_owed": "Une estimation, pas une dette : cet argent n’est pas dû.",
        "never_added": "Trois méthodes côte à côte, trois questions différentes : elles ne s’ajoutent pas.",
        "disagree": "Les méthodes divergent ici : le prix à la pièce dépasse ce qui est capté.",
        "left_out": "Sans chiffre : {things}",
        "weak": (
            "{platforms} : il n’existe qu’un chiffre fragile, donc son temps est laissé hors de ce qui "
            "est capté."
        ),
        "weaks": (
            "{platforms} : il n’existe que des chiffres fragiles, donc leur temps est laissé hors de ce "
            "qui est capté."
        ),
        "hours": "{platform} ({hours})",
        "acts": "{kind} sur {platform} ({n})",
    },
}
METHODS = ("piece_price", "captured", "time_at_wage")
HOUR_MS = 3_600_000


def render(estimate: Estimate, language: str = "en") -> str:
    """Return the lines that the terminal shows. A language other than "fr" is answered in English."""
    known = language if language in WORDS else "en"
    words, of = WORDS[known], Written(known)
    width = max(len(words[name]) for name in METHODS)
    lines = [_head(estimate, words, of), _wage(estimate, words, of), ""]
    for name in METHODS:
        amount = _range(estimate.methods[name], estimate.currency, words, of)
        lines.append(f"  {words[name]:<{width}}  {amount}")
    lines += ["", words["not_owed"], words["never_added"]]
    if estimate.disagree:
        lines.append(words["disagree"])
    if estimate.without_figure:
        lines.append(words["left_out"].format(things=_left_out(estimate, words, of)))
    if estimate.weak_time:
        lines.append(_weak(estimate.weak_time, words))
    return "\n".join(lines) + "\n"


def _head(estimate: Estimate, words: Mapping[str, str], of: Written) -> str:
    days = words["day"] if estimate.days == 1 else words["days"].format(n=of.number(estimate.days))
    return words["head"].format(days=days, country=estimate.country, version=estimate.version)


def _wage(estimate: Estimate, words: Mapping[str, str], of: Written) -> str:
    if estimate.wage is None:
        return words["no_wage"].format(country=estimate.country)
    return words["wage"].format(wage=of.price(estimate.wage, estimate.currency))


def _range(triple: Triple | None, currency: str, words: Mapping[str, str], of: Written) -> str:
    """One amount is "about" that much, if it is not said to be nothing, or less than something, already."""
    if triple is None:
        return words["none"]
    low, high = of.estimate(triple.low, currency), of.estimate(triple.high, currency)
    if low != high or not of.has_coin(triple.high, currency):
        return of.range(triple.low, triple.high, currency)
    return words["about"].format(amount=high)


def _weak(platforms: Sequence[str], words: Mapping[str, str]) -> str:
    known = load().platforms
    names = ", ".join(known[name].name if name in known else name for name in platforms)
    return words["weak" if len(platforms) == 1 else "weaks"].format(platforms=names)


def _left_out(estimate: Estimate, words: Mapping[str, str], of: Written) -> str:
    return ", ".join(
        words["hours" if item.kind is None else "acts"].format(
            platform=item.platform, kind=item.kind, n=of.number(item.n), hours=of.time(item.hours * HOUR_MS)
        )
        for item in estimate.without_figure
    )
