// What leads on: links in cells of grids, bars and points of figures; and what a grid sorts and filters, in the address.
"use strict";

window.dash_clientside = window.dash_clientside || {};
window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};
window.dashAgGridFunctions = window.dashAgGridFunctions || {};

(function () {
  // An earlier run stays chosen: from a page that shows it to another one that can, or the same.
  function ofRun(address) {
    const run = new URLSearchParams(location.search).get("run");
    const words = document.getElementById("words-for-scripts");
    const pages = words ? words.dataset.byrun.split(" ") : [];
    const to = new URL(address, location.href);
    if (!run || to.origin !== location.origin || to.searchParams.has("run")) return address;
    if (![location.pathname, to.pathname].every((path) => pages.includes(path))) return address;
    to.searchParams.set("run", run);
    return to.pathname + to.search;
  }

  function open(address) {
    // As a link of Dash does it, so that the menu follows, too.
    history.pushState(null, "", ofRun(address));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  }

  // A click opens the page in this one, unless it asks for another tab.
  function follow(event, address) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    open(address);
  }

  function link(address, text, key) {
    const about = { key: key || address, href: address, onClick: (event) => follow(event, address) };
    return window.React.createElement("a", about, text);
  }

  // Links of pages, which Dash would follow as they are; the way back to the newest run is one.
  document.addEventListener("click", function (event) {
    const anchor = event.target.closest && event.target.closest("a[href]");
    if (!anchor || anchor.closest("#run-shown") || anchor.target || anchor.hasAttribute("download") || event.button) return;
    const address = anchor.getAttribute("href");
    if (ofRun(address) !== address) follow(event, address);
  }, true);

  // A cell of a column with an address: {"cellRenderer": "PageLink", "cellRendererParams": {"address": "/dashboard/runs?run="}}.
  window.dashAgGridComponentFunctions.PageLink = function (props) {
    const none = props.value === null || props.value === undefined || props.value === "";
    return none ? null : link(props.address + encodeURIComponent(props.value), String(props.value));
  };

  // A cell of several ids, each with the same address before it.
  window.dashAgGridComponentFunctions.PageLinks = function (props) {
    const cell = (id) => link(props.address + encodeURIComponent(id), id);
    return (props.value || []).flatMap((id, at) => (at ? [" ", cell(id)] : [cell(id)]));
  };

  // A cell of several parts, those of the row's `leads` (by their text) as links.
  window.dashAgGridComponentFunctions.PartLinks = function (props) {
    const leads = (props.data && props.data.leads) || {};
    const parts = String(props.value || "").split(" · ");
    const cell = (text, at) => (leads[text] ? link(leads[text], text, text + at) : text);
    return parts.flatMap((text, at) => (at ? [" · ", cell(text, at)] : [cell(text, at)]));
  };

  window.dash_clientside.links = {
    open: open,
    link: link,

    // A click into a figure whose trace has an address for each of its points (dashboard/shared/figures/leads.py).
    figure: function (clicked) {
      const id = window.dash_clientside.callback_context.inputs_list[0].id;
      const plot = document.querySelector("#" + id + " .js-plotly-plot");
      const point = clicked && clicked.points && clicked.points[0];
      const trace = plot && point && plot.data[point.curveNumber];
      const address = trace && Array.isArray(trace.meta) && trace.meta[point.pointNumber];
      if (address) open(address);
    },
  };

  // Dash need not know of what a grid does by itself: other parts of the page do not follow it.
  window.dashAgGridFunctions.kept = function (params) {
    const id = grid(params);
    if (!id || !restored.has(params.api)) return;
    const sort = params.api.getColumnState().filter((one) => one.sort).map(({ colId, sort }) => ({ colId, sort }));
    const filter = params.api.getFilterModel();
    const search = new URLSearchParams(location.search);
    search.delete(id);
    if (sort.length || Object.keys(filter).length) search.set(id, JSON.stringify({ sort, filter }));
    const text = search.size ? "?" + search.toString() : "";
    if (text !== location.search) history.replaceState(history.state, "", location.pathname + text);
  };

  const restored = new WeakSet();
  window.dashAgGridFunctions.restored = function (params) {
    const id = grid(params);
    if (!id || restored.has(params.api)) return;
    try {
      const { sort, filter } = JSON.parse(new URLSearchParams(location.search).get(id) || "{}");
      if (Array.isArray(sort)) params.api.applyColumnState({ state: sort, defaultState: { sort: null } });
      if (filter) params.api.setFilterModel(filter);
    } catch {
      // What somebody else has written into the address is no filter.
    }
    restored.add(params.api);
  };

  function grid(params) {
    const root = params.api.getGridId && document.querySelector('[grid-id="' + params.api.getGridId() + '"]');
    return root ? (root.closest(".ag-theme-alpine, [id]") || {}).id : "";
  }
})();
