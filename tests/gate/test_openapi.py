"""The description of the routes is what the program does, and nothing that is sent breaks anything."""

import json

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    status_code_conformance,
)

from pointeuse.collector import openapi
from pointeuse.collector.commands.call import call
from pointeuse.collector.folder import read_cli_key
from pointeuse.collector.signing import (
    COMMAND_LINE,
    PROOF_HEADER,
    address,
    authorization,
    decode,
    is_proven,
    new_nonce,
)
from tests.collector.command_line import served
from tests.suite.long_run import draws

ORIGIN = "chrome-extension://aijobbeegnamhbjjkacfkmiafglmmhin"


def described() -> dict:
    """The file without credentials, which are ours to give; test_routes looks at who gets in without."""
    told = json.loads(openapi.OUT.read_text("utf-8"))
    for methods in told["paths"].values():
        for operation in methods.values():
            operation.pop("security", None)
    return told


SCHEMA = schemathesis.openapi.from_dict(described())
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, negative_data_rejection]
HEALTH = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]


def test_the_file_is_of_today():
    assert openapi.OUT.read_text("utf-8") == openapi.written(), "`make docs` writes it again"


def test_every_route_that_reads_a_body_says_which():
    told = json.loads(openapi.OUT.read_text("utf-8"))["paths"]
    assert [
        path for path, found in told.items() if "post" in found and "requestBody" not in found["post"]
    ] == []


class Principals:
    """Whoever may call the collector: each kind of request is sent as its own principal sends it."""

    def __init__(self, data, port: int):
        self.data, self.port, self.http = data, port, requests.Session()
        self.http.trust_env = False
        self.base = f"http://127.0.0.1:{port}"
        told = self.http.post(f"{self.base}/v1/session", json=call(data, "open-ticket"), headers=self.plain())
        self.page_key = told.json()["page_key"]
        body = {"ticket": call(data, "pair-ticket")["ticket"], "device": new_nonce(), "browser": "Chromium"}
        headers = {"Content-Type": "application/json", "Origin": ORIGIN}
        answer = self.http.post(
            f"{self.base}/v1/pair", data=json.dumps({**body, "extension": "1"}), headers=headers
        )
        self.cid, self.key = answer.json()["client_id"], decode(answer.json()["key"])

    def plain(self) -> dict[str, str]:
        return {"Content-Type": "application/json", "Origin": self.base}

    def send(self, principal: str, prepared: requests.PreparedRequest) -> requests.Response:
        for name in ("Authorization", "X-Page-Key", "Origin", "Cookie"):
            prepared.headers.pop(name, None)
        if principal in ("extension", "cli"):
            return self.signed(principal, prepared)
        if principal in ("dashboard", "visitor"):
            prepared.headers["Cookie"] = "; ".join(f"{each.name}={each.value}" for each in self.http.cookies)
        if principal == "dashboard":
            prepared.headers["X-Page-Key"] = self.page_key
        if prepared.url.endswith("/v1/pair"):
            prepared.headers["Origin"] = ORIGIN
        return self.http.send(prepared)

    def signed(self, principal: str, prepared: requests.PreparedRequest) -> requests.Response:
        ours = (COMMAND_LINE, read_cli_key(self.data)) if principal == "cli" else (self.cid, self.key)
        paths = {"cli": "/v1/commands/challenge", "extension": "/v1/challenge"}
        ask = requests.Request("POST", self.base + paths[principal], data=b"{}").prepare()
        ask.headers["Content-Type"] = "application/json"
        nonce = self.answered(principal, ours, ask, new_nonce()).json()["challenge"]
        return self.answered(principal, ours, prepared, nonce)

    def answered(self, principal, ours, prepared, nonce: str) -> requests.Response:
        cid, key = ours
        body = prepared.body or b""
        body = body if isinstance(body, bytes) else body.encode()
        where = address(self.port, prepared.path_url.partition("?")[0])
        prepared.headers["Authorization"] = authorization(key, cid, prepared.method, where, body, nonce)
        if principal == "extension":
            prepared.headers["Origin"] = ORIGIN
        answer = self.http.send(prepared)
        proof = answer.headers.get(PROOF_HEADER, "")
        # Whatever is refused before the signature is looked at is not proven, as the error of any stranger.
        is_read = prepared.method == "POST" and answer.status_code in (200, 400, 403)
        assert not is_read or is_proven(key, nonce, answer.status_code, answer.content, proof)
        return answer


@pytest.fixture(scope="module")
def principals(tmp_path_factory):
    data = tmp_path_factory.mktemp("data") / "log"
    with served(data) as collector:
        yield Principals(data, collector.port)


@pytest.mark.drawn
@SCHEMA.parametrize()
@settings(max_examples=draws(3), deadline=None, suppress_health_check=HEALTH)
def test_whatever_is_sent_is_answered_as_the_file_says(case, principals):
    principal = case.operation.definition.raw["x-principal"]
    prepared = requests.Request(**case.as_transport_kwargs(base_url=principals.base)).prepare()
    answer = principals.send(principal, prepared)
    case.validate_response(answer, checks=CHECKS)
