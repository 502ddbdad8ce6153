"""Draw what a command really printed as a picture of a terminal: python -m tools.terminal_picture IN OUT.

IN is the captured standard output of a command run with COLUMNS=100, OUT the SVG to write; with --from and
--to only these lines (from 1, both included).
"""

import argparse
import html
import io
import re
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

_COLUMNS = 100
_WIDE = r"[\u2e80-\u9fff\uff00-\uffef]+"
_LENGTH = re.compile(r'(<text [^>]*textLength=")([0-9.]+)("[^>]*>)([^<]*)<')


def main() -> None:
    """Read the captured text and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("captured", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--title", default="upline demo")
    parser.add_argument("--from", dest="first", type=int, default=1)
    parser.add_argument("--to", dest="last", type=int, default=10_000)
    chosen = parser.parse_args()
    lines = chosen.captured.read_text(encoding="utf-8").splitlines()[chosen.first - 1 : chosen.last]
    console = Console(record=True, width=_COLUMNS, file=io.StringIO(), highlight=False)
    for line in lines:
        text = Text(line.rstrip())
        text.highlight_regex(_WIDE, "#c5c8c6")  # a style of its own gives a run its own place in the picture
        console.print(text)
    drawn = _LENGTH.sub(_in_cells, console.export_svg(title=chosen.title))
    # The stylesheet of the picture must not ask another host for a font.
    kept = re.sub(r"@font-face {.*?}|<!--.*?-->", "", drawn, flags=re.DOTALL)
    chosen.picture.write_text(kept, encoding="utf-8")


def _in_cells(match: re.Match[str]) -> str:
    """Give a run of text the width of its cells: the library counts characters, and Chinese ones take two."""
    text = html.unescape(match[4])
    length = float(match[2]) / max(len(text), 1) * cell_len(text)
    return f"{match[1]}{length:g}{match[3]}{match[4]}<"


if __name__ == "__main__":
    main()
