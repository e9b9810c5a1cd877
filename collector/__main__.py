"""The command line, `pointeuse`. What a command does is imported when it runs."""

import gc
from pathlib import Path

import click

from pointeuse.collector import __version__
from pointeuse.collector.commands.calling import (
    Misunderstood,
    OneSentence,
    Pointeuse,
    data_option,
    from_option,
    kind_option,
    no_browser,
    option,
    platform_option,
    settings_of,
    to_option,
    yes_option,
)


@click.group(cls=Pointeuse, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pointeuse")
def main() -> None:
    """A time clock for the work that nobody pays you for.

    Without a command it starts the collector and opens the dashboard.

    \b
    pointeuse                      start, and open the dashboard
    pointeuse pair                 connect one more browser
    pointeuse demo                 look at an invented person's year
    pointeuse value --from 2026-01-01
    pointeuse export log.jsonl
    """


@main.command()
@data_option
@option("--port", setting="port", type=int, metavar="N")
@no_browser
@option("--allow-extension", setting="allow_extension", metavar="ID")
def serve(**given) -> None:
    """Start the collector and open the dashboard.

    This is what `pointeuse` does when no command is named.

    \b
    pointeuse serve --data ~/study --no-browser
    """
    gc.disable()  # what loading makes is kept; looking for garbage in it costs a tenth of the start
    from pointeuse.collector.commands.serve import serve as run

    run(settings_of(given))


@main.command("open")
@data_option
@click.option("--print", "as_link", is_flag=True, help="Print the link; it works once, for 120 s.")
def open_(data, as_link) -> None:
    """Open the dashboard of the running collector.

    \b
    pointeuse open --print
    """
    from pointeuse.collector.commands.browser import open_page

    open_page(settings_of({"data": data, "open_browser": False if as_link else None}, ready=False), "open")


@main.command()
@data_option
@click.option("--print", "as_link", is_flag=True, help="Print the link; it works once, for 120 s.")
def pair(data, as_link) -> None:
    """Connect one more browser to the running collector.

    \b
    pointeuse pair --print         to paste the link into another browser
    """
    from pointeuse.collector.commands.browser import open_page

    open_page(settings_of({"data": data, "open_browser": False if as_link else None}, ready=False), "pair")


@main.command(cls=OneSentence)
@data_option
@click.option("--persona", default="teenager", metavar="NAME", help="Who; see --list. Default: teenager.")
@click.option(
    "--days", type=click.IntRange(1, 7300), default=365, metavar="N", help="Up to today. Default: 365."
)
@click.option(
    "--seed", type=click.IntRange(0), default=1, metavar="N", help="Another one of the same kind. Default: 1."
)
@click.option("--port", type=int, metavar="N", help="Port on 127.0.0.1. Default: chosen once per person.")
@no_browser
@click.option("--list", "listed", is_flag=True, help="Name the people there are, and stop.")
def demo(data, persona, days, seed, port, open_browser, listed) -> None:
    """Show an invented person's log on the dashboard.

    For a class, or to see what a year looks like. It lies in a folder of its own beside yours, which is not
    touched, and everything that comes out of it says that it is invented.

    \b
    pointeuse demo
    pointeuse demo --list
    pointeuse demo --persona microworker --days 3650
    """
    from pointeuse.collector.commands.demo import demo as run
    from pointeuse.collector.commands.demo import list_personas

    if listed:
        list_personas()
        return
    given = {"data": data, "port": port, "open_browser": open_browser}
    run(settings_of(given, ready=False), port, persona, days, seed)


@main.command()
@data_option
@option("--port", setting="port", type=int, metavar="N")
def doctor(**given) -> None:
    """Look at everything that Pointeuse needs.

    Exit status 1 when something has to be done.

    \b
    pointeuse doctor --data ~/study
    """
    from pointeuse.collector.commands.doctor import doctor as run

    raise SystemExit(run(settings_of(given, ready=False)))


@main.command(cls=OneSentence)
@data_option
@from_option
@to_option
@click.option(
    "--set", "version", metavar="VERSION", help="A set kept on the dashboard, or an edition. Default: in use."
)
@click.option("--counts", metavar="FILE", help="Value FILE instead of the log; - reads the input.")
@click.option("--json", "as_json", is_flag=True, help="Numbers for a program, unrounded.")
def value(data, first, last, version, counts, as_json) -> None:
    """Say what the recorded work could be worth.

    Three methods side by side; they do not add up. Exit status 2 when something is not understood.
    --set takes the version of a set of figures or of an edition; the dashboard lists them on its page Method.

    \b
    pointeuse value --from 2026-11-01 --to 2026-11-30
    pointeuse value --counts year.json --json
    """
    if counts is None:
        from pointeuse.collector.commands.value import print_value

        print_value(settings_of({"data": data}, ready=False), first, last, version, as_json)
        return
    if (first, last, version) != (None, None, None):
        raise Misunderstood("A file of counts is one period with its own rates; drop --from, --to and --set.")
    from pointeuse.collector.commands.counts import print_counts

    print_counts(counts, as_json)


@main.command(cls=OneSentence)
@data_option
@click.option("--month", metavar="MONTH", help="Such as 2026-10. Default: the last whole month.")
@from_option
@to_option
@click.option("--lang", type=click.Choice(["en", "fr"]), help="Default: as your system speaks.")
@click.option(
    "--set", "version", metavar="VERSION", help="A set kept on the dashboard, or an edition. Default: in use."
)
@click.option("--pdf", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a PDF.")
@click.option(
    "--csv", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write the lines."
)
def payslip(data, month, first, last, lang, version, pdf, csv) -> None:
    """Lay a month out as a wage slip.

    To the terminal, or to files. Exit status 2 when nothing was counted or something is not understood.

    \b
    pointeuse payslip --month 2026-10
    pointeuse payslip --lang fr --pdf payslip.pdf
    """
    from pointeuse.collector.commands.payslip import Order
    from pointeuse.collector.commands.payslip import payslip as run

    run(settings_of({"data": data}, ready=False), Order(month, first, last, version), lang, pdf, csv)


@main.command(cls=OneSentence)
@data_option
@from_option
@to_option
@platform_option
@kind_option
@click.option("--format", "form", type=click.Choice(["json", "csv"]), help="Default: by the name.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True), default="-")
def export(data, first, last, platforms, kinds, form, file) -> None:
    """Write the acts as JSON lines or CSV.

    To FILE, or to the terminal when there is none.

    \b
    pointeuse export log.csv
    pointeuse export --from 2026-11-01 --kind like | head
    """
    from pointeuse.collector.commands.chosen import Choice
    from pointeuse.collector.commands.export import export as run

    run(settings_of({"data": data}, ready=False), Choice(first, last, platforms, kinds), form, file)


@main.command(cls=OneSentence)
@data_option
@click.option("--with-erased", is_flag=True, help="Also acts that you have erased since.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(data, with_erased, file) -> None:
    """Store the acts of an export again.

    Those that are there already are left alone. Exit status 1 when a line of FILE is refused.

    \b
    pointeuse restore log.jsonl
    """
    from pointeuse.collector.commands.restore import restore as run

    raise SystemExit(run(settings_of({"data": data}, ready=False), file, with_erased))


@main.command(cls=OneSentence)
@data_option
@from_option
@to_option
@platform_option
@kind_option
@yes_option
def erase(data, first, last, platforms, kinds, is_sure) -> None:
    """Erase acts from the log, its backups and every other file.

    All of them, or those of some days, platforms or kinds. They do not come back.

    \b
    pointeuse erase --from 2026-11-01 --to 2026-11-07
    pointeuse erase --platform youtube --kind comment
    """
    from pointeuse.collector.commands.chosen import Choice
    from pointeuse.collector.commands.erase import erase as run

    run(settings_of({"data": data}, ready=False), Choice(first, last, platforms, kinds), is_sure)


@main.group(invoke_without_command=True)
@data_option
@click.pass_context
def backups(ctx, data) -> None:
    """List the backups, make one, or go back to one.

    \b
    pointeuse backups
    pointeuse backups make
    pointeuse backups restore pointeuse-20261126T030000Z.db
    """
    if ctx.invoked_subcommand is None:
        from pointeuse.collector.commands.backups import print_backups

        print_backups(settings_of({"data": data}, ready=False))


@backups.command("make")
@data_option
def make_backup(data) -> None:
    """Make a backup now.

    \b
    pointeuse backups make
    """
    from pointeuse.collector.commands.backups import make

    make(settings_of({"data": data}, ready=False))


@backups.command("restore", cls=OneSentence)
@data_option
@yes_option
@click.argument("name")
def restore_backup(data, is_sure, name) -> None:
    """Put the backup NAME in the place of the log.

    The log is kept as a backup first. Browsers stay connected and send again what the backup lacks.

    \b
    pointeuse backups restore pointeuse-20261126T030000Z.db
    """
    from pointeuse.collector.commands.backups import restore as run

    run(settings_of({"data": data}, ready=False), name, is_sure)


@main.group()
def rules() -> None:
    """Look at a file of the catalogue, and try it.

    For authors of platform files; nothing of your log is read.

    \b
    pointeuse rules check extension/catalogue/platforms/x.json
    pointeuse rules try birdhouse.json requests.json
    """


@rules.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file) -> None:
    """Name everything that is wrong with FILE.

    Exit status 1 when something is, 2 when FILE cannot be read.

    \b
    pointeuse rules check birdhouse.json
    """
    from pointeuse.collector.commands.rules import check as run

    raise SystemExit(run(file))


@rules.command("try")
@click.option("--all", "everything", is_flag=True, help="Also what rules count that are off by default.")
@click.option(
    "--server", "servers", multiple=True, metavar="HOST", help="A host that runs the software of FILE."
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("requests", type=click.Path(path_type=Path))
def try_(file, requests, everything, servers) -> None:
    """Print the acts that FILE makes of recorded REQUESTS.

    The extension's own engine runs, under Node, with the whole catalogue.

    \b
    pointeuse rules try birdhouse.json requests.json
    """
    from pointeuse.collector.commands.rules import try_ as run

    raise SystemExit(run(file, requests, everything, servers))


@main.command("extension-path")
def extension_path() -> None:
    """Print the folder of the browser extension.

    Load it in the browser as an unpacked extension.

    \b
    ls "$(pointeuse extension-path)"
    """
    from pointeuse.collector.catalogue import EXTENSION

    click.echo(EXTENSION)


if __name__ == "__main__":
    main(prog_name="pointeuse")
