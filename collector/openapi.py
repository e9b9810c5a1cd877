"""`make docs`: write docs/openapi.json again, from the routes and what their handlers read.

A handler names the shape of its body where it reads it, and its policy says who may call it. Both are found
there, so that the file cannot say anything else than the program does.
"""

import inspect
import json
import re
import sys
import tempfile
from pathlib import Path

import msgspec
from aiohttp import web

from pointeuse.collector import __version__
from pointeuse.collector.app import create_app
from pointeuse.collector.catalogue import EXTENSION
from pointeuse.collector.routes.commands import COMMANDS
from pointeuse.collector.settings import Settings

PORT = 41_000
OUT = Path(__file__).resolve().parents[1] / "docs" / "openapi.json"
_BODY = re.compile(r"read_body\(request, (\w+)\)|json\.decode\(.*?type=(\w+)\)")
_QUERY = re.compile(r'query\.get\("(\w+)"')
COMMAND = "/v1/commands/{name}"
SECURITY = {
    "extension": [{"signature": []}],
    "cli": [{"signature": []}],
    "dashboard": [{"session": [], "pageKey": []}],
    "visitor": [{"session": []}],
}
SCHEMES = {
    "signature": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`DL1 cid=…, n=…, sig=…`: HMAC-SHA-256 over method, address, body and a challenge.",
    },
    "session": {"type": "apiKey", "in": "cookie", "name": f"dl_{PORT}", "description": "`dl_` and the port."},
    "pageKey": {"type": "apiKey", "in": "header", "name": "X-Page-Key"},
}
ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "request_id"],
            "properties": {name: {"type": "string"} for name in ("code", "message", "request_id")},
        }
    },
}


def document() -> dict:
    """Return the description of every route, as OpenAPI 3.1 has it."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(Path(folder), port=PORT))
    found = [each for route in app.router.routes() if route.method != "HEAD" for each in _operations(route)]
    shapes = [shape for _, _, _, shape in found if isinstance(shape, type)]
    _, components = msgspec.json.schema_components(shapes, ref_template="#/components/schemas/{name}")
    components |= _batch()
    paths: dict[str, dict] = {}
    for path, method, handler, shape in found:
        paths.setdefault(path, {})[method] = _operation(path, handler, shape)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pointeuse, the collector", "version": __version__, "license": {"name": "MIT"}},
        "servers": [{"url": f"http://127.0.0.1:{PORT}", "description": "The port is each folder's own."}],
        "paths": paths,
        "components": {"schemas": {**components, "Error": ERROR}, "securitySchemes": SCHEMES},
    }


def _operations(route: web.AbstractRoute) -> list[tuple]:
    """Return (path, method, handler, shape of the body); one for each command of the command line."""
    path, method = route.resource.canonical, route.method.lower()
    if path != COMMAND:
        return [(path, method, route.handler, _shape(route.handler))]
    return [
        (path.replace("{name}", name), method, command, _shape(command)) for name, command in COMMANDS.items()
    ]


def _shape(handler) -> type | None:
    """Return what the handler reads, itself or by another function of its file; None for one that gets."""
    module = sys.modules[handler.__module__]
    names = _BODY.findall(inspect.getsource(handler))
    if not names and "request.read()" in inspect.getsource(handler):
        names = _BODY.findall(inspect.getsource(module))
    return getattr(module, names[0][0] or names[0][1]) if names else None


def _batch() -> dict[str, dict]:
    """Return the contract of what the extension sends, and its parts, as components of this document."""
    text = (EXTENSION / "contract" / "batch.schema.json").read_text("utf-8")
    batch = json.loads(text.replace("#/$defs/", "#/components/schemas/batch-"))
    parts = {f"batch-{name}": part for name, part in batch["$defs"].items()}
    return {**parts, "Batch": {key: value for key, value in batch.items() if key[0] != "$"}}


def _operation(path: str, handler, shape: type | None) -> dict:
    policy = getattr(handler, "policy", None)
    principal = policy.principal if policy else "cli"
    told = {"summary": _summary(handler), "x-principal": principal}
    names = [*re.findall(r"{(\w+)}", path)]
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names
    ]
    parameters += [
        {"name": name, "in": "query", "schema": {"type": "string"}}
        for name in _QUERY.findall(inspect.getsource(handler))
    ]
    if parameters:
        told["parameters"] = parameters
    if principal in SECURITY:
        told["security"] = SECURITY[principal]
    if path == "/v1/ingest":
        told["requestBody"] = _body({"$ref": "#/components/schemas/Batch"})
    elif shape is not None:
        told["requestBody"] = _body({"$ref": f"#/components/schemas/{shape.__name__}"})
    told["responses"] = {
        "200": {"description": "Done."},
        "default": {"description": "Refused.", "content": {"application/json": {"schema": _ERROR_REF}}},
    }
    return told


_ERROR_REF = {"$ref": "#/components/schemas/Error"}


def _body(schema: dict) -> dict:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _summary(handler) -> str:
    return (inspect.getdoc(handler) or handler.__name__.replace("_", " ")).split("\n")[0]


def written() -> str:
    """Return the text of the file."""
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    OUT.write_text(written(), "utf-8")
