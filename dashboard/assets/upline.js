// What happens in the browser alone: the title, light and dark, the menu on narrow screens, and words for
// requests of Dash that fail, about which Dash itself is silent.
"use strict";

// DMC looks for the hyphen, dayjs' own file sets the underscore.
window["dayjs_locale_zh-cn"] = window.dayjs_locale_zh_cn;

window.dash_clientside = window.dash_clientside || {};

window.dash_clientside.upline = {
  title: function (title) {
    if (title) document.title = title;
  },

  yes: function (clicks) {
    return clicks ? true : window.dash_clientside.no_update;
  },

  scheme: function (clicks) {
    if (!clicks) return window.dash_clientside.no_update;
    const root = document.documentElement;
    const next = root.getAttribute("data-mantine-color-scheme") === "dark" ? "light" : "dark";
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = "scheme=" + next + "; Path=/; Max-Age=31536000; SameSite=Lax" + secure;
    root.setAttribute("data-ag-theme-mode", next);
    return next;
  },

  // Changes parts of the address, such as { month: "2026-01", why: "" }; what is "" is taken away.
  go: function (changes) {
    const params = new URLSearchParams(location.search);
    Object.entries(changes).forEach(([name, value]) => (value === "" ? params.delete(name) : params.set(name, value)));
    const search = params.size ? "?" + params.toString() : "";
    if (search !== location.search) window.dash_clientside.set_props("url", { search: search });
  },

  // Filters live in the address: that of the component "overview-month" is ?month=.
  to_address: function (...values) {
    const names = window.dash_clientside.callback_context.inputs_list.map((one) => one.id.split("-").pop());
    const texts = values.map((value) => (Array.isArray(value) ? value.join(",") : value ?? ""));
    window.dash_clientside.upline.go(Object.fromEntries(names.map((name, at) => [name, texts[at]])));
  },

  // The other way round, for one filter: (search, its value) gives its value, unless it is that already.
  from_address: function (search, value) {
    const name = window.dash_clientside.callback_context.outputs_list.id.split("-").pop();
    const wanted = new URLSearchParams(search).get(name);
    return (value || null) === wanted ? window.dash_clientside.no_update : wanted;
  },

  // Choosing a page closes the menu, whose state is the burger's.
  menu: function (opened, pathname, navbar) {
    const chosen = window.dash_clientside.callback_context.triggered.some((one) => one.prop_id.startsWith("url."));
    const open = Boolean(opened) && !chosen;
    return [open, Object.assign({}, navbar, { collapsed: { mobile: !open } })];
  },
};

(function () {
  const fetched = window.fetch;

  document.addEventListener("upline-network", () => notice("network"));

  function notice(kind) {
    if (kind !== "refused") document.dispatchEvent(new Event("upline-unanswered"));
    const words = document.getElementById("words-for-scripts");
    if (!words || !window.dash_clientside.set_props) return;
    window.dash_clientside.set_props("notices", {
      sendNotifications: [
        { id: kind, action: "show", color: "red", message: words.dataset[kind], autoClose: 8000,
          closeButtonProps: { "aria-label": words.dataset.close } },
      ],
    });
  }

  window.fetch = function (resource, given) {
    const address = String(resource && resource.url ? resource.url : resource);
    if (!address.includes("/_dash-")) return fetched(resource, given);
    return fetched(resource, given).then(
      function (answer) {
        if (answer.status === 401) {
          location.assign("/login?next=" + encodeURIComponent(location.pathname + location.search));
          return new Promise(function () {}); // the page ends here: Dash would stumble over the answer
        } else if (answer.status >= 500) {
          notice("failed");
        } else if (answer.status >= 400) {
          notice("refused");
        }
        return answer;
      },
      function (error) {
        notice("network");
        throw error;
      },
    );
  };
})();
