// An earlier run stays chosen: a link from a page that shows it to another one that can names it, too.
"use strict";

(function () {
  document.addEventListener("click", function (event) {
    const run = new URLSearchParams(location.search).get("run");
    const words = document.getElementById("words-for-scripts");
    const link = event.target.closest && event.target.closest("a[href]");
    if (!run || !words || !link || link.closest("#run-shown") || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const pages = words.dataset.byrun.split(" ");
    const to = new URL(link.href);
    if (to.origin !== location.origin || !pages.includes(location.pathname) || !pages.includes(to.pathname)) return;
    if (to.searchParams.has("run") || link.target || link.hasAttribute("download")) return;
    to.searchParams.set("run", run);
    event.preventDefault();
    event.stopPropagation();
    window.dash_clientside.set_props("url", { pathname: to.pathname, search: to.search });
    window.scrollTo(0, 0);
  }, true);
})();
