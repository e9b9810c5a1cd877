"""The table of figures: each row has what it needs, and a spoiled one is refused by name."""

import csv
import shutil
from datetime import date

import pytest

from pointeuse.collector.errors import ParameterError
from pointeuse.collector.valuation import load_parameters
from pointeuse.collector.valuation.parameters.editions import CURRENT, EDITIONS, date_of, folder_of
from pointeuse.collector.valuation.parameters.loading import TABLES, read_parameters
from pointeuse.collector.valuation.parameters.parameter import BOUNDS, DATA

TABLE = list(csv.DictReader((DATA / "parameters.csv").read_text(encoding="utf-8").splitlines()))


def load(folder, rows, columns=tuple(TABLE[0])):
    file = folder / "parameters.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, columns)
        writer.writeheader()
        writer.writerows(rows)
    for name in set(TABLES) - {file.name}:
        shutil.copy(DATA / name, folder)
    return read_parameters(folder)


def spoiled(row, **cells):
    assert any(line["id"] == row for line in TABLE), f"no row {row} to spoil"
    return [{**line, **cells} if line["id"] == row else line for line in TABLE]


def test_each_parameter_is_ordered_and_has_a_source():
    for row in load_parameters().values():
        figures = [row.at(bound) for bound in BOUNDS if row.value is not None]
        assert figures == sorted(figures), row.id
        assert row.source.strip(), row.id


def test_only_the_countries_without_a_statutory_wage_have_no_value():
    empty = [row.id.removeprefix("MINWAGE_HOUR_") for row in load_parameters().values() if row.value is None]
    young = ["UK_UNDER_16", "NL_UNDER_15", "DE_UNDER_18", "LU_UNDER_15"]
    assert sorted(empty) == sorted(["AT", "DK", "FI", "IT", "SE", *young])


SPOILED = [
    ("P_LIKE", {"low": "0.9"}, "order"),
    ("P_LIKE", {"high": "0.001"}, "order"),
    ("X_ARPU_RECENT_WORLD", {"high": "9"}, "order"),
    ("P_VOICE_MIN", {"value": ""}, "no value"),
    ("MINWAGE_HOUR_AT", {"low": "3"}, "no value"),
    ("P_PHOTO", {"value": "0,05"}, "not a number"),
    ("P_PHOTO", {"value": "nan"}, "finite"),
    ("P_PHOTO", {"low": "-1"}, "above zero"),
    ("P_PHOTO", {"high": "inf"}, "finite"),
    ("P_PHOTO", {"unit": "per snapshot"}, "unit"),
    ("P_PHOTO", {"currency": ""}, "currency"),
    ("P_PHOTO", {"currency": "FRF"}, "currency"),
    ("WPM_READ", {"currency": "EUR"}, "currency"),
    ("P_PHOTO", {"confidence": "SURE"}, "confidence"),
    ("P_PHOTO", {"source": " "}, "source"),
    ("P_PHOTO", {"year": ""}, "year"),
    ("P_PHOTO", {"year": "last"}, "not a number"),
    ("CAPTCHA_N_LABELS", {"confidence": "RECALLED"}, "year"),
    ("RHO_META_EUROPE", {"value": "0.31"}, "does not follow"),
    ("RHO_META_EUROPE", {"low": "0.2855"}, "does not follow"),
    ("RHO_TIKTOK_EUROPE", {"low": "0.0691"}, "does not follow"),
    ("MINWAGE_HOUR_BG", {"value": "3.6"}, "does not follow"),
    ("MINWAGE_HOUR_BE", {"value": "12.18"}, "does not follow"),
    ("MINWAGE_HOUR_NL_AT_16", {"value": "5.2"}, "does not follow"),
    ("META_ARPU_APAC_2023", {"value": "20.1"}, "does not follow"),
    ("P_SHARE", {"value": "0.007"}, "does not follow"),
    ("S_WIKI_EDIT", {"value": "287"}, "does not follow"),
    ("RHO_META_APAC", {"high": "0.0945"}, "does not follow"),
    ("RHO_META_US_CA", {"high": "1.26"}, "does not follow"),
    ("RHO_YOUTUBE_WORLD", {"value": "0.0546"}, "does not follow"),
    ("RHO_REDDIT_US", {"low": "0.0608"}, "does not follow"),
    ("RHO_SNAPCHAT_ROW", {"high": "0.0241"}, "does not follow"),
    ("P_LIKE", {"value": "0.0078"}, "does not follow"),
    ("P_LIKE", {"high": "0.0114"}, "does not follow"),
    ("P_VIDEO", {"low": "0.27"}, "does not follow"),
    ("MARGIN_GOOGLE", {"value": "0.41"}, "does not follow"),
    ("META_OPINC_PER_DAP_2025", {"value": "23.26"}, "does not follow"),
    ("MINWAGE_HOUR_FR_AT_17", {"value": "10.82"}, "does not follow"),
]


