"""A seeded person: acts of some weeks on a few platforms, put into a real store."""

from random import Random

from msgspec.json import encode

from pointeuse.collector.acts import Act, decode
from pointeuse.collector.catalogue import load
from pointeuse.collector.store import Store
from pointeuse.collector.store.kept.clients import Client, add_client, find_client

DAY_MS = 86_400_000
HOUR_MS = 3_600_000
OFFSET_MIN = 60
DEVICE = "D" * 22
CATALOGUE = load()
# A day's most of each: kind, platform, rule, acts or chunks.
HABITS = (
    ("like", "youtube", "youtube.like", 6),
    ("like", "facebook", "facebook.react", 9),
    ("like", "x", "x.like", 5),
    ("share", "x", "x.repost", 2),
    ("follow", "x", "x.follow", 1),
    ("comment", "youtube", "youtube.comment", 2),
    ("comment", "facebook", "facebook.comment", 3),
    ("vote", "reddit", "reddit.vote-post", 12),
    ("post", "reddit", "reddit.post", 1),
    ("edit", "facebook", "facebook.comment-edit", 1),
    ("save", "youtube", "youtube.playlist", 2),
    ("captcha.image", "recaptcha-v2", "recaptcha-v2", 2),
    ("captcha.checkbox", "recaptcha-v2", "recaptcha-v2", 2),
    ("attention", "youtube", "youtube.attention", 55),
    ("attention", "facebook", "facebook.attention", 34),
    ("attention", "x", "x.attention", 21),
    ("attention", "reddit", "reddit.attention", 26),
)
# The same of somebody who asks chatbots much.
AI_HABITS = (
    ("prompt", "chatgpt", "chatgpt.prompt", 9),
    ("prompt", "claude", "claude.prompt", 4),
    ("prompt-edit", "claude", "claude.edit", 2),
    ("regenerate", "chatgpt", "chatgpt.regenerate", 2),
    ("thumb-up", "chatgpt", "chatgpt.thumb-up", 1),
    ("preference", "chatgpt", "chatgpt.preference", 1),
    ("attention", "chatgpt", "chatgpt.attention", 30),
    ("captcha.invisible", "recaptcha-v3", "recaptcha-v3", 3),
    ("captcha.image", "hcaptcha", "hcaptcha", 1),
    ("captcha.text", "mtcaptcha", "mtcaptcha", 1),
)
SECONDS = {"attention": 60, "captcha.text": 9, "captcha.image": 11, "captcha.checkbox": 2}


def client(device: str = DEVICE, browser: str = "Chromium", paired_at: int = 0) -> Client:
    return Client(device[::-1][:21] + "c", bytes(32), device, "chrome-extension://x", browser, "", paired_at)


def acts_of(days: range, seed: int = 7, habits: tuple = HABITS, first: int = 1) -> list[Act]:
    """Return the acts of the local days given, in order, numbered from `first`."""
    chance, found = Random(seed), []
    for day in days:
        if chance.random() < 0.1:
            continue
        for kind, platform, rule, most in habits:
            for _ in range(chance.randint(0, most)):
                at = day * DAY_MS - OFFSET_MIN * 60_000 + chance.randrange(8 * HOUR_MS, 22 * HOUR_MS)
                found.append((at, kind, platform, rule))
    found.sort()
    return [act(number, *row) for number, row in enumerate(found, first)]


def act(seq: int, at: int, kind: str, platform: str, rule: str, n: int = 1, ms: int | None = None) -> Act:
    length = SECONDS.get(kind, 0) * 1000 if ms is None else ms
    return Act(seq, kind, platform, rule, at, OFFSET_MIN, length, n)


async def fill(store: Store, acts: list[Act], who: Client | None = None) -> None:
    """Pair the client, when it is new, and store the acts as batches of a thousand."""
    who = who or client()
    if await store.read(lambda conn: find_client(conn, who.id)) is None:
        await store.write(lambda conn: add_client(conn, who))
    for start in range(0, len(acts), 1000):
        part = acts[start : start + 1000]
        head = {"schema": 1, "device": who.device, "extension": "0.1.0", "catalogue": CATALOGUE.version}
        await store.ingest(who, decode(encode(head | {"acts": part}), part[-1].at, CATALOGUE))


async def rename(store: Store, table: str, old: str, new: str) -> None:
    """Put a name into the store that no batch could bring there."""
    await store.write(lambda conn: conn.execute(f"UPDATE {table} SET name=? WHERE name=?", (new, old)))
