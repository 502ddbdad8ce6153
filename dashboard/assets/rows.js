// Grids that ask for their rows as they are scrolled: what all of them need in the browser.
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const PAUSE = 4000; // milliseconds until a grid asks again
  const waiting = {}; // the last request of each grid

  function again(id) {
    delete waiting[id];
    if (!document.getElementById(id) || !window.dash_ag_grid) return;
    window.dash_ag_grid.getApiAsync(id).then((grid) => grid.purgeInfiniteCache());
  }

  // A grid whose request is never answered asks no more: let this one fail, and ask again a little later.
  document.addEventListener("upline-unanswered", function () {
    Object.entries(waiting).forEach(function ([id, request]) {
      delete waiting[id];
      if (!document.getElementById(id)) return;
      request.failCallback();
      setTimeout(() => again(id), PAUSE);
    });
  });

  window.dash_clientside.rows = {
    // A grid's getRowsRequest is the live object, with its failCallback.
    asked: function (request) {
      const id = window.dash_clientside.callback_context.inputs_list[0].id;
      if (request && request.failCallback) waiting[id] = request;
    },

    again: again,
  };
})();
