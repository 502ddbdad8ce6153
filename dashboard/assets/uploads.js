// Files that are handed in: chosen or dropped, sent as they are (streamed by the browser), with progress and a stop.
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const MAPPINGS = /\.ya?ml$/i;
  let sending = null;

  const part = (name) => document.getElementById("data-" + name);
  const on = (event) => event.target.closest && event.target.closest("#data-drop");

  function tell(words) {
    if (part("problem")) part("problem").textContent = words;
  }

  function show(percent) {
    part("under-way").hidden = percent === null;
    if (percent === null) return;
    part("bar").value = percent;
    part("sending").textContent = part("drop").dataset.sending.replace("{percent}", percent);
  }

  function end(words) {
    sending = null;
    if (!part("drop")) return; // another page is there by now
    show(null);
    tell(words);
  }

  function send(files) {
    if (!files.length || sending) return;
    const words = part("drop").dataset;
    const form = new FormData();
    for (const file of files) form.append(MAPPINGS.test(file.name) ? "mapping" : "file", file, file.name);
    const request = (sending = new XMLHttpRequest());
    request.open("POST", "/dashboard/uploads");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && part("drop")) show(Math.floor((100 * event.loaded) / event.total));
    };
    request.onerror = () => end(words.broken);
    request.onabort = () => end(words.stopped);
    request.onload = () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // told below
      }
      end(request.status === 200 ? "" : answer.detail || words.broken);
      if (request.status === 200) window.dash_clientside.set_props("url", { search: "?upload=" + answer.id });
    };
    tell("");
    show(0);
    request.send(form);
  }

  for (const name of ["dragenter", "dragover", "dragleave", "drop"])
    document.addEventListener(name, (event) => {
      const place = on(event);
      if (!place) return;
      event.preventDefault();
      place.classList.toggle("over", name === "dragenter" || name === "dragover");
      if (name === "drop") send([...event.dataTransfer.files]);
    });

  window.dash_clientside.uploads = {
    choose: function (clicks) {
      if (!clicks) return;
      const input = document.createElement("input");
      input.type = "file";
      input.multiple = true;
      input.onchange = () => send([...input.files]);
      input.click();
    },

    stop: function (clicks) {
      if (clicks && sending) sending.abort();
    },

    look: function (times) {
      return String(times || 0);
    },

    // The button beside a choice of mappings: which delivery, and which mapping is chosen.
    map: function (clicks, chosen) {
      const pressed = window.dash_clientside.callback_context.triggered_id;
      if (!pressed || !clicks.some(Boolean)) return window.dash_clientside.no_update;
      return JSON.stringify([pressed.type, String(Date.now()), pressed.of, chosen[0] || ""]);
    },
  };
})();
