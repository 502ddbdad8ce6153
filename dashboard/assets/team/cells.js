// What cells of grids look like: members as links, ranks, a month's change, twelve months as bars.
"use strict";

window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};

(function () {
  const PATH = "/dashboard/team";

  // A link to a member: on this page it changes the address, from another one it leads here.
  function link(id) {
    const href = PATH + "?member=" + encodeURIComponent(id);
    const follow = function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
      event.preventDefault();
      if (location.pathname === PATH) window.dash_clientside.team.open(id);
      else window.dash_clientside.links.open(href);
    };
    return window.React.createElement("a", { key: id, href: href, onClick: follow }, id);
  }

  window.dashAgGridComponentFunctions.MemberLink = (props) => (props.value ? link(props.value) : null);

  window.dashAgGridComponentFunctions.MemberLinks = function (props) {
    return (props.value || []).flatMap((id, at) => (at ? [" ", link(id)] : [link(id)]));
  };

  // How much more or less than in the month before: the amount, and in percent with an arrow.
  window.dashAgGridComponentFunctions.MonthChange = function (props) {
    if (props.value === null || props.value === undefined || !props.data) return null;
    const direction = props.value > 0 ? "more" : props.value < 0 ? "less" : "same";
    const sign = props.value > 0 ? "+" : "";
    const rate = props.data.rate ? " " + props.data.rate : "";
    return window.React.createElement("span", { className: "trend-" + direction }, sign + props.valueFormatted + rate);
  };

  // Twelve months as bars, the one that is looked at last; in words for who does not see them.
  window.dashAgGridComponentFunctions.Spark = function (props) {
    const values = props.value || [];
    const most = Math.max(1, ...values);
    const bar = function (value, at) {
      const height = value > 0 ? Math.max(1, Math.round((24 * value) / most)) : 0;
      const shape = { key: at, x: at * 8, y: 25 - height, width: 6, height: height, className: at === 11 ? "now" : "" };
      return window.React.createElement("rect", shape);
    };
    const zero = window.React.createElement("line", { key: "zero", x1: 0, x2: 94, y1: 25.5, y2: 25.5 });
    const words = values.map((value) => window.dashAgGridFunctions.money(value)).join(", ");
    const about = { className: "spark", width: 96, height: 26, role: "img", "aria-label": words };
    return window.React.createElement("svg", about, [zero, ...values.map(bar)]);
  };

  window.dashAgGridComponentFunctions.RankBadge = function (props) {
    if (!props.value) return null;
    const icon = { className: "icon icon-" + props.value.icon, style: { color: props.value.colour }, "aria-hidden": "true" };
    return window.React.createElement("span", { className: "rank" }, window.React.createElement("span", icon), " " + props.value.name);
  };
})();
