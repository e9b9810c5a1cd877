"""From the outbox to a real server that checks every signature and fails in every way."""

import pytest

from tests.browser.driving import until
from tests.extension.ledger import Ledger, serving
from tests.extension.test_outbox import NOON, add, counts, like, seqs

pytestmark = pytest.mark.browser

STATUS = "return uploader.status()"


async def deliver(bench, now=True):
    await bench.run("await uploader.deliver({now: args[0]})", now)


async def drained(bench):
    return (await counts(bench))["waiting"] == 0


async def state(bench):
    return (await bench.run(STATUS))["state"]


async def alarm(bench):
    return await bench.run("return (await chrome.alarms.get('upload')) ?? null")


@pytest.mark.slow
@pytest.mark.parametrize("acts", [10_000, pytest.param(50_000, marks=pytest.mark.long)])
async def test_thousands_of_acts_arrive_each_once_and_in_order(paired, ledger, acts):
    for start in range(0, acts, 5_000):
        await paired.run(
            "const act = (_, i) => ({...args[0], at: args[0].at + i});"
            "await outbox.add(Array.from({length: 5000}, act))",
            like(at=NOON + start),
        )
    await deliver(paired)
    await until(lambda: drained(paired), 180, "everything is sent")
    sent = [seq for batch in ledger.batches() for seq in batch]
    assert sent == sorted(ledger.acts) and len(sent) == acts
    assert {act["at"] for act in ledger.acts.values()} == {NOON + i for i in range(acts)}
    assert max(map(len, ledger.batches())) <= 500 and max(ledger.sizes) < 900_000
    assert await counts(paired) == {"waiting": 0, "sent": acts, "refused": 0}
    assert await alarm(paired) is None


async def test_the_batch_is_what_the_wire_says(paired, ledger):
    (seq,) = await add(paired, like(detail={"rounds": 2}))
    await deliver(paired)
    (body,) = [body for path, body in ledger.arrivals if path == "/v1/ingest"]
    assert body.keys() == {"schema", "device", "extension", "catalogue", "acts"}
    assert (body["schema"], body["extension"], len(body["device"])) == (1, "0.1.0", 22)
    assert body["acts"] == [like(detail={"rounds": 2}, seq=seq)]


async def test_each_life_begins_with_a_proven_hello(paired, ledger):
    await add(paired, like())
    await deliver(paired)
    await add(paired, like())
    await deliver(paired)
    await paired.reload()
    await add(paired, like())
    await deliver(paired)
    assert ledger.paths() == [f"/v1/{name}" for name in ("hello", "ingest", "ingest", "hello", "ingest")]


async def test_an_impostor_gets_no_act_and_takes_none_away(paired, ledger):
    given = await add(paired, like(), like())
    ledger.proves = False
    await deliver(paired)
    assert ledger.challenges and ledger.paths() == [], "it is told nothing that would work elsewhere"
    assert (await seqs(paired), await state(paired)) == (given, "unproven")
    ledger.proves = True
    await deliver(paired)
    assert list(ledger.acts) == given and await drained(paired)


async def test_an_impostor_who_comes_later_takes_none_away_either(paired, ledger):
    await add(paired, like())
    await deliver(paired)
    given = await add(paired, like())
    ledger.proves = False
    await deliver(paired)
    assert (await seqs(paired), await state(paired)) == (given, "unproven")
    ledger.proves = True
    await deliver(paired)
    assert ledger.paths()[-2:] == ["/v1/hello", "/v1/ingest"], "it must prove itself again"
    assert await drained(paired)


@pytest.mark.parametrize("status, shown", [(503, "away"), (507, "full"), (500, "misconfigured")])
async def test_an_answer_that_is_no_verdict_keeps_everything(paired, ledger, status, shown):
    given = await add(paired, like(), like())
    ledger.script = [None, status]
    await deliver(paired)
    kept = await paired.run(STATUS)
    assert (await seqs(paired), kept["state"], kept["code"]) == (given, shown, f"told-{status}")
    assert await alarm(paired) is not None
    await deliver(paired)
    assert await drained(paired) and await state(paired) == "ok"


REFUSALS = {401: "reconnect", 403: "misconfigured", 421: "misconfigured"}


