"""Each rule of the catalogue with what it has seen: a silent rule must not pass for no labour."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pointeuse.collector.catalogue import AD, ATTENTION, TASK_TIME, TIME_KINDS, Catalogue, Platform
from pointeuse.collector.store.acts.coverage import RuleSeen
from pointeuse.collector.store.sums.rollups import Total
from pointeuse.collector.sums.period import DAY_MS
from pointeuse.dashboard.numbers.names import Codes

LEVELS = ("HIGH", "MED", "LOW", "MEASURED", "")
SILENT_DAYS = 7
ENOUGH_MS = 10 * 60_000
"""A rule that stays silent for `SILENT_DAYS` with this much time on its platform gives no signal."""

STATES = ("fired", "silent", "unseen", "unwatched", "off", "uncounted")
FIRED, SILENT, UNSEEN, UNWATCHED, OFF, UNCOUNTED = STATES
EVERY_PAGE = "/**"  # among the paths of tasks: nobody knows which they are, so that all the time is theirs
ANY_CAPTCHA = "CAPTCHA"  # of no kind before it is seen; a word that no catalogue knows is shown as it is
AHEAD_MS = 14 * 3_600_000  # of UTC is no local time by more, so no act of the days asked for is missed


class Row(Struct, frozen=True):
    """One rule and kind. One that never fired has `acts` 0 and `last_at` None, and its `state` says why."""

    platform: str
    kind: str
    rule: str
    confidence: str
    state: str
    last_at: int | None = None
    acts: int = 0


class Watched(Struct, frozen=True):
    """What tells a silence: `ms` of time by platform since `since` (UTC ms), the `platforms` ever seen."""

    since: int
    ms: dict[str, int]
    platforms: set[str]

    def state(self, row: Row, fired: Sequence[RuleSeen]) -> str:
        """Return the state of a rule that has `fired`; `row.state` is what it is when it never did."""
        if not fired and row.state in (OFF, UNCOUNTED):
            return row.state
        is_expected = row.kind != AD  # a blocker or a subscription keeps advertisements away
        is_watched = self.ms.get(row.platform, 0) >= ENOUGH_MS
        if is_expected and is_watched and all(seen.last_at < self.since for seen in fired):
            return SILENT
        if fired:
            return FIRED
        return UNSEEN if row.platform in self.platforms else row.state


def every_rule(
    catalogue: Catalogue, seen: Sequence[RuleSeen], watched: Watched, platforms: Codes, kinds: Codes
) -> dict[str, list]:
    """Return as columns each rule of the catalogue, and after them what fired without being in it."""
    rows = list(_rows(catalogue, seen, watched))
    return {
        "platform": platforms.all(row.platform for row in rows),
        "kind": kinds.all(row.kind for row in rows),
        "rule": [row.rule for row in rows],
        "levels": list(LEVELS),
        "confidence": [LEVELS.index(row.confidence) for row in rows],
        "states": list(STATES),
        "state": [STATES.index(row.state) for row in rows],
        "last_at": [row.last_at for row in rows],
        "acts": [row.acts for row in rows],
    }


def watched_until(last_day: int, seen: Sequence[RuleSeen], week: Sequence[Total]) -> Watched:
    """Return what was watched in the `SILENT_DAYS` up to `last_day`, whose sums `week` holds."""
    ms: Counter[str] = Counter()
    for row in week:
        ms[row.platform] += row.ms if row.kind in TIME_KINDS else 0
    return Watched(
        since=(last_day - SILENT_DAYS + 1) * DAY_MS - AHEAD_MS,
        ms=ms,
        platforms={row.platform for row in seen if row.acts},
    )


def unknown_words(catalogue: Catalogue, seen: Sequence[RuleSeen]) -> dict[str, list[str]]:
    """Return the kinds and the platforms that were counted and that this catalogue has no entry for."""
    places = catalogue.platforms | catalogue.captchas
    return {
        "unknown_kinds": sorted({row.kind for row in seen} - set(catalogue.kinds)),
        "unknown_platforms": sorted({row.platform for row in seen} - set(places)),
    }


def _rows(catalogue: Catalogue, seen: Sequence[RuleSeen], watched: Watched) -> Iterator[Row]:
    fired: dict[tuple[str, str], list[RuleSeen]] = {}
    for one in seen:
        if one.acts:
            fired.setdefault((one.platform, one.rule), []).append(one)
    for row in _known(catalogue):
        yield from _with(row, fired.pop((row.platform, row.rule), []), watched)
    for (platform, rule), rows in fired.items():
        yield from _with(Row(platform, "", rule, "", UNSEEN), rows, watched)


def _with(row: Row, fired: Sequence[RuleSeen], watched: Watched) -> Iterator[Row]:
    """Yield the row once for each kind that the rule has fired as, or as it is."""
    row = replace(row, state=watched.state(row, fired))
    yield from (replace(row, kind=one.kind, last_at=one.last_at, acts=one.acts) for one in fired)
    if not fired:
        yield row


def _known(catalogue: Catalogue) -> Iterator[Row]:
    for platform in catalogue.platforms.values():
        yield from _times(platform)
        for rule in platform.rules:
            if rule.credit != "time":
                unfired = UNCOUNTED if rule.credit == "none" else UNWATCHED if rule.on_by_default else OFF
                yield Row(platform.id, rule.kind, rule.id, rule.confidence, unfired)
    for captcha in catalogue.captchas.values():
        yield Row(captcha.id, ANY_CAPTCHA, captcha.id, captcha.confidence, UNSEEN)


def _times(platform: Platform) -> Iterator[Row]:
    """Yield the rules of time: they are measured, whatever the catalogue knows of the platform's acts."""
    if platform.tracks_time:
        kinds = (TASK_TIME,) if EVERY_PAGE in platform.task_paths else (ATTENTION, TASK_TIME)
        for kind in kinds if platform.paid else (ATTENTION,):
            yield Row(platform.id, kind, f"{platform.id}.{kind}", "MEASURED", UNWATCHED)
