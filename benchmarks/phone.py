"""How long a phone waits for its first figure: an empty browser, 390 px wide, at 1.6 Mbit/s.

    python -m benchmarks.phone http://127.0.0.1:8000 ACCOUNT PASSWORD [PATH]

Prints, in milliseconds since the address was opened, when the first card's figure and the first drawn chart
were there (median of three), and how many bytes were sent, without latency and with 150 ms.
"""

import sys
from statistics import median

from playwright.sync_api import Browser, StorageState, sync_playwright

from tests.dashboard.browser import chromium_path, cookies_of, launched

_NETWORK = {
    "offline": False,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
"""What Lighthouse calls a slow phone; bytes per second."""
_LATENCIES = (0, 150)
_TIMES = 3
_WATCH = """
window.upline_shown = {};
const places = {card: ".stat .figure", chart: ".js-plotly-plot :is(.point, .lines)"};
new MutationObserver(() => {
  for (const [name, selector] of Object.entries(places))
    if (!(name in window.upline_shown) && document.querySelector(selector))
      window.upline_shown[name] = performance.now();
}).observe(document, {subtree: true, childList: true});
"""
_SHOWN = "() => 'card' in window.upline_shown && 'chart' in window.upline_shown"
_SENT = "performance.getEntriesByType('resource').reduce((sum, one) => sum + one.transferSize, 0)"


def first_figures(
    browser: Browser, state: StorageState, base: str, path: str, latency: int
) -> dict[str, float]:
    """Open a page with nothing in the cache; return when card and chart were there, and the bytes sent."""
    phone = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
    with browser.new_context(base_url=base, storage_state=state, **phone) as context:  # type: ignore[arg-type]
        context.add_init_script(_WATCH)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", {**_NETWORK, "latency": latency})
        page.goto(path, timeout=120_000)
        page.wait_for_function(_SHOWN, timeout=60_000)
        return {**page.evaluate("window.upline_shown"), "bytes": page.evaluate(_SENT)}


def main(base: str, account: str, password: str, path: str = "/dashboard/") -> None:
    """Measure three times and print the medians."""
    executable = chromium_path()
    if executable is None:
        sys.exit("there is no chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = launched(playwright, executable)
        state = cookies_of(browser, base, account, password)
        for latency in _LATENCIES:
            shown = [first_figures(browser, state, base, path, latency) for _ in range(_TIMES)]
            told = {name: f"{median(one[name] for one in shown):,.0f}" for name in shown[0]}
            print(f"{latency} ms:", told)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
