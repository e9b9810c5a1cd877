"""The frames and states of a CAPTCHA file: each state is seen in a frame, and what counts is a state."""

from collections.abc import Iterator

from pointeuse.collector.rules.draft import Draft, Problem, entries, mapping, texts
from pointeuse.collector.rules.shape import nearest

WITHOUT_SIGN = ("abandoned",)
"""What the extension itself takes an episode for, when nothing more happens."""


def problems(draft: Draft) -> Iterator[Problem]:
    """Yield every frame and every state that is named and not known."""
    if draft.form != "captcha":
        return
    captcha = mapping(draft.data.get("captcha"))
    states = [mapping(each) for each in entries(captcha.get("states"))]
    roles = {role for frame in entries(captcha.get("frames")) for role in texts(mapping(frame).get("role"))}
    for index, state in enumerate(states):
        for frame in texts(state.get("frame")):
            if frame not in roles:
                said = f'no frame has the role "{frame}"; describe it under "frames"'
                yield Problem(f"captcha/states/{index}/frame", said)
    known = [*_states_of(draft.around.schema), *WITHOUT_SIGN]
    for place, name in _named(captcha):
        if name not in known:
            said = f'"{name}" is not a state{nearest(name, known)}; choose from {", ".join(known)}'
            yield Problem(f"captcha/{place}", said)


def _states_of(schema: dict) -> list[str]:
    """Return the states that the format knows."""
    return schema["$defs"]["state"]["properties"]["state"]["enum"]


def _named(captcha: dict) -> Iterator[tuple[str, str]]:
    """Yield every state that counting or timing waits for, with its place."""
    gestures = mapping(mapping(captcha.get("counting")).get("gestures"))
    yield from (("counting/gestures/state", name) for name in texts(gestures.get("state")))
    for key in ("start", "stop"):
        for name in texts(mapping(captcha.get("timing")).get(key)):
            yield f"timing/{key}", name