@pytest.mark.parametrize(("row", "cells", "reason"), SPOILED)
def test_a_spoiled_row_is_refused_by_name(tmp_path, row, cells, reason):
    with pytest.raises(ParameterError, match=f"^{row}: .*({reason})"):
        load(tmp_path, spoiled(row, **cells))


def test_an_input_changed_without_its_rate_is_refused(tmp_path):
    with pytest.raises(ParameterError, match="RHO_SNAPCHAT_NORTH_AMERICA"):
        load(tmp_path, spoiled("TIME_SNAPCHAT_US_2023", value="31"))


def test_a_missing_input_is_refused_by_name(tmp_path):
    with pytest.raises(ParameterError, match="META_DAP_MEAN_2025"):
        load(tmp_path, [row for row in TABLE if row["id"] != "META_DAP_MEAN_2025"])


def test_an_id_on_two_rows_is_refused(tmp_path):
    with pytest.raises(ParameterError, match="P_WORD.*two rows"):
        load(tmp_path, [*TABLE, next(row for row in TABLE if row["id"] == "P_WORD")])


def test_an_id_in_small_letters_is_refused(tmp_path):
    with pytest.raises(ParameterError, match="p_new"):
        load(tmp_path, [*TABLE, {**TABLE[0], "id": "p_new"}])


def test_a_row_with_a_missing_column_is_refused(tmp_path):
    columns = [name for name in TABLE[0] if name != "url"]
    rows = [{name: row[name] for name in columns} for row in TABLE]
    with pytest.raises(ParameterError, match="META_REV_US_CA_2023.*columns"):
        load(tmp_path, rows, columns)


def test_version_changes_with_the_content_and_only_with_it(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert load(tmp_path / "a", TABLE).version == load(tmp_path, TABLE).version
    other = load(tmp_path / "b", spoiled("P_WORD", note="another note"))
    assert other.version != load(tmp_path / "a", TABLE).version
    assert len(other.version) == 12


def test_regions_of_2023_add_up_to_the_revenue_of_the_operator():
    rows = load_parameters()
    regions = [rows[f"META_REV_{region}_2023"].value for region in ("US_CA", "EUROPE", "APAC", "ROW")]
    assert sum(regions) == 134_901e6


def test_hours_of_thirteen_years_of_captchas_are_the_sum_of_both_sorts():
    rows = load_parameters()
    second, first = 329e9, rows["CAPTCHA_TOTAL_SESSIONS"].value - 329e9
    seconds = second * rows["CAPTCHA_S_V2_MEAN"].value + first * rows["CAPTCHA_S_TEXT"].value
    assert seconds / 3600 == pytest.approx(820.8e6, rel=1e-3)
    assert seconds / 3600 == pytest.approx(rows["CAPTCHA_TOTAL_HOURS"].value, rel=0.01)


def test_a_low_of_nothing_is_a_figure_and_a_value_of_nothing_is_none(tmp_path):
    assert load_parameters()["LABEL_P_IMAGE"].at("low") == 0
    with pytest.raises(ParameterError, match="P_PHOTO: a figure must be finite and above zero"):
        load(tmp_path, spoiled("P_PHOTO", value="0", low="0"))


def test_regions_of_2025_add_up_to_the_revenue_of_the_operator_within_three_millions():
    rows = load_parameters()
    regions = [rows[f"META_REV_{region}_2025"].value for region in ("US_CA", "EUROPE", "APAC", "ROW")]
    assert abs(sum(regions) - rows["META_REV_WORLD_2025"].value) <= 3e6


def test_every_edition_has_its_day_and_the_figures_that_it_shipped_with():
    """An edition that no longer ships can never change; the one that ships has a line for its figures."""
    days = [date.fromisoformat(edition.date) for edition in EDITIONS.values()]
    assert days == sorted(days)
    for name, edition in EDITIONS.items():
        version = load_parameters(name).version
        assert version == edition.version, f"the figures of {name} have changed: see editions.csv"
        assert date_of(name, version) == edition.date
        assert date_of(name, "another") == date.today().isoformat()
        assert (folder_of(name) == DATA) is (name == CURRENT)


@pytest.mark.parametrize("table", TABLES)
def test_a_change_in_any_table_is_another_version(tmp_path, table):
    load(tmp_path, TABLE)
    with (tmp_path / table).open("a", encoding="utf-8") as out:
        out.write("\n")
    assert read_parameters(tmp_path).version != load_parameters().version
