// Functions that grids may name: {"function": "money(params.value)"}. Money comes in minor units.
var functions = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});

functions.money = function (minor) {
  if (minor === null || minor === undefined) return "";
  return (minor / 100).toLocaleString(document.documentElement.lang, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
};

functions.count = function (number) {
  if (number === null || number === undefined) return "";
  return number.toLocaleString(document.documentElement.lang);
};

// A cell of a CSV file: money and numbers bare, all else as it is shown, an apostrophe where a spreadsheet would run it
// (as graph/spreadsheets.py).
functions.safe = function (params) {
  const shown = params.value === null || params.value === undefined ? "" : String(params.formatValue(params.value));
  if (typeof params.value === "number") {
    const read = Number(shown.replace(/,/g, ""));
    if (/\.[0-9]{2}$/.test(shown) && read === params.value / 100) return read.toFixed(2);
    if (read === params.value) return String(read);
  }
  if (/^-[0-9.,]+$/.test(shown)) return shown; // an amount
  return shown.replace(/^(?='*[=+\-@＝＋－＠\t\r\n])|(?<=[;\t\r\n])(?='*[=+\-@＝＋－＠])/g, "'");
};

functions.listed = (ids) => (ids || []).join(" ");

functions.percent = function (rate) {
  if (rate === null || rate === undefined) return "";
  return (rate * 100).toFixed(1) + "%";
};

// Enter on a cell does what a click on it does: follow its link,
functions.followed = function (params) {
  const link = params.event.key === "Enter" && params.event.target.querySelector("a");
  if (link) link.click();
};

// or ask for the explanation of an entry of the ledger.
functions.explained = function (params) {
  if (params.event.key === "Enter" && params.event.target.querySelector("a")) functions.followed(params);
  else if (params.event.key === "Enter") window.dash_clientside.filters.open({ rowId: params.node.id });
};
