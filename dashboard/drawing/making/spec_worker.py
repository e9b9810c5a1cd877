"""A worker: make the specs of one language, or the bundle, and end.

Altair and vl-convert are loaded here and nowhere else in the program: vl-convert alone keeps 0.6 GB, which
the end of this process gives back.
"""

import json
import sys
from pathlib import Path

from pointeuse.collector.worker import bound_memory
from pointeuse.dashboard.drawing.making.charts import CHARTS
from pointeuse.dashboard.drawing.making.theme import LIGHT, configuration, text_size
from pointeuse.dashboard.wording import speaker

# Private memory that may be written to; V8 reserves far more addresses than it ever uses.
MEMORY_BYTES = 3 << 30
LOCALES = {"en": "en-GB", "fr": "fr-FR"}
# vl-convert carries these modules inside it and looks them up by path. Nothing is fetched.
SNIPPET = """
import { View, parse } from "/npm/vega@6.2.0/+esm";
import { expressionInterpreter } from "/npm/vega-interpreter@2.0.0/+esm";
export { View, parse, expressionInterpreter };
"""


def vega_lite(chart, language: str) -> dict:
    """Return the Vega-Lite spec that Altair makes and validates for one row of CHARTS."""
    built = chart.build(speaker(language), LIGHT).configure(**configuration(LIGHT)).to_dict()
    return built | {"params": [text_size(), *built.get("params", [])]}


def compiled(spec: dict, language: str) -> dict:
    """Return what the page draws: the spec as Vega, and how to write numbers and dates in this language."""
    import vl_convert

    return {
        "spec": vl_convert.vegalite_to_vega(spec),
        "locale": {
            "number": vl_convert.get_format_locale(LOCALES[language]),
            "time": vl_convert.get_time_format_locale(LOCALES[language]),
        },
    }


def bundle() -> str:
    """Return one ES module: Vega and its expression interpreter, as the installed vl-convert carries them."""
    import vl_convert

    return vl_convert.javascript_bundle(SNIPPET)


def write(path: Path, text: str) -> None:
    """Put `text` at `path` at once, so that a reader never meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(text, "utf-8")
    part.replace(path)


def make_specs(folder: Path, language: str) -> None:
    """Write `<chart>.<language>.json` for every chart into `folder`."""
    for chart in CHARTS:
        made = compiled(vega_lite(chart, language), language)
        write(folder / f"{chart.name}.{language}.json", json.dumps(made, separators=(",", ":")))


def main(arguments: list[str]) -> None:
    """Read `<folder> bundle` or `<folder> <language>` and write the files asked for."""
    bound_memory(MEMORY_BYTES)
    folder, what = arguments
    if what == "bundle":
        write(Path(folder) / "bundle.js", bundle())
    else:
        make_specs(Path(folder), what)


if __name__ == "__main__":
    main(sys.argv[1:])
