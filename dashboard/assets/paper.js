// Paper: a grid draws only the rows that are in view, so a plain table of them is printed in its place; figures are
// made to fit, dark pages print as light ones, and the header says when it was printed.
"use strict";

(function () {
  const MOST = 200;
  let scheme = "";

  function cell(kind, text) {
    const made = document.createElement(kind);
    made.textContent = text === null || text === undefined ? "" : String(text);
    return made;
  }

  function row(kind, texts) {
    const made = document.createElement("tr");
    made.append(...texts.map((text) => cell(kind, text)));
    return made;
  }

  // The rows of a grid, as it filters and sorts them; those read so far of one that asks for them as it is scrolled.
  function table(api, words) {
    const columns = api.getAllDisplayedColumns();
    const nodes = [];
    if (api.getGridOption("rowModelType") === "infinite") api.forEachNode((node) => node.data && nodes.push(node));
    else api.forEachNodeAfterFilterAndSort((node) => nodes.push(node));
    const printed = nodes.slice(0, MOST);
    const made = document.createElement("table");
    made.className = "plain paper-table";
    const head = document.createElement("thead");
    head.append(row("th", columns.map((one) => api.getDisplayNameForColumn(one, "header"))));
    const body = document.createElement("tbody");
    const value = (node, one) => api.getCellValue({ rowNode: node, colKey: one, useFormatter: true });
    body.append(...printed.map((node) => row("td", columns.map((one) => value(node, one)))));
    made.append(head, body);
    const all = Math.max(nodes.length, api.getDisplayedRowCount());
    if (all > printed.length) {
      made.append(cell("caption", words.rows.replace("{shown}", printed.length).replace("{all}", all)));
    }
    return made;
  }

  function after() {
    for (const made of document.querySelectorAll(".paper-table")) made.remove();
    for (const holder of document.querySelectorAll(".screen-only")) holder.classList.remove("screen-only");
    for (const svg of document.querySelectorAll("svg.main-svg[viewBox]")) svg.removeAttribute("viewBox");
    if (scheme) document.documentElement.setAttribute("data-mantine-color-scheme", scheme);
    scheme = "";
  }

  function before() {
    after();
    const root = document.documentElement;
    const words = document.getElementById("words-for-scripts").dataset;
    scheme = root.getAttribute("data-mantine-color-scheme");
    root.setAttribute("data-mantine-color-scheme", "light");
    for (const svg of document.querySelectorAll(".js-plotly-plot svg.main-svg")) {
      const size = [svg.getAttribute("width"), svg.getAttribute("height")];
      if (size[0] && size[1]) svg.setAttribute("viewBox", "0 0 " + size.join(" "));
    }
    for (const place of document.querySelectorAll("#page .ag-root-wrapper")) {
      const holder = place.closest("[id]");
      const api = holder && window.dash_ag_grid && window.dash_ag_grid.getApi(holder.id);
      if (!api) continue;
      holder.insertAdjacentElement("afterend", table(api, words));
      holder.classList.add("screen-only");
    }
    const form = { dateStyle: "medium", timeStyle: "short" };
    const now = new Intl.DateTimeFormat(root.lang === "en" ? "en-GB" : root.lang, form).format(new Date());
    document.getElementById("printed-at").textContent = " · " + words.printed.replace("{time}", now);
  }

  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
})();
