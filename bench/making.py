"""The acts of the benchmarks: a heavy user, 2,740 acts a day, most of them attention, twelve platforms."""

import json
from collections.abc import Iterator

PLATFORMS = ("youtube", "instagram", "tiktok", "reddit", "facebook", "x", "linkedin", "wikipedia")
PLATFORMS += ("pinterest", "twitch", "discord", "amazon")
KINDS = ("like", "comment", "post", "share", "follow", "save", "rating", "prompt", "message")
A_DAY = 2740
FIRST_AT = 1_262_304_000_000  # 2010-01-01 UTC: ten years of acts end before today
STEP_MS = 86_400_000 // A_DAY
CAPTCHA = '"kind":"captcha.image","platform":"recaptcha-v2","rule":"recaptcha-v2"'
DETAIL = ',"detail":{"outcome":"solved","labels":3,"judgements":9,"rounds":1}'


def act(seq: int) -> str:
    """Return the JSON of an act that follows from its seq: 70 in 100 attention, 1 in 200 a CAPTCHA."""
    mixed = seq * 2_654_435_761 % 2**32
    platform = PLATFORMS[mixed % 997 * mixed % 12 % (mixed % 12 + 1)]
    at = FIRST_AT + seq * STEP_MS
    tail = f'"at":{at},"offset_min":60,"ms":{mixed % 60_000 + 1},"n":1'
    if seq % 200 == 0:
        return f'{{"seq":{seq},{CAPTCHA},{tail}{DETAIL}}}'
    kind = "attention" if mixed % 10 < 7 else KINDS[mixed // 10 % 9]
    return f'{{"seq":{seq},"kind":"{kind}","platform":"{platform}","rule":"{platform}.{kind}",{tail}}}'


def bodies(device: str, first: int, size: int, count: int) -> Iterator[bytes]:
    """Yield `count` batches of `size` acts, from seq `first` on."""
    head = json.dumps({"schema": 1, "device": device, "extension": "0.1.0", "catalogue": "2026.11.1"})
    for start in range(first, first + size * count, size):
        acts = ",".join(map(act, range(start, start + size)))
        yield f'{head[:-1]},"acts":[{acts}]}}'.encode()
