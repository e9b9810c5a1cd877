"""Where each page is found. Its folder is called as it is here."""

from typing import NamedTuple


class Place(NamedTuple):
    """The address of a page, and what it is in one sentence."""

    address: str
    about: str


PAGES = {
    "home": Place("/", "The dashboard in one glance, empty until its script has a session."),
    "work": Place("/work", "What kind of work it was, act by act: CAPTCHAs, chatbots, paid tasks."),
    "time": Place("/time", "When and where the time went: by platform, week, hour and day."),
    "worth": Place("/worth", "What it could be worth, by three methods and where; other questions."),
    "compare": Place("/compare", "The same hours at other wages."),
    "method": Place("/method", "Every model and figure with its source, and other figures in their place."),
    "payslip": Place("/payslip", "A month laid out as a wage slip."),
    "watched": Place("/watched", "Which rules were watching, and what they saw."),
    "data": Place("/data", "Every act: strike, add, erase, take out, bring back; pause, browsers, backups."),
    "settings": Place("/settings", "Country, currency and wage."),
    "open": Place("/open", "Where a ticket for a session arrives; the script redeems it."),
    "pair": Place("/pair", "Where a ticket for pairing arrives; the extension takes it."),
}
