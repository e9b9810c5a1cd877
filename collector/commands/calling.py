"""How every command is called: its errors in one sentence, and the options that several of them take."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import click

from pointeuse.collector.errors import Malformed, NotFound, PointeuseError, StartupError
from pointeuse.collector.settings import SETTINGS, Settings, read_settings

HELP = {setting.name: f"{setting.help} Default: {setting.default}." for setting in SETTINGS}
PRINT = "Print the link instead of opening a browser."
DAY = click.DateTime(["%Y-%m-%d"])


class Failure(click.ClickException):
    """One sentence with the next step, on stderr; exit status 1."""

    def show(self, file=None) -> None:
        click.echo(self.message, err=True)


class Misunderstood(Failure):
    """The same for what a command was told and cannot understand; exit status 2."""

    exit_code = 2


@contextmanager
def understood(ctx: click.Context) -> Iterator[None]:
    """Raise Misunderstood for every error that says so, whoever raised it."""
    try:
        yield
    except click.UsageError as error:
        said = " ".join(error.format_message().split()).rstrip(".?")
        raise Misunderstood(f"{said}; see `{ctx.command_path} --help`.") from error
    except PointeuseError as error:
        if error.status in (Malformed.status, NotFound.status):
            raise Misunderstood(error.message) from error
        raise


class OneSentence(click.Command):
    """A command for programs too: whatever it does not understand is one sentence and exit status 2."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with understood(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context):
        with understood(ctx):
            return super().invoke(ctx)


class Pointeuse(click.Group):
    """A group whose first command is meant when none is named, and whose failures are one sentence."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = args and not (args[0].startswith("-") and args[0] not in ("--help", "-h", "--version"))
        return super().parse_args(ctx, args if named else ["serve", *args])

    def invoke(self, ctx: click.Context):
        try:
            return super().invoke(ctx)
        except PointeuseError as error:
            raise Failure(error.message) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # the reader of our output has gone; click knows what to do
            what = f"{error.filename}: " if error.filename else ""
            raise Failure(f"The system refused: {what}{error.strerror}; run `pointeuse doctor`.") from error


def option(*names: str, setting: str, **more) -> click.Option:
    """Return the click option of one of `SETTINGS`."""
    return click.option(*names, setting, help=HELP[setting], **more)


data_option = option("--data", setting="data", type=click.Path(file_okay=False), metavar="DIR")
no_browser = click.option(
    "--no-browser", "open_browser", flag_value=False, default=None, type=bool, help=PRINT
)
platform_option = click.option(
    "--platform", "platforms", multiple=True, metavar="ID", help="Such as youtube; may be repeated."
)
kind_option = click.option(
    "--kind", "kinds", multiple=True, metavar="ID", help="Such as like; may be repeated."
)
yes_option = click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
from_option = click.option("--from", "first", type=DAY, metavar="DAY", help="First day, such as 2026-01-31.")
to_option = click.option("--to", "last", type=DAY, metavar="DAY", help="Last day, included.")


def settings_of(given: dict, ready: bool = True) -> Settings:
    """Return the settings of this run, with their folder made. Raises StartupError, or a usage error."""
    try:
        settings = read_settings(given)
    except ValueError as error:
        raise click.UsageError("POINTEUSE_PORT is not a number; set it to one or remove it.") from error
    if settings.port is not None and not (settings.port == 0 or 1024 <= settings.port < 65536):
        raise click.UsageError("The port must lie between 1024 and 65535; choose another with --port.")
    try:
        return settings.ready() if ready else settings
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"{settings.data} cannot be used ({reason}); choose another folder with --data."
        raise StartupError(message, "folder") from error
