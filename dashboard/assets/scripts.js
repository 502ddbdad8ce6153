// Loads large scripts when a page first needs them (dashboard/scripts.py).
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const { pages, plotly } = document.getElementById("scripts").dataset;
  const needs = JSON.parse(pages);
  const loaded = {}; // promises by address

  // Dash asks for plotly.js, whole, under an address that it sets: ours has what figures here are made of.
  Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => plotly, set: function () {} });

  function load(address) {
    loaded[address] =
      loaded[address] ||
      new Promise(function (resolve, reject) {
        const script = document.createElement("script");
        script.src = address;
        script.onload = resolve;
        script.onerror = function () {
          delete loaded[address]; // the next click tries again
          reject(new Error(address));
        };
        document.body.appendChild(script);
      });
    return loaded[address];
  }

  window.dash_clientside.scripts = {
    // Gives the address of the page once the browser has what it needs; not when it was left meanwhile.
    load: function (pathname) {
      const stay = window.dash_clientside.no_update;
      return Promise.all((needs[pathname] || []).map(load)).then(
        () => (location.pathname === pathname ? pathname : stay),
        function () {
          document.dispatchEvent(new Event("upline-network"));
          return stay;
        },
      );
    },
  };
})();
