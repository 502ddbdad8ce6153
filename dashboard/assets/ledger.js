// The ledger's filters and its order live in the address, like all filters (see upline.js).
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const USUAL = "day.desc";
  const go = (changes) => window.dash_clientside.upline.go(changes);

  function text(sort) {
    const by = (sort || [])[0];
    return by && by.colId + "." + by.sort !== USUAL ? by.colId + "." + by.sort : "";
  }

  function pressed(search) {
    const params = new URLSearchParams(search);
    const posted = params.get("posted");
    return [posted === "new", posted === "corrections", Boolean(params.get("large")), Boolean(params.get("entry"))];
  }

  window.dash_clientside.ledger = {
    // A chip that is pressed or let go: new and corrections exclude each other.
    press: function (fresh, corrections, large, entry) {
      const known = pressed(location.search);
      const now = [Boolean(fresh), Boolean(corrections), Boolean(large), Boolean(entry)];
      const posted = now[0] && !known[0] ? "new" : now[1] && !known[1] ? "corrections" : now[0] && known[0] ? "new" : now[1] && known[1] ? "corrections" : "";
      const changes = { posted: posted, large: now[2] ? "1" : "" };
      if (!now[3]) changes.entry = "";
      go(changes);
    },

    pressed: function (search) {
      const now = pressed(search);
      return [...now, now[3] ? {} : { display: "none" }];
    },

    // What the grid is sorted and filtered by goes into the address,
    keep: function (request) {
      if (!request) return;
      const model = request.filterModel || {};
      go({ sort: text(request.sortModel), filter: Object.keys(model).length ? JSON.stringify(model) : "" });
    },

    // and comes back from it, where somebody goes back or opens an address that was sent.
    restore: function (search, ident) {
      if (!document.getElementById(ident) || !window.dash_ag_grid) return;
      const params = new URLSearchParams(search);
      window.dash_ag_grid.getApiAsync(ident).then(function (grid) {
        const sorted = grid.getColumnState().filter((one) => one.sort).map((one) => ({ colId: one.colId, sort: one.sort }));
        const sort = params.get("sort") || "";
        if (text(sorted) !== sort) {
          const [colId, direction] = (sort || USUAL).split(".");
          grid.applyColumnState({ state: [{ colId: colId, sort: direction }], defaultState: { sort: null } });
        }
        let model = {};
        try {
          model = JSON.parse(params.get("filter") || "{}");
        } catch {
          // no filter of ours
        }
        if (JSON.stringify(grid.getFilterModel() || {}) !== JSON.stringify(model)) grid.setFilterModel(model);
      });
    },
  };

  window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};

  // Leads to the entry that this one corrects, with all that correct it.
  window.dashAgGridComponentFunctions.CorrectedEntry = function (props) {
    if (!props.value) return null;
    const params = new URLSearchParams(location.search);
    params.set("entry", props.value);
    params.delete("posted");
    params.delete("large");
    params.delete("filter");
    const follow = function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      go({ entry: props.value, posted: "", large: "", filter: "" });
    };
    return window.React.createElement("a", { href: location.pathname + "?" + params.toString(), onClick: follow, title: props.value }, props.data.corrects_words);
  };
})();
