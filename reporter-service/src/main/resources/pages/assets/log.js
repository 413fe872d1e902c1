"use strict";
// Shows what follows of a log while it is written. Without this script a page shows what was there.
(() => {
  const LINES_AT_MOST = 5000;
  const SHOWN_AT_MOST = 4000;
  const HELD_AT_MOST = 64000;
  // What a terminal would obey (ECMA-48), and characters that show as nothing or turn text around.
  const SEQUENCES = /\x1b[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)?|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]/g;
  const INVISIBLE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

  // The last state of a line that was written over with carriage returns.
  const shown = (raw) => {
    const text = raw.replace(/\r+$/, "");
    const state = text.slice(text.lastIndexOf("\r") + 1);
    const plain = state.replace(SEQUENCES, "").replace(/\t/g, "    ").replace(INVISIBLE, "");
    return plain.length > SHOWN_AT_MOST ? plain.slice(0, SHOWN_AT_MOST) + "…" : plain;
  };

  const held = (raw) => {
    if (raw.length <= HELD_AT_MOST) return raw;
    const state = raw.slice(raw.lastIndexOf("\r", raw.length - 2) + 1);
    return state.slice(0, HELD_AT_MOST);
  };

  const size = (bytes) => {
    const units = ["bytes", "kB", "MB", "GB", "TB"];
    let value = bytes;
    let unit = 0;
    while (value >= 999.5 && unit < 4) { value /= 1000; unit++; }
    return (unit > 0 && value < 9.95 ? value.toFixed(1) : value.toFixed(0)) + " " + units[unit];
  };

  const row = (number, page) => {
    const line = document.createElement("div");
    const no = document.createElement(number ? "a" : "span");
    const text = document.createElement("span");
    line.className = number ? "line" : "line remark";
    no.className = "no";
    text.className = "text";
    if (number) {
      line.id = "L" + number;
      no.href = page + "&line=" + number + "#L" + number;
      no.setAttribute("aria-label", "Line " + number);
      no.textContent = String(number);
    }
    line.append(no, text);
    return line;
  };

  const follow = (box) => {
    const lines = box.querySelector(".lines");
    const source = new EventSource(box.dataset.log);
    let number = 0;
    let raw = "";
    let current = null;

    const open = (next) => {
      number = next;
      raw = "";
      const last = lines.lastElementChild;
      current = last && last.id === "L" + next ? last : null;
    };
    const show = () => {
      if (!current) {
        current = row(number, box.dataset.page);
        lines.append(current);
      }
      current.querySelector(".text").textContent = shown(raw);
    };
    const add = (text) => {
      const parts = text.split("\n");
      parts.forEach((part, i) => {
        raw = held(raw + part);
        if (raw !== "" || i < parts.length - 1) show();
        if (i < parts.length - 1) open(number + 1);
      });
      while (lines.childElementCount > LINES_AT_MOST) lines.firstElementChild.remove();
    };

    source.addEventListener("chunk", (event) => {
      const { line, text } = JSON.parse(event.data);
      if (line !== number) open(line);
      add(text);
    });
    source.addEventListener("gap", (event) => {
      const { from, to } = JSON.parse(event.data);
      const remark = row(0, "");
      remark.querySelector(".text").textContent = "… " + size(to - from) + " of the log are not stored (yet) …";
      lines.append(remark);
      number = 0;
    });
    source.addEventListener("end", () => source.close());
    return source;
  };

  const followed = new Map();
  const look = () => {
    for (const [box, source] of followed) {
      if (!box.isConnected) {
        source.close();
        followed.delete(box);
      }
    }
    document.querySelectorAll(".log[data-log]").forEach((box) => {
      if (!followed.has(box)) followed.set(box, follow(box));
    });
  };

  // A page that renews itself says so.
  document.addEventListener("renewed", look);
  look();
})();
