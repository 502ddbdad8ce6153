// What filters and the ledger do in the browser alone; filters live in the address (see upline.js).
"use strict";

window.dash_clientside = window.dash_clientside || {};

window.dash_clientside.filters = {
  // A choice that always has a value: the first of its data where the address names none.
  choice: function (search, value, data) {
    const name = window.dash_clientside.callback_context.outputs_list.id.split("-").pop();
    const wanted = new URLSearchParams(search).get(name) || data[0].value;
    return value === wanted ? window.dash_clientside.no_update : wanted;
  },

  // A text that is empty, not null, where the address names none.
  text: function (search, value) {
    const name = window.dash_clientside.callback_context.outputs_list.id.split("-").pop();
    const wanted = new URLSearchParams(search).get(name) || "";
    return (value || "") === wanted ? window.dash_clientside.no_update : wanted;
  },

  // A period is a shorter way to say its days: "2026-06-01..2026-06-30". Taking it away takes its days away.
  choose_period: function (value) {
    const params = new URLSearchParams(location.search);
    const days = params.get("from") + ".." + params.get("until");
    if (value === days || (!value && window.upline_period !== days)) return;
    const [from, until] = value ? value.split("..") : ["", ""];
    window.dash_clientside.upline.go({ from, until });
  },

  // The period whose days the address has, if there is one: days of one's own are none.
  period: function (search, data, value) {
    const params = new URLSearchParams(search);
    const days = params.get("from") + ".." + params.get("until");
    const wanted = data.some((one) => one.value === days) ? days : null;
    window.upline_period = wanted;
    return (value || null) === wanted ? window.dash_clientside.no_update : wanted;
  },

  // Other filters, other rows: the grid asks again. The order that is explained is no filter of its rows, and by what
  // the grid itself sorts and filters it has asked already.
  refresh: function (search, ident, known) {
    window.dash_clientside.ledger.restore(search, ident);
    const [now, before] = [search, known].map(function (one) {
      const params = new URLSearchParams(one);
      ["order", "sort", "filter"].forEach((name) => params.delete(name));
      return params.toString();
    });
    if (now === before) return window.dash_clientside.no_update;
    window.dash_clientside.rows.again(ident);
    return search;
  },

  // A click on an entry, or Enter, asks for its order's explanation; one on a link of it does not.
  open: function (cell) {
    if (cell && ["corrects", "payee_id", "run"].includes(cell.colId)) return;
    const order = cell && cell.rowId ? cell.rowId.split("\n")[1] : "";
    if (!order) return;
    const params = new URLSearchParams(location.search);
    params.set("order", order);
    window.upline_opened = order;
    window.dash_clientside.set_props("url", { search: "?" + params.toString() });
  },

  // What was asked for by a click, or by the address that a page was opened with, is brought into view, and the
  // keyboard goes on from there; not what is typed into the box.
  show: function (children, search) {
    const place = document.getElementById("rewards-explained");
    const order = new URLSearchParams(search).get("order");
    const opens = !place.dataset.filled;
    place.dataset.filled = "yes";
    if (!order || (!opens && order !== window.upline_opened)) return;
    window.upline_opened = "";
    place.scrollIntoView({ block: "start" });
    place.focus({ preventScroll: true });
  },
};
