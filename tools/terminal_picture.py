"""Draw what a command really printed as a picture of a terminal: python -m tools.terminal_picture IN OUT.

IN is the captured standard output of a command run with COLUMNS=100, OUT the SVG to write; with --from and
--to only these lines (from 1, both included).
"""

import argparse
import io
from pathlib import Path

from rich.console import Console
from rich.text import Text

_COLUMNS = 100


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
        console.print(Text(line.rstrip()))
    # The stylesheet of the picture must not ask another host for a font.
    drawn = console.export_svg(title=chosen.title)
    kept = drawn.split("@font-face")
    without_fonts = kept[0] + "".join(part.split("}", 1)[1] for part in kept[1:])
    chosen.picture.write_text(without_fonts, encoding="utf-8")


if __name__ == "__main__":
    main()
