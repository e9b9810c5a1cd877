"""`pointeuse payslip` as a person types it: to the terminal and to files, with and without a collector."""

import csv
import stat

import pypdfium2
import pytest
from command_line import is_sentence, run, served

from pointeuse.collector.catalogue import load
from pointeuse.collector.commands import payslip as command
from pointeuse.collector.errors import Busy
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.dashboard.wording import texts
from tests.dashboard.seeded import acts_of, client, fill
from tests.dashboard.slips import LAST_MONTH, days_of_last_month

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
async def data(tmp_path_factory):
    """A folder whose log holds the last whole month; no collector runs."""
    settings = Settings(tmp_path_factory.mktemp("data")).ready()
    store = Store.open(settings, load())
    await fill(store, acts_of(days_of_last_month()))
    await fill(store, acts_of(days_of_last_month(), seed=11), client("F" * 22, "Firefox"))
    await store.close()
    return settings.data


def payslip(data, *words, **env):
    return run("payslip", "--data", data, *words, **env)


def test_the_last_whole_month_is_printed_with_the_three_methods_and_nothing_paid(data):
    done = payslip(data)
    assert (done.status, done.error) == (0, "")
    rows = done.out.splitlines()
    assert rows[0].startswith("PAYSLIP") and "Piece price" in done.out and "Time at the" in done.out
    assert next(row for row in rows if row.startswith("Net paid")).split()[2:] == ["0", "0", "0"]
    assert "Counted twice in this: " in done.out
    assert done.out == payslip(data, "--month", LAST_MONTH).out


def test_a_running_collector_gives_the_same_slip(data):
    alone = payslip(data).out
    with served(data):
        assert payslip(data).out == alone


def test_the_language_is_the_one_asked_for_or_the_system_s(data):
    french = payslip(data, "--lang", "fr").out
    assert french.startswith("BULLETIN DE PAIE")
    assert payslip(data, LANG="fr_FR.UTF-8").out.startswith("BULLETIN DE PAIE")
    assert payslip(data, "--lang", "en", LANG="fr_FR.UTF-8").out.startswith("PAYSLIP")


def test_pdf_and_csv_are_for_their_owner_and_hold_the_slip(data, tmp_path):
    pdf, lines = tmp_path / "slip.pdf", tmp_path / "slip.csv"
    done = payslip(data, "--pdf", pdf, "--csv", lines, "--lang", "fr")
    assert done.status == 0 and done.out == "" and done.error.count(str(tmp_path)) == 2
    assert sorted(tmp_path.iterdir()) == [lines, pdf]
    assert {stat.S_IMODE(file.stat().st_mode) for file in (pdf, lines)} == {0o600}
    assert "bulletin de paie" in pypdfium2.PdfDocument(pdf).get_metadata_dict()["Title"]
    rows = list(csv.DictReader(lines.read_text("utf-8").splitlines()))
    assert rows and {row["paid"] for row in rows} == {"0"}


def test_days_may_be_named_instead_of_a_month(data):
    done = payslip(data, "--from", f"{LAST_MONTH}-01", "--to", f"{LAST_MONTH}-07")
    assert done.status == 0 and "7" in done.out.splitlines()[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--month", "2020-02"), "Nothing was counted in this period: February 2020."),
        (("--month", "2999-01"), "has not begun"),
        (("--month", "soon"), "YYYY-MM"),
        (("--month", LAST_MONTH, "--from", f"{LAST_MONTH}-01"), "either"),
        (("--to", f"{LAST_MONTH}-01"), "either"),
        (("--set", "abcdefabcdef"), "set of figures"),
        (("--lang", "de"), "--help"),
    ],
)
def test_what_makes_no_slip_is_one_sentence_and_status_2(data, tmp_path, words, said):
    file = tmp_path / "slip.pdf"
    done = payslip(data, *words, "--pdf", file)
    assert done.status == 2 and is_sentence(done) and said in done.error and done.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_running_collector_refuses_the_same_in_one_sentence(data):
    with served(data):
        done = payslip(data, "--month", "2020-02")
        assert done.status == 2 and is_sentence(done) and "February 2020" in done.error
        assert payslip(data, "--set", "abcdefabcdef").status == 2


@pytest.mark.parametrize("option", ["--pdf", "--csv"])
def test_a_file_that_cannot_be_written_leaves_nothing(data, tmp_path, option):
    done = payslip(data, option, tmp_path / "missing" / "slip")
    assert done.status == 1 and is_sentence(done) and "choose another file" in done.error
    assert list(tmp_path.iterdir()) == []


def test_without_a_log_it_says_how_to_begin(tmp_path):
    done = payslip(tmp_path)
    assert done.status == 1 and is_sentence(done) and "start Pointeuse" in done.error


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_printed_though_what_was_counted_twice_cannot_be_worked_out(
    data, monkeypatch, capsys, language
):
    def refuse(*_):
        raise Busy("Not now.")

    monkeypatch.setattr("pointeuse.dashboard.web.twice.twice", refuse)  # a real log takes years
    command.payslip(Settings(data), command.Order(LAST_MONTH, None, None, None), language, None, None)
    said = " ".join(capsys.readouterr().out.split())
    assert " ".join(texts(language)["payslip.twice.later"].split()) in said
