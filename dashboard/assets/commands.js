// Buttons that change something: each says what is asked as a text of its own, which the server reads (dashboard/shared/commands.py).
"use strict";

window.dash_clientside = window.dash_clientside || {};

window.dash_clientside.commands = {
  // The button of a form, by its id, with the form's cells. The time makes each click another text.
  send: function (clicks, ...cells) {
    if (!clicks) return window.dash_clientside.no_update;
    const pressed = window.dash_clientside.callback_context.triggered_id;
    return JSON.stringify([pressed, String(Date.now()), ...cells.map((cell) => cell || "")]);
  },

  // Buttons of a list: which one was pressed, and why where it asks for a reason. One that only came up was not.
  press: function (...clicks) {
    const pressed = window.dash_clientside.callback_context.triggered_id;
    if (!pressed || !clicks.flat().some(Boolean)) return window.dash_clientside.no_update;
    const button = document.getElementById(JSON.stringify({ of: pressed.of, type: pressed.type }));
    const { question, reason } = button ? button.dataset : {};
    const cells = [pressed.type, String(Date.now()), pressed.of];
    if (reason) {
      const why = window.prompt(reason);
      if (why === null) return window.dash_clientside.no_update;
      cells.push(why);
    } else if (question && !window.confirm(question)) return window.dash_clientside.no_update;
    return JSON.stringify(cells);
  },
};
