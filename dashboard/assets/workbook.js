// Saves the rows that a grid holds as an Excel workbook: texts as texts, so that none is a formula, and what is shown
// as a number or as money as a number. The file is a zip of a few XML files, stored as they are.
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PART = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const MOST = 32767; // characters of a cell
  const MONEY = 1, BOLD = 2; // places in cellXfs

  function escaped(text) {
    return text
      .slice(0, MOST)
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
  }

  function text(shown, style) {
    if (!shown) return "<c/>";
    return `<c t="inlineStr"${style ? ` s="${style}"` : ""}><is><t xml:space="preserve">${escaped(shown)}</t></is></c>`;
  }

  // A cell as it is shown; money, which comes in minor units, and numbers as what they are.
  function cell(value, shown) {
    const read = Number(shown.replace(/,/g, ""));
    if (typeof value === "number" && shown && Number.isFinite(read) && Math.abs(value) < 1e15) {
      if (/\.[0-9]{2}$/.test(shown) && read === value / 100) return `<c s="${MONEY}"><v>${read}</v></c>`;
      if (read === value) return `<c><v>${value}</v></c>`;
    }
    return text(shown, 0);
  }

  function sheet(grid) {
    const columns = grid.getAllDisplayedColumns();
    const rows = [columns.map((one) => text(String(grid.getDisplayNameForColumn(one, "csv") || one.getColId()), BOLD))];
    grid.forEachNodeAfterFilterAndSort(function (rowNode) {
      if (!rowNode.data) return;
      rows.push(
        columns.map(function (colKey) {
          const value = grid.getCellValue({ rowNode, colKey });
          const shown = grid.getCellValue({ rowNode, colKey, useFormatter: true });
          return cell(value, shown === null || shown === undefined ? "" : String(shown));
        })
      );
    });
    const lines = rows.map((cells) => `<row>${cells.join("")}</row>`).join("\n");
    return `<worksheet xmlns="${SPREADSHEET}"><sheetData>\n${lines}\n</sheetData></worksheet>`;
  }

  function parts(grid) {
    const relation = (id, type, target) =>
      `<Relationships xmlns="${PACKAGE}relationships">` +
      target.map((one, at) => `<Relationship Id="${id}${at}" Type="${OFFICE}/${type[at]}" Target="${one}"/>`).join("") +
      "</Relationships>";
    const kind = (name, type) => `<Override PartName="/xl/${name}.xml" ContentType="${PART}${type}+xml"/>`;
    return {
      "[Content_Types].xml":
        `<Types xmlns="${PACKAGE}content-types">` +
        `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        kind("workbook", "sheet.main") + kind("styles", "styles") + kind("worksheets/sheet1", "worksheet") + "</Types>",
      "_rels/.rels": relation("r", ["officeDocument"], ["xl/workbook.xml"]),
      "xl/workbook.xml":
        `<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE}"><sheets>` +
        `<sheet name="Sheet1" sheetId="1" r:id="s0"/></sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": relation("s", ["worksheet", "styles"], ["worksheets/sheet1.xml", "styles.xml"]),
      "xl/styles.xml":
        `<styleSheet xmlns="${SPREADSHEET}"><fonts count="2"><font/><font><b/></font></fonts>` +
        `<fills count="1"><fill/></fills><borders count="1"><border/></borders>` +
        `<cellStyleXfs count="1"><xf/></cellStyleXfs>` +
        `<cellXfs count="3"><xf/><xf numFmtId="4" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs>` +
        `</styleSheet>`,
      "xl/worksheets/sheet1.xml": sheet(grid),
    };
  }

  const TABLE = Uint32Array.from({ length: 256 }, function (_, n) {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n;
  });

  function checksum(bytes) {
    let sum = 0xffffffff;
    for (const byte of bytes) sum = TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
    return (sum ^ 0xffffffff) >>> 0;
  }

  // Little-endian fields, each [value, bytes].
  function fields(...pairs) {
    return Uint8Array.from(pairs.flatMap(([value, size]) => Array.from({ length: size }, (_, n) => (value >>> (8 * n)) & 0xff)));
  }

  function zipped(files) {
    const encoder = new TextEncoder();
    const bodies = [], directory = [];
    let offset = 0;
    for (const [name, content] of Object.entries(files)) {
      const path = encoder.encode(name), bytes = encoder.encode(HEAD + content);
      const about = [[0x0800, 2], [0, 2], [0, 2], [0x21, 2], [checksum(bytes), 4], [bytes.length, 4], [bytes.length, 4], [path.length, 2], [0, 2]];
      const local = fields([0x04034b50, 4], [20, 2], ...about);
      bodies.push(local, path, bytes);
      directory.push(fields([0x02014b50, 4], [20, 2], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), path);
      offset += local.length + path.length + bytes.length;
    }
    const size = directory.reduce((sum, part) => sum + part.length, 0), count = directory.length / 2;
    const end = fields([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]);
    return new Blob([...bodies, ...directory, end], { type: `${PART}sheet` });
  }

  window.dash_clientside.workbook = {
    // Of a file that the server writes: the address of the other form.
    address: function (csv) {
      return csv + (csv.includes("?") ? "&" : "?") + "form=xlsx";
    },

    save: function (clicks) {
      if (!clicks) return;
      const ident = window.dash_clientside.callback_context.inputs_list[0].id.replace(/-workbook$/, "");
      window.dash_ag_grid.getApiAsync(ident).then(function (grid) {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(zipped(parts(grid)));
        link.download = `${ident}.xlsx`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      });
    },
  };
})();
