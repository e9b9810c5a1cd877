"""A worker: a slip in words as JSON from stdin, its PDF to stdout.

Typst sets the page with the fonts that it brings along; it asks nothing of the network and of no clock.
"""

import sys
from pathlib import Path

import typst

from pointeuse.collector.worker import bound_memory

MEMORY_BYTES = 512 << 20
TEMPLATE = Path(__file__).resolve().with_name("payslip.typ")
ACCESSIBLE = "ua-1"


def set_in_type(slip: bytes) -> bytes:
    """Return the PDF, tagged for screen readers (PDF/UA-1)."""
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parents[1],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=[ACCESSIBLE],
        sys_inputs={"slip": slip.decode()},
        timestamp=0,
    )


if __name__ == "__main__":
    bound_memory(MEMORY_BYTES)
    sys.stdout.buffer.write(set_in_type(sys.stdin.buffer.read()))
