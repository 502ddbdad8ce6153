// The page of adjustments in the browser: each button says what is asked as a text of its own, which the server reads.
"use strict";

window.dash_clientside = window.dash_clientside || {};

window.dash_clientside.adjustments = {
  // The time makes each click another text.
  decide: function (clicks, ...cells) {
    if (!clicks) return window.dash_clientside.no_update;
    return JSON.stringify(["decide", String(Date.now()), ...cells.map((cell) => cell || "")]);
  },

  // Buttons of the list: which one was pressed. One that only came up was not.
  settle: function (...clicks) {
    const pressed = window.dash_clientside.callback_context.triggered_id;
    if (!pressed || !clicks.flat().some(Boolean)) return window.dash_clientside.no_update;
    return JSON.stringify([pressed.type, String(Date.now()), pressed.adjustment]);
  },
};
