"""What the terminal, the payslip and its PDF write, held to the vectors."""

from collections.abc import Callable
from datetime import date

import pytest

from pointeuse.collector.sums.period import day_number
from pointeuse.collector.written import Written
from tests.written.vectors import cases


def days(*texts: str) -> list[int]:
    return [day_number(date.fromisoformat(text)) for text in texts]


WRITE: dict[str, Callable] = {
    "bare": lambda of, *given: of.range(*given, bare=True),
    "day": lambda of, *given: of.day(*days(*given)),
    "month": lambda of, *given: of.month(*days(*given)),
    "period": lambda of, *given: of.period(*days(*given)),
    "title": lambda of, *given: of.title(*days(*given)),
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_python_writes_each_figure_as_the_vectors_say(language):
    of = Written(language)
    wrong = []
    for case in cases("python"):
        write = WRITE.get(case["kind"]) or getattr(Written, case["kind"])
        if (text := write(of, *case["given"])) != case[language]:
            wrong.append((case["kind"], case["given"], text, case[language]))
    assert wrong == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_longest_number_that_there_is_can_be_written(language):
    assert Written(language).estimate(1.7e308, "EUR").count("0") == 307
