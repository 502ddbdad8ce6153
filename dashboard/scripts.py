"""Which scripts the browser loads when: those of every page with the page, large ones where they are needed.

On a slow network the figures of the first page wait for every byte before them. So grids and trees come with
the first page that has one, and plotly.js, of which there is only what figures use (assets/LICENSES.md), with
the first figure (assets/scripts.js).
"""

import json
import re
from collections.abc import Iterable, Mapping
from html import escape

from dashboard.page import GRIDS, PREFIX, TREES, Page

BUNDLE = "plotly-3.7.0.min.js"
"""Our plotly.js in assets/, of the version that the Python library writes figures for."""
_LARGE = re.compile(rf'<script src="([^"]*/({GRIDS}|{TREES})/[^"]*)"></script>\s*')


def split(scripts: str, pages: Iterable[Page]) -> tuple[str, dict[str, list[str]]]:
    """Return the HTML of the scripts of every page, and the large ones by the pages that need them."""
    large = [(library, address) for address, library in _LARGE.findall(scripts)]
    needed = {
        page.address: [address for library, address in large if library in page.needs] for page in pages
    }
    return _LARGE.sub("", scripts), {page: addresses for page, addresses in needed.items() if addresses}


def deferred(later: Mapping[str, list[str]]) -> str:
    """Return the HTML that tells assets/scripts.js what comes later: by page, and where plotly.js is."""
    return (
        f'<div id="scripts" hidden data-pages="{escape(json.dumps(later))}" '
        f'data-plotly="{PREFIX}assets/{BUNDLE}"></div>'
    )
