// The search of every page (Ctrl-K), and boxes in which members are searched for: what is typed is asked a little later.
"use strict";

window.dash_clientside = window.dash_clientside || {};
window.dashMantineFunctions = window.dashMantineFunctions || {};

// The server has searched already: whatever it found is offered.
window.dashMantineFunctions.everything = function (given) {
  return given.options;
};

(function () {
  const PAUSE = 150; // milliseconds after the last key
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const waiting = {}; // the timers of what is being typed, by the box
  let shown = ""; // the text that the offered choices are of
  let entered = false; // Enter was pressed before they were there

  function choices() {
    const box = document.getElementById("search-text");
    const list = box && document.getElementById(box.getAttribute("aria-controls"));
    return list ? [...list.querySelectorAll("[role=option]")] : [];
  }

  window.dash_clientside.search = {
    open: (clicks) => (clicks ? true : window.dash_clientside.no_update),

    // Closed, it is empty again; open, the server reads what it will look through.
    opened: function (open) {
      clearTimeout(waiting["search-text"]);
      shown = "";
      entered = false;
      set("search-text-asked", { data: open ? "" : null });
      if (!open) set("search-text", { value: null, searchValue: "", data: [] });
    },

    // Of any box in which members are searched for.
    ask: function (text, known) {
      const id = window.dash_clientside.callback_context.inputs_list[0].id;
      clearTimeout(waiting[id]);
      if ((text || "") === (known || "")) return;
      waiting[id] = setTimeout(() => set(id + "-asked", { data: text || "" }), PAUSE);
    },

    // What is chosen goes into the address: of the box "order-member" as ?member=.
    pick: function (value) {
      if (!value) return window.dash_clientside.no_update;
      const id = window.dash_clientside.callback_context.inputs_list[0].id;
      window.dash_clientside.upline.go({ [id.split("-").pop()]: value });
      return null;
    },

    // Whoever pressed Enter while the server searched gets the first of what it found.
    arrived: function (data, text) {
      shown = text || "";
      const box = document.getElementById("search-text");
      if (entered && box && box.value === shown) setTimeout(() => choices().slice(0, 1).forEach((one) => one.click()), 50);
      if (box && box.value === shown) entered = false;
    },

    choose: function (address) {
      if (!address) return window.dash_clientside.no_update;
      set("search", { opened: false });
      window.dash_clientside.links.open(address);
      return null;
    },
  };

  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      if (!document.getElementById("search-open")) return;
      event.preventDefault();
      set("search", { opened: true });
    } else if (event.key === "Enter" && event.target.id === "search-text" && !event.isComposing) {
      // What is offered may be of an earlier text, or come so late that nothing of it is selected.
      if (event.target.value !== shown) entered = true;
      else if (choices().some((one) => one.hasAttribute("data-combobox-selected"))) return;
      else choices().slice(0, 1).forEach((one) => one.click());
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
})();
