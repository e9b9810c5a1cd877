"""F3 and F4: what the market pays for the same acts."""

from pointeuse.collector.valuation.counts.reading import Reading, Tally
from pointeuse.collector.valuation.formulas.labour_time import words_of
from pointeuse.collector.valuation.parameters.figures import Figures


def market_price(reading: Reading, figures: Figures) -> float:
    """F3, the piece price at low prices. What would a buyer pay for these acts today?

    Formula: sum over acts of n x P_ (money per act; CAPTCHA_P_SOLVER_ for a challenge; words x P_WORD for
    a prompt). Always a number: 0 when nothing is priced (V19).

    Leaves out: acts without a market (wiki edits, searches, checkboxes, sounds, games) and attention. The
    markets for engagement and reviews are fraud markets, partly supplied by machines.
    Source: NATO StratCom COE 2019 to 2022, Reddit S-1 2024, Reuters 2024 and the other P_ rows.
    """
    return sum((price_of(tally, figures) for tally in reading.tallies), 0.0)


def label_price(reading: Reading, figures: Figures) -> float:
    """F4. What would the labels given in image CAPTCHAs cost as commercial annotation?

    Formula: image challenges x CAPTCHA_N_LABELS (judgements per challenge) x LABEL_P_IMAGE (money per
    judgement). Always a number: 0 without image challenges.

    Leaves out: other CAPTCHAs; that some tiles only test the person. An alternative to the CAPTCHA term of
    F2 or F3, never added to it.
    Source: Google and AWS price lists (row LABEL_P_IMAGE).
    """
    labels = labels_given(reading, figures)
    return labels * figures.money("LABEL_P_IMAGE") if labels and figures.has("LABEL_P_IMAGE") else 0.0


def labels_given(reading: Reading, figures: Figures) -> float:
    """Return the judgements of all image challenges: their number x CAPTCHA_N_LABELS, 0 without any."""
    challenges = sum(tally.n for tally in reading.tallies if tally.row and tally.row.image)
    return challenges * figures.number("CAPTCHA_N_LABELS") if challenges else 0.0


def price_of(tally: Tally, figures: Figures) -> float:
    """Return what the acts of one tally fetch; 0 where nobody sells such acts."""
    row = tally.row
    if row is None or not figures.has(row.price):
        return 0.0
    units = words_of(row, tally.all, figures) if row.priced_by == "word" else tally.n
    return units * figures.money(row.price) if units > 0 else 0.0
