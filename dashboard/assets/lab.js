// The plan lab in the browser: what is turned goes into the address, and each address asks for a simulation.
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const PAUSE = 250; // milliseconds without a turn before a simulation is asked for
  const IN_FORCE = "in force"; // what the address leaves out (dashboard/pages/lab/plans.py)
  let timer = null;
  let drawn = { panel: "", values: [] }; // the panel as it was drawn, and the values of its knobs since

  // A value as the address and the text beside the slider have it.
  function text(unit, value) {
    if (unit === "amount") return Number(value).toFixed(2);
    if (unit === "rate") return String(Math.round(value * 1000) / 1000) + " %";
    return String(value);
  }

  // crypto.randomUUID is there over https only.
  function random() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");
  }

  function go(params) {
    const search = params.size ? "?" + params.toString() : "";
    if (search === location.search) return;
    window.dash_clientside.set_props("lab-sent", { data: search });
    window.dash_clientside.set_props("url", { search: search });
  }

  window.dash_clientside.lab = {
    // The values of all sliders and switches; of each knob its path, unit, value as first drawn, and first value.
    turn: function (values, knobs) {
      if (!knobs || knobs.length !== values.length) return;
      const panel = JSON.stringify(knobs);
      if (panel !== drawn.panel) drawn = { panel: panel, values: knobs.map((knob) => knob.now) };
      let moved = false;
      // They come in the order of the page, and are known by their number.
      window.dash_clientside.callback_context.inputs_list[0].forEach(function (one) {
        const at = one.id.knob;
        if (one.value === drawn.values[at]) return;
        moved = true;
        drawn.values[at] = one.value;
        if (knobs[at].unit === "choice") return;
        const words = text(knobs[at].unit, one.value);
        window.dash_clientside.set_props({ type: "lab-value", knob: at }, { children: words });
      });
      if (!moved) return;
      clearTimeout(timer);
      timer = setTimeout(function () {
        const params = new URLSearchParams(location.search);
        const paths = knobs.map((knob) => knob.path);
        // What has no knob, such as a reward that is left out, stays as the address has it.
        const kept = (params.get("set") || "").split(";").filter((one) => one && !paths.includes(one.split("=")[0].trim()));
        const turned = knobs
          .map((knob, at) => [knob, drawn.values[at]])
          .filter(([knob, value]) => value !== knob.first)
          .map(([knob, value]) => knob.path + "=" + text(knob.unit, value));
        const all = kept.concat(turned);
        if (all.length) params.set("set", all.join(";"));
        else params.delete("set");
        go(params);
      }, PAUSE);
    },

    // Another plan to start from: what was changed was of the one before.
    choose: function (plan) {
      const params = new URLSearchParams(location.search);
      const name = plan && plan !== IN_FORCE ? plan : "";
      if ((params.get("plan") || "") === name) return;
      clearTimeout(timer);
      window.dash_clientside.set_props("url", { search: name ? "?" + new URLSearchParams({ plan: name }) : "" });
    },

    reset: function (clicks) {
      if (!clicks) return;
      clearTimeout(timer);
      const params = new URLSearchParams(location.search);
      params.delete("set");
      window.dash_clientside.set_props("url", { search: params.size ? "?" + params.toString() : "" });
    },

    // A simulation of the address, with a number of its own: a later one stops it.
    ask: function (search, _again, pathname, job) {
      if (!pathname.endsWith("/lab")) return window.dash_clientside.no_update;
      window.dash_clientside.set_props("lab-ticker", { disabled: false });
      const [page, number] = job ? job.split(" ") : [random(), "0"];
      return page + " " + Math.max(Date.now(), Number(number) + 1) + " " + (search || "");
    },

    // What is asked about the simulation under way: its page and number, and how often.
    of_job: function (times, job) {
      if (!times || !job) return window.dash_clientside.no_update;
      return job.split(" ").slice(0, 2).join(" ") + " " + times;
    },

    text: function (value) {
      return value ? String(value) : window.dash_clientside.no_update;
    },
  };
})();