@pytest.mark.parametrize("status, shown", REFUSALS.items())
async def test_a_refused_browser_keeps_everything_and_says_so(paired, ledger, status, shown):
    given = await add(paired, like(), like())
    ledger.script = [status, status]  # a browser asks again by itself after a 421
    await deliver(paired)
    assert (await seqs(paired), await state(paired)) == (given, shown)
    left = await paired.run("return (await uploader.status()).until - Date.now()")
    assert 250_000 < left <= 300_000


async def test_a_wait_is_kept_unless_the_person_asks(paired, ledger):
    await add(paired, like())
    ledger.script = [401]
    await deliver(paired)
    await deliver(paired, now=False)
    await paired.reload()
    await deliver(paired, now=False)
    assert len(ledger.arrivals) == 1
    await deliver(paired)
    assert await drained(paired)


async def test_a_wait_left_by_a_clock_that_was_set_does_not_hold(paired, ledger):
    await add(paired, like())
    later = (
        "await chrome.storage.session.set({delivery: {state: 'away', attempt: 1, until: Date.now() + 864e5}})"
    )
    await paired.run(later)
    await deliver(paired, now=False)
    assert await drained(paired)


async def test_short_waits_end_by_themselves(paired, ledger):
    await add(paired, like())
    ledger.script = [503, 503]
    await deliver(paired)
    await until(lambda: drained(paired), 20, "everything is sent")
    assert ledger.paths() == ["/v1/hello"] * 3 + ["/v1/ingest"]


async def test_a_collector_that_was_off_gets_everything_when_it_is_back(paired, ledger):
    port = ledger.port
    async with serving(Ledger()) as other:
        await paired.run(
            "const {collector} = await chrome.storage.local.get('collector');"
            "await chrome.storage.local.set({collector: {...collector, port: args[0]}})",
            other.port,
        )
        free = other.port
    given = await add(paired, like(), like())
    await deliver(paired)
    assert (await seqs(paired), await state(paired)) == (given, "away")
    async with serving(Ledger(port=free)) as back:
        assert back.port != port
        await until(lambda: drained(paired), 20, "everything is sent")
        assert list(back.acts) == given


async def test_an_answer_that_got_lost_doubles_nothing(paired, ledger):
    given = await add(paired, like(), like())
    ledger.script = [None, "lose the answer", "lose the answer"]  # a browser asks again by itself, once
    await deliver(paired)
    assert list(ledger.acts) == given and await seqs(paired) == given
    await deliver(paired)
    assert await counts(paired) == {"waiting": 0, "sent": 2, "refused": 0}
    assert ledger.batches() == [given, given, given]


async def test_one_malformed_act_is_found_and_its_neighbours_arrive(paired, ledger):
    given = await add(paired, *[like(at=NOON + i) for i in range(40)])
    ledger.bad = {given[7], given[31]}
    await deliver(paired)
    assert set(ledger.acts) == set(given) - ledger.bad
    refused = await paired.run("return outbox.refusals()")
    assert {act["seq"]: act["code"] for act in refused} == dict.fromkeys(ledger.bad, "malformed")


async def test_a_batch_that_is_too_large_is_cut(paired, ledger):
    given = await add(paired, *[like(at=NOON + i) for i in range(50)])
    ledger.most = 7
    await deliver(paired)
    assert list(ledger.acts) == given


async def test_refused_acts_are_set_aside_with_their_code(paired, ledger):
    given = await add(paired, like(), like(at=NOON + 1), like(at=NOON + 2))
    ledger.rejected = {given[1]: "clock"}
    ledger.acts = {given[2]: {"something": "else"}}
    ledger.high_water = 10**6
    await deliver(paired)
    refused = await paired.run("return outbox.refusals()")
    assert {act["seq"]: act["code"] for act in refused} == {given[1]: "clock", given[2]: "conflict"}
    assert (await counts(paired))["sent"] == 1


async def test_verdicts_that_leave_acts_out_do_not_make_it_ask_without_end(paired, ledger):
    given = await add(paired, like(), like())
    ledger.ingest = lambda body: (200, {"schema": 1, "stored": [[given[0], given[0]]]})
    await deliver(paired)
    assert await seqs(paired) == given[1:]
    assert len(ledger.batches()) == 2


