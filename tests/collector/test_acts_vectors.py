"""The wire examples that both languages run: what is sent, what is answered, and the schemas of the two."""

import json

import jsonschema
import msgspec
import pytest

from pointeuse.collector.acts import decode
from pointeuse.collector.catalogue import EXTENSION
from pointeuse.collector.errors import Malformed
from tests.collector.batches import CATALOGUE, VECTORS, client

FILES = sorted(VECTORS.glob("*/*.json"))
VALID = [path for path in FILES if path.parent.name == "valid"]


def schema(name: str) -> jsonschema.Draft202012Validator:
    text = (EXTENSION / "contract" / f"{name}.schema.json").read_text("utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def body_of(vector: dict) -> bytes:
    text = vector["body"] if "body" in vector else json.dumps(vector["batch"], ensure_ascii=False)
    return text.encode()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_answer_is_the_one_that_the_vector_promises(path, store):
    vector = json.loads(path.read_text("utf-8"))
    now = vector["received_at"]
    for given in vector.get("given", []):
        await store.ingest(client(), decode(json.dumps(given).encode(), now, CATALOGUE))
    if vector["status"] == 400:
        with pytest.raises(Malformed) as refused:
            decode(body_of(vector), now, CATALOGUE)
        assert refused.value.code == vector["code"]
    else:
        verdicts = await store.ingest(client(), decode(body_of(vector), now, CATALOGUE))
        assert json.loads(msgspec.json.encode(verdicts)) == vector["verdicts"]
        schema("verdicts").validate(vector["verdicts"])


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_schema_lets_the_valid_pass(path):
    schema("batch").validate(json.loads(body_of(json.loads(path.read_text("utf-8")))))


@pytest.mark.parametrize("name", ["batch", "verdicts"])
def test_schema_is_a_schema(name):
    jsonschema.Draft202012Validator.check_schema(schema(name).schema)


def test_every_rejection_code_has_a_vector():
    seen = {
        row["code"]
        for path in FILES
        for row in json.loads(path.read_text("utf-8")).get("verdicts", {}).get("rejected", [])
    }
    assert seen == set(schema("verdicts").schema["$defs"]["rejection"]["properties"]["code"]["enum"])
