"""A browser that measures: first paint, and from a click (or the opening) until the page is quiet."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, Request, StorageState

from tests.dashboard.browser import Seen, quiet, watched

_WATCH = """
window.upline_ended = 0; window.upline_pressed = 0;
const ended = (list) => {
  for (const one of list.getEntries())
    window.upline_ended = Math.max(window.upline_ended, one.responseEnd || one.startTime + one.duration);
};
for (const type of ["resource", "longtask"]) new PerformanceObserver(ended).observe({type});
const pressed = (event) => { window.upline_pressed = event.timeStamp; window.upline_ended = 0; };
addEventListener("pointerdown", pressed, true);
"""
_QUIET_AT = "Math.max(window.upline_moved, window.upline_ended)"
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


@dataclass
class Times:
    """What was measured of one thing, in milliseconds, and how long each of its requests took.

    `service`, `browser`: processor time of all their processes, up to the end of the wait for quiet.
    """

    spent: list[float] = field(default_factory=list)
    service: list[float] = field(default_factory=list)
    browser: list[float] = field(default_factory=list)
    requests: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def as_json(self) -> dict[str, Any]:
        """Return median, worst and all; of the requests the median of each, the slowest first."""
        slow = sorted(((median(took), name) for name, took in self.requests.items()), reverse=True)
        return {
            "times": len(self.spent),
            "median": round(median(self.spent)),
            "worst": round(max(self.spent)),
            "all": [round(one) for one in self.spent],
            "service CPU": round(median(self.service)) if self.service else None,
            "browser CPU": round(median(self.browser)) if self.browser else None,
            "requests": round(sum(map(len, self.requests.values())) / len(self.spent), 1),
            "slowest requests": {name: round(took) for took, name in slow[:4]},
        }


TimesByName = dict[str, Times]


@contextmanager
def window(browser: Browser, address: str, state: StorageState) -> Iterator[Page]:
    """Give a page of a browser that has nothing in its cache.

    Raises:
        RuntimeError: at the end, when something went wrong on it: then its times say nothing.
    """
    context: BrowserContext = browser.new_context(
        base_url=address, storage_state=state, viewport={"width": 1440, "height": 900}, locale="en-GB"
    )
    seen = Seen()
    with context:
        page = watched(context, address, seen)
        page.add_init_script(_WATCH)
        yield page
    if seen.problems:
        raise RuntimeError("; ".join(seen.problems[:3]))


def open_page(page: Page, path: str, times_by_name: TimesByName, name: str, service: psutil.Process) -> None:
    """Open an address; notes the first contentful paint, and when all of it had come."""
    with _note_times(page, times_by_name[f"{name}: all shown"], service):
        page.goto(path)
        quiet(page)
    times_by_name[f"{name}: first paint"].spent.append(page.evaluate(_PAINTED))
    times_by_name[f"{name}: all shown"].spent.append(page.evaluate(_QUIET_AT))


def click_and_wait(page: Page, click: Callable[[], None], times: Times, service: psutil.Process) -> None:
    """Click, and note how long it took until no request was under way and nothing moved."""
    with _note_times(page, times, service):
        click()
        quiet(page)
    times.spent.append(page.evaluate(f"{_QUIET_AT} - window.upline_pressed"))


@contextmanager
def _note_times(page: Page, times: Times, service: psutil.Process) -> Iterator[None]:
    """Note how long the callbacks take that begin inside, and what the processors spend."""

    def done(request: Request) -> None:
        name = _name(request)
        if name:
            times.requests[name].append(request.timing["responseEnd"])

    page.on("requestfinished", done)
    before = _cpu(service)
    yield
    of_service, of_browser = (after - first for first, after in zip(before, _cpu(service), strict=True))
    times.service.append(of_service * 1000)
    times.browser.append(of_browser * 1000)
    page.remove_listener("requestfinished", done)


def _cpu(service: psutil.Process) -> tuple[float, float]:
    """Return processor seconds of the service, and of the other processes that this one started."""
    ours, own = _seconds(psutil.Process()), _seconds(service)
    return own, ours - own - sum(psutil.Process().cpu_times()[:2])


def _seconds(process: psutil.Process) -> float:
    total = sum(process.cpu_times()[:2])
    for one in process.children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            total += sum(one.cpu_times()[:2])
    return total


def _name(request: Request) -> str:
    if "/_dash-update-component" not in request.url:
        return ""
    outputs: str = json.loads(request.post_data or "{}").get("output", "")
    return outputs.strip(".").split("...")[0]