async def test_what_a_restored_collector_lost_is_sent_again(paired, ledger):
    given = await add(paired, *[like(at=NOON + i) for i in range(10)])
    await deliver(paired)
    for seq in given[4:]:
        del ledger.acts[seq]
    await paired.reload()
    new = await add(paired, like(at=NOON + 99))
    await deliver(paired)
    assert ledger.batches()[-1] == given[4:] + new
    assert sorted(ledger.acts) == given + new


async def test_what_is_to_be_forgotten_is_told_before_anything_is_sent(paired, ledger):
    sent = await add(paired, like())
    await deliver(paired)
    await paired.run("await outbox.forget(60, Date.now())")
    await add(paired, like())
    ledger.script = [None, 503]
    await deliver(paired)
    await paired.reload()
    await deliver(paired)
    told = ("hello", "forget", "hello", "hello", "forget", "ingest")
    assert ledger.paths()[2:] == [f"/v1/{name}" for name in told]
    body = ledger.arrivals[-2][1]
    assert body.pop("minutes") in (60, 61)
    assert body == {"through_seq": sent[0]}
    assert await paired.run("return outbox.get('forgets')") == []


async def test_without_a_key_nobody_is_asked_and_nothing_is_lost(bench, ledger):
    given = await add(bench, like())
    await deliver(bench)
    assert (ledger.arrivals, await seqs(bench), await state(bench)) == ([], given, "unpaired")


async def test_many_calls_at_once_are_one_delivery(paired, ledger):
    given = await add(paired, *[like(at=NOON + i) for i in range(1200)])
    await paired.run("await Promise.all(Array.from({length: 20}, () => uploader.deliver({now: true})))")
    assert ledger.batches() == [given[:500], given[500:1000], given[1000:]]


async def test_the_key_and_the_secrets_stay_off_the_wire(paired, ledger):
    await add(paired, like())
    await deliver(paired)
    assert all(ledger.key_text not in str(body) for _, body in ledger.arrivals)


async def test_a_collector_that_was_off_forgets_the_hour_that_was_meant(paired, ledger):
    await add(paired, like())
    await deliver(paired)
    await paired.run("await outbox.forget(60, Date.now() - 3 * 36e5)")
    await deliver(paired)
    path, body = ledger.arrivals[-1]
    assert path == "/v1/forget" and body["minutes"] in (240, 241)


async def test_a_forgetting_that_is_refused_is_not_given_up_and_nothing_is_sent(paired, ledger):
    await add(paired, like())
    await deliver(paired)
    await paired.run("await outbox.forget(60, Date.now())")
    given = await add(paired, like())
    ledger.script = [None, 400]
    await deliver(paired)
    assert (await seqs(paired), await state(paired)) == (given, "misconfigured")
    assert len(await paired.run("return outbox.get('forgets')")) == 1


async def test_asking_for_numbers_first_does_not_keep_what_was_lost_from_being_sent(paired, ledger):
    given = await add(paired, like(), like(at=NOON + 1))
    await deliver(paired)
    ledger.acts.clear()
    await paired.reload()
    assert await paired.run("return (await uploader.hello()).high_water") == 0
    new = await add(paired, like(at=NOON + 2))
    await deliver(paired)
    assert sorted(ledger.acts) == given + new


END = """
  const { session } = chrome.storage, get = session.get.bind(session);
  await outbox.add([args[0]]);
  await uploader.deliver();
  let called = false;
  session.get = async (...names) => {
    const kept = await get(...names);
    if (!called) {
      called = true;
      await outbox.add([args[0]]);
      let turns = Promise.resolve();
      for (let i = 0; i < args[1]; i++) turns = turns.then(() => null);
      turns.then(() => uploader.deliver());
    }
    return kept;
  };
  await uploader.deliver({now: true});
  session.get = get;
  return called;
"""


@pytest.mark.parametrize("turns", range(14))
async def test_an_act_that_comes_while_a_delivery_ends_is_sent(paired, ledger, turns):
    assert await paired.run(END, like(), turns)
    await until(lambda: drained(paired), 5, "everything is sent")
