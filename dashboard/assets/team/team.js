// The team page in the browser: its address, and the controls and grid that follow it.
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const PATH = "/dashboard/team";
  const NAMES = ["member", "open", "why", "month", "view", "show", "run"];
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const unchanged = () => window.dash_clientside.no_update;
  let request = null; // the last one of the legs grid,
  let of = null; // and the member and month whose legs it asked for

  const go = (changes) => window.dash_clientside.upline.go(changes);

  // A control for a part of the address, and the other way round; `usual` is its value where the address has none.
  const pick = (name, usual) => (value) =>
    location.pathname === PATH ? go({ [name]: value && value !== usual ? value : "" }) : undefined;
  const picked = (usual) => (value, shown) => ((value || usual) === (shown || usual) ? unchanged() : value || usual);

  // What is opened: "M1,M2:3" is M1 once and M2 three times.
  function opened() {
    const text = new URLSearchParams(location.search).get("open") || "";
    const parts = text.split(",").filter(Boolean);
    return new Map(parts.map((part) => [part.split(":")[0], Number(part.split(":")[1] || 1)]));
  }

  function written(map) {
    return [...map].map(([id, often]) => (often > 1 ? id + ":" + often : id)).join(",");
  }

  window.dash_clientside.team = {
    state: function (search, ...kept) {
      if (location.pathname !== PATH) return NAMES.map(unchanged);
      const params = new URLSearchParams(search);
      return NAMES.map((name, at) => ((params.get(name) || "") === (kept[at] || "") ? unchanged() : params.get(name) || ""));
    },

    // A question of "what if" as a text: "leave 1", "move 2 m7"; another member has none yet.
    what_if: function (...given) {
      const pressed = window.dash_clientside.callback_context.triggered.map((one) => one.prop_id.split(".")[0]);
      const button = pressed.find((id) => id.startsWith("team-what-if-"));
      if (!button) return "";
      const times = given.slice(0, 4).reduce((sum, clicks) => sum + (clicks || 0), 0);
      const sponsor = button.endsWith("move") ? " " + (given[5] || "") : "";
      return button.split("-").pop() + " " + times + sponsor;
    },

    // The choice of the search.
    pick: function (member) {
      if (!member) return unchanged();
      window.dash_clientside.team.open(member);
      return null;
    },

    // Open or close a member of the tree; of one that stands for more, draw more.
    toggle: function (data) {
      const map = opened();
      const id = encodeURIComponent(data.member);
      if (data.more) map.set(id, (map.get(id) || 1) + 1);
      else if (data.up === "" || (!data.recruits && !data.sign)) return;
      else if (data.opened) map.delete(id);
      else map.set(id, 1);
      go({ open: written(map) });
    },

    // Show a member of the tree beside it; "" shows the one whose tree it is.
    show: (member) => go({ show: member }),

    closed: function (open) {
      if (open === false && location.pathname === PATH) go({ why: "" });
    },

    // A link to a member, on this page.
    open: (member) => go({ member: member, open: "", why: "", show: "" }),

    // A control of the page's head: the month, and the list that is shown.
    pick_month: pick("month"),
    pick_view: pick("view", "legs"),
    pick_run: pick("run"),
    picked_month: picked(null),
    picked_view: picked("legs"),
    picked_run: picked(null),

    csv: function (asked, member, month, run) {
      const about = [member, month, run].join(" ");
      if (asked && asked !== request) {
        request = asked;
        of = about;
      }
      const params = new URLSearchParams({ member: member || "", month: month || "", run: run || "" });
      Object.entries((asked && asked.filterModel) || {}).forEach(([name, one]) => params.set(name, one.filter || ""));
      ((asked && asked.sortModel) || []).slice(0, 1).forEach(function (one) {
        params.set("sort", one.colId);
        params.set("order", one.sort);
      });
      return "/dashboard/downloads/legs.csv?" + params.toString();
    },

    // Another member or month, other legs; a new grid asks by itself.
    purge: function (member, month, run) {
      if (of !== null && of !== [member, month, run].join(" ")) window.dash_clientside.rows.again("team-legs");
    },
  };
})();
