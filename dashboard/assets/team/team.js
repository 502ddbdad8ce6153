// The team page in the browser: its address, the drawn tree, keys, and what cells of the legs grid look like.
"use strict";

window.dash_clientside = window.dash_clientside || {};
window.dashMantineFunctions = window.dashMantineFunctions || {};
window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};

// The server has searched already: whatever it found is offered.
window.dashMantineFunctions.everything = function (given) {
  return given.options;
};

(function () {
  const PATH = "/dashboard/team";
  const NAMES = ["member", "open", "why"];
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const unchanged = () => window.dash_clientside.no_update;
  let waiting = 0; // the timer of what is being typed
  let request = null; // the last one of the legs grid,
  let of = null; // and the member whose legs it asked for

  function go(changes) {
    const params = new URLSearchParams(location.search);
    Object.entries(changes).forEach(([name, value]) => (value ? params.set(name, value) : params.delete(name)));
    const search = params.size ? "?" + params.toString() : "";
    if (search !== location.search) set("url", { search: search });
  }

  // What is opened: "M1,M2:3" is M1 once and M2 three times.
  function opened() {
    const text = new URLSearchParams(location.search).get("open") || "";
    const parts = text.split(",").filter(Boolean);
    return new Map(parts.map((part) => [part.split(":")[0], Number(part.split(":")[1] || 1)]));
  }

  function written(map) {
    return [...map].map(([id, often]) => (often > 1 ? id + ":" + often : id)).join(",");
  }

  function graph() {
    const element = document.getElementById("team-graph");
    return element && element._cyreg ? element._cyreg.cy : null;
  }

  function told(data) {
    set("team-node", { children: data.told });
    const other = !data.more && data.up !== "";
    const href = PATH + "?member=" + encodeURIComponent(data.member);
    set("team-go", { href: href, style: { display: other ? "inline" : "none" } });
  }

  // Text on a canvas does not see the page's colours: they are handed to it, again when the scheme changes.
  function paint(cy) {
    const dark = document.documentElement.getAttribute("data-mantine-color-scheme") === "dark";
    const colours = dark ? ["#e9ecef", "#242424"] : ["#212529", "#ffffff"];
    cy.style().selector("node").style({ color: colours[0], "text-background-color": colours[1] }).update();
  }

  function whole(cy) {
    cy.fit(undefined, 24);
    if (cy.zoom() > 1) {
      cy.zoom(1);
      cy.center();
    }
  }

  // A new tree is shown as a whole; in one that grew, the member that was clicked stays where it is.
  function settle(cy) {
    const root = cy.nodes().filter((one) => one.data("up") === "")[0];
    if (!root) return;
    const kept = cy.scratch("kept");
    const same = cy.scratch("root") === root.id();
    const node = kept && same ? cy.getElementById(kept.id) : null;
    cy.scratch("root", root.id());
    if (node && node.length) {
      const now = node.renderedPosition();
      cy.panBy({ x: kept.x - now.x, y: kept.y - now.y });
    } else if (!same) {
      whole(cy);
    }
    cy.scratch("kept", null);
  }

  function attach(cy) {
    if (cy.scratch("attached")) return;
    cy.scratch("attached", true);
    paint(cy);
    cy.on("tap", "node", function (event) {
      const data = event.target.data();
      const anchor = data.more ? last(cy.getElementById(data.up)) : event.target;
      cy.scratch("kept", { id: anchor.id(), ...anchor.renderedPosition() });
    });
    new MutationObserver(() => !cy.destroyed() && paint(cy)).observe(document.documentElement, {
      attributeFilter: ["data-mantine-color-scheme"],
    });
    const keys = document.getElementById("team-keys");
    keys.addEventListener("keydown", (event) => pressed(event, cy));
    keys.addEventListener("pointerenter", () => cy.resize()); // it may have moved since: clicks would miss
  }

  function children(node) {
    return node.outgoers("node").sort((a, b) => a.position("y") - b.position("y"));
  }

  // The last member below one that is drawn; itself where none is.
  function last(node) {
    const below = children(node).filter((one) => !one.data("more"));
    return below.length ? below[below.length - 1] : node;
  }

  function neighbour(cy, node, key) {
    const parent = node.incomers("node")[0];
    if (key === "ArrowLeft") return parent;
    if (key === "ArrowRight") return children(node)[0];
    const column = cy.nodes().filter((one) => Math.abs(one.position("x") - node.position("x")) < 1);
    const sorted = column.sort((a, b) => a.position("y") - b.position("y"));
    const place = sorted.toArray().findIndex((one) => one.id() === node.id());
    return sorted[place + (key === "ArrowDown" ? 1 : -1)];
  }

  function pressed(event, cy) {
    const chosen = cy.$("node:selected")[0] || cy.nodes()[0];
    if (!chosen) return;
    if (event.key === "Enter" || event.key === " ") {
      chosen.select();
      chosen.emit("tap");
    } else if (event.key.startsWith("Arrow")) {
      const first = !cy.$("node:selected").length;
      const next = first ? chosen : neighbour(cy, chosen, event.key);
      if (next) {
        cy.$("node:selected").unselect();
        next.select();
        told(next.data());
        const at = next.renderedPosition();
        const inside = at.x > 0 && at.y > 0 && at.x < cy.width() - 120 && at.y < cy.height();
        if (!inside) cy.center(next);
      }
    } else {
      return;
    }
    event.preventDefault();
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

    ask: function (text, known) {
      clearTimeout(waiting);
      if ((text || "") === (known || "")) return;
      waiting = setTimeout(() => set("team-asked", { data: text || "" }), 250);
    },

    choose: function (member) {
      if (!member) return unchanged();
      go({ member: member, open: "", why: "" });
      return null;
    },

    tap: function (data) {
      if (!data) return;
      told(data);
      const map = opened();
      const id = encodeURIComponent(data.member);
      if (data.more) map.set(id, (map.get(id) || 1) + 1);
      else if (data.up === "" || !data.recruits) return;
      else if (data.opened) map.delete(id);
      else map.set(id, 1);
      go({ open: written(map) });
    },

    grow: function () {
      requestAnimationFrame(function () {
        const cy = graph();
        if (!cy) return;
        attach(cy);
        settle(cy);
      });
    },

    look: function () {
      const cy = graph();
      if (!cy) return;
      const id = window.dash_clientside.callback_context.triggered_id;
      if (id === "team-whole") whole(cy);
      else
        cy.zoom({
          level: cy.zoom() * (id === "team-nearer" ? 1.25 : 0.8),
          renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 },
        });
    },

    closed: function (open) {
      if (open === false && location.pathname === PATH) go({ why: "" });
    },

    csv: function (asked, member) {
      if (asked && asked !== request) {
        request = asked;
        of = member;
      }
      const params = new URLSearchParams({ member: member || "" });
      Object.entries((asked && asked.filterModel) || {}).forEach(([name, one]) => params.set(name, one.filter || ""));
      ((asked && asked.sortModel) || []).slice(0, 1).forEach(function (one) {
        params.set("sort", one.colId);
        params.set("order", one.sort);
      });
      return "/dashboard/downloads/legs.csv?" + params.toString();
    },

    // Another member, other legs; a new grid asks by itself.
    purge: function (member) {
      if (of !== null && of !== member) window.dash_clientside.rows.again("team-legs");
    },
  };

  // A link to a member: on this page it changes the address, from another one it leads here.
  function link(id) {
    const follow = function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || location.pathname !== PATH) return;
      event.preventDefault();
      go({ member: id, open: "", why: "" });
    };
    return window.React.createElement("a", { key: id, href: PATH + "?member=" + encodeURIComponent(id), onClick: follow }, id);
  }

  window.dashAgGridComponentFunctions.MemberLink = (props) => (props.value ? link(props.value) : null);

  window.dashAgGridComponentFunctions.MemberLinks = function (props) {
    return (props.value || []).flatMap((id, at) => (at ? [" ", link(id)] : [link(id)]));
  };

  window.dashAgGridComponentFunctions.RankBadge = function (props) {
    if (!props.value) return null;
    const icon = { className: "icon icon-" + props.value.icon, style: { color: props.value.colour }, "aria-hidden": "true" };
    return window.React.createElement("span", { className: "rank" }, window.React.createElement("span", icon), " " + props.value.name);
  };
})();
