"""The axes that count: each tick is a whole number and stands there once, however few things there are."""

import re

import pytest
import vl_convert

from pointeuse.dashboard.drawing.making.charts import CHARTS
from pointeuse.dashboard.drawing.making.spec_worker import vega_lite

DAY_MS = 86_400_000
COUNTING = [chart for chart in CHARTS if '",d"' in str(vega_lite(chart, "en")).replace("'", '"')]
TICK = re.compile(r">([^<]*)</text>")


def test_the_charts_that_count_are_found():
    assert {"acts_by_day", "attention_by_platform", "captcha_log"} <= {chart.name for chart in COUNTING}
    assert len(COUNTING) >= 6


def row(chart, most: float) -> dict:
    """Return one row whose amount is `most`."""
    spans = {"start": 0, "end": DAY_MS, "slot": 0}
    return {column: spans.get(column, most) for column in chart.columns}


def ticks(chart, most: float) -> list[str]:
    """Return what stands at the axis that counts, of the chart as it is drawn."""
    spec = vega_lite(chart, "en") | {"width": 400, "datasets": {chart.name: [row(chart, most)]}}
    axes = vl_convert.vegalite_to_svg(spec, show_warnings=False).split("role-axis-label")[1:]
    written = [TICK.findall(axis.split("role-axis-title")[0]) for axis in axes]
    (found,) = [labels for labels in written if "0" in labels]
    return found


@pytest.mark.parametrize("chart", COUNTING, ids=lambda chart: chart.name)
@pytest.mark.parametrize("most", [1, 2, 3, 5, 1.4, 240])
def test_no_tick_stands_twice(chart, most):
    found = ticks(chart, most)
    assert len(found) == len(set(found))
    assert all(int(tick.replace(",", "")) >= 0 for tick in found)
