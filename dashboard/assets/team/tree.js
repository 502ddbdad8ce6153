// The drawn tree in the browser: what clicks, wheel, fingers and keys do, the legend, the card, the colours.
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const PATH = "/dashboard/team";
  const PADDING = 24;
  const faint = new Set(); // ranks that the legend has put out
  let byChange = false; // else colours are the ranks
  const set = (id, props) => window.dash_clientside.set_props(id, props);

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

  // The classes of nodes: colours by change, and who the legend has put out.
  function dress(cy) {
    cy.batch(function () {
      cy.nodes().toggleClass("by-change", byChange);
      cy.nodes().forEach((one) => one.toggleClass("faint", faint.has(String(cy.getElementById(owner(one)).data("rank")))));
    });
  }

  function owner(node) {
    return node.data("sign") || node.data("more") ? node.data("up") : node.id();
  }

  function whole(cy) {
    fit(cy, cy.elements());
  }

  function fit(cy, some) {
    cy.fit(some, PADDING);
    if (cy.zoom() > 1) {
      cy.zoom(1);
      cy.center(some);
    }
  }

  // A new tree is shown as a whole; one that grew, with the member that was opened, who is above it and what is below.
  function settle(cy) {
    const root = cy.nodes().filter((one) => one.data("up") === "")[0];
    if (!root) return;
    const kept = cy.scratch("kept");
    const same = cy.scratch("root") === root.id();
    cy.scratch("root", root.id());
    cy.scratch("kept", null);
    const node = kept && same ? cy.getElementById(kept) : null;
    if (node && node.length) fit(cy, node.union(children(node)).union(node.incomers("node")));
    else if (!same) whole(cy);
  }

  function attach(cy) {
    if (cy.scratch("attached")) return;
    cy.scratch("attached", true);
    paint(cy);
    // The wheel is the page's, until somebody clicks into the drawing or holds Ctrl; one finger scrolls, two move it.
    cy.userZoomingEnabled(false);
    const keys = document.getElementById("team-keys");
    const early = { capture: true, passive: true };
    keys.addEventListener("wheel", (event) => cy.userZoomingEnabled(event.ctrlKey || cy.scratch("entered") === true), early);
    keys.addEventListener("pointerdown", (event) => cy.scratch("entered", event.pointerType !== "touch"), early);
    keys.addEventListener("pointerleave", () => cy.scratch("entered", false));
    keys.addEventListener(
      "touchstart",
      function (event) {
        const two = event.touches.length > 1;
        cy.userPanningEnabled(two);
        cy.userZoomingEnabled(two);
      },
      early,
    );
    keys.addEventListener("touchend", () => cy.userPanningEnabled(true), early);
    keys.addEventListener("keydown", (event) => pressed(event, cy));
    keys.addEventListener("pointerenter", () => cy.resize()); // it may have moved since: clicks would miss
    cy.on("mouseover", "node", (event) => card(event.target));
    cy.on("mouseout viewport", () => card(null));
    new MutationObserver(() => !cy.destroyed() && paint(cy)).observe(document.documentElement, {
      attributeFilter: ["data-mantine-color-scheme"],
    });
  }

  // What a node says, beside it, while the pointer is on it.
  function card(node) {
    const place = document.getElementById("team-card");
    if (!place) return;
    place.hidden = !node;
    if (!node) return;
    const at = node.renderedPosition();
    place.textContent = node.data("told");
    place.style.left = Math.max(0, Math.min(at.x, node.cy().width() - 280)) + "px";
    place.style.top = at.y + 24 + "px";
  }

  function children(node) {
    return node.outgoers("node").sort((a, b) => a.position("y") - b.position("y"));
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
    if (event.key === "Enter") {
      act(chosen.data(), true);
    } else if (event.key === " ") {
      chosen.select();
      act(chosen.data(), false);
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

  // A sign opens and closes, "+n more" draws more, a member is shown beside the tree; `open`: by Enter it opens.
  function act(data, open) {
    const cy = graph();
    told(data);
    if (data.sign || data.more || open) {
      cy.scratch("kept", "m:" + data.member);
      window.dash_clientside.team.toggle(data);
    } else {
      window.dash_clientside.team.show(data.up === "" ? "" : data.member);
    }
  }

  // The legend and the list are made by the server again and again: clicks are heard above them.
  document.addEventListener("click", function (event) {
    const rank = event.target.closest("#team-legend button");
    const branch = event.target.closest("#team-branches button");
    if (rank) {
      const off = rank.getAttribute("aria-pressed") === "true";
      rank.setAttribute("aria-pressed", String(!off));
      off ? faint.add(rank.dataset.rank) : faint.delete(rank.dataset.rank);
      if (graph()) dress(graph());
    } else if (branch) {
      const opened = Number(branch.dataset.opened);
      window.dash_clientside.team.toggle({ member: branch.dataset.member, opened: opened, recruits: 1, more: Number(branch.dataset.more) });
    }
  });

  window.dash_clientside.tree = {
    tap: (data) => (data ? act(data, false) : undefined),

    grow: function () {
      faint.clear();
      requestAnimationFrame(function () {
        const cy = graph();
        if (!cy) return;
        attach(cy);
        dress(cy);
        settle(cy);
      });
    },

    colours: function (mode) {
      byChange = mode === "change";
      if (graph()) dress(graph());
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
  };
})();
