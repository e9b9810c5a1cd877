"""The charts of the dashboard, one file each. Each is a function of wording and theme; data come by name."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from msgspec import Struct


class Chart(Struct, frozen=True):
    """One row of `CHARTS`: its name in URLs and file names, and the columns its named data must have."""

    name: str
    columns: tuple[str, ...]

    @property
    def build(self) -> Callable[..., Any]:
        """The function `build(say, theme) -> altair chart`. Reading this imports Altair: worker only."""
        return import_module(f"pointeuse.dashboard.charts.{self.name}").build


CHARTS = (
    Chart("acts_by_day", ("start", "end", "slot", "acts")),
    Chart("acts_by_kind", ("kind", "slot", "acts")),
    Chart("attention_by_platform", ("platform", "minutes")),
    Chart("value_by_method", ("method", "low", "amount", "high", "p5", "p95")),
    Chart("value_by_month", ("month", "slot", "amount")),
    Chart("same_hours_elsewhere", ("place", "slot", "amount")),
    Chart("your_hour", ("label", "slot", "low", "amount", "high")),
    Chart("operators_by_value", ("operator", "slot", "amount")),
    Chart("labour_by_value_form", ("form", "slot", "acts")),
    Chart("attention_by_week", ("start", "end", "slot", "amount")),
    Chart("hours_of_week", ("weekday", "clock", "amount")),
    Chart("calendar_of_a_year", ("start", "end", "weekday", "order", "amount")),
    Chart("captcha_log", ("vendor", "slot", "amount")),
    Chart("captchas_over_time", ("start", "end", "slot", "amount")),
    Chart("ai_labour", ("start", "end", "slot", "acts")),
)
NAMES = {chart.name for chart in CHARTS}
