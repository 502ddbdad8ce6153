"""A real browser for tests: pages that are watched, waits for quiet, and looks for barriers (axe)."""

import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    StorageState,
)

FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_COUNT = """
window.upline_busy = 0; window.upline_moved = 0; window.upline_violations = [];
const fetched = window.fetch;
window.fetch = (...given) => {
  window.upline_busy++;
  return fetched(...given).finally(() => window.upline_busy--);
};
// Dash fetches the scripts of graphs and grids when the first of them is shown.
const scripts = (records) => {
  if (document.readyState === "loading") return;
  for (const node of records.flatMap((one) => [...one.addedNodes])) {
    if (node.tagName !== "SCRIPT" || !node.src) continue;
    window.upline_busy++;
    for (const end of ["load", "error"]) node.addEventListener(end, () => window.upline_busy--);
  }
};
new MutationObserver(scripts).observe(document, {subtree: true, childList: true});
const moved = () => { window.upline_moved = performance.now(); };
const all = {subtree: true, childList: true, attributes: true, characterData: true};
new MutationObserver(moved).observe(document, all);
const stopped = (one) => window.upline_violations.push(one.violatedDirective);
document.addEventListener("securitypolicyviolation", stopped);
"""
_QUIET = """
(since) => {
  const state = window.store && window.store.getState();
  if (!state || state.appLifecycle !== "HYDRATED" || window.upline_busy) return false;
  const waiting = Object.entries(state.callbacks)
    .some(([name, queue]) => !["stored", "completed"].includes(name) && queue.length);
  const now = performance.now();
  const asking = document.querySelector(".ag-row-loading"); // a grid whose rows are on their way
  return !waiting && !asking && now - window.upline_moved > 120 && now - since > 120;
}
"""


def chromium_path() -> str | None:
    """Return where Debian's chromium is; None without it."""
    return shutil.which("chromium")


def launched(playwright: Playwright, path: str) -> Browser:
    return playwright.chromium.launch(executable_path=path, args=list(FLAGS))


@dataclass
class Seen:
    """What happened on a page that must not: console errors, foreign requests, errors of scripts."""

    problems: list[str] = field(default_factory=list)


def cookies_of(browser: Browser, base: str, account: str, password: str) -> StorageState:
    """Sign an account in as people do; return its cookies."""
    with browser.new_context(base_url=base) as context:
        page = context.new_page()
        page.goto("/login")
        page.fill("#name", account)
        page.fill("#password", password)
        page.click("button.enter")
        page.wait_for_url("**/dashboard/")
        return context.storage_state()


def watched(context: BrowserContext, base: str, seen: Seen) -> Page:
    """Return a new page; what must not happen on it is written down in `seen`."""
    context.add_init_script(_COUNT)
    page = context.new_page()
    page.set_default_timeout(60_000)  # the first pages wait for plans of statements

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            seen.problems.append(f"console: {message.text}")

    def check_host(request: Request) -> None:
        if request.url.startswith("http") and urlsplit(request.url).netloc != urlsplit(base).netloc:
            seen.problems.append(f"foreign request: {request.url}")

    page.on("console", console)
    page.on("request", check_host)
    page.on("pageerror", lambda error: seen.problems.append(f"error: {error}"))
    return page


def quiet(page: Page) -> None:
    """Wait until the dashboard has nothing left to do."""
    page.wait_for_function(_QUIET, arg=page.evaluate("performance.now()"), polling=30)


def violations(page: Page) -> list[str]:
    """Return what the Content-Security-Policy stopped on a page."""
    found: list[str] = page.evaluate("window.upline_violations")
    return found


@cache
def _axe() -> str:
    package = Path(axe_playwright_python.__file__).parent
    return next(package.rglob("axe.min.js")).read_text(encoding="utf-8")


def barriers(page: Page) -> list[str]:
    """Return what axe finds wrong on a page: the rule, and the first element that breaks it."""
    page.evaluate(_axe())
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in found["violations"]
    ]
