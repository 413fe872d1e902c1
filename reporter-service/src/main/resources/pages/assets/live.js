"use strict";
// Keeps a page current while anything on it may change. The page is the same without this script.
(() => {
  const PAUSE_MS = 2000;

  const look = async () => {
    const main = document.querySelector("main[data-live]");
    if (!main) return;
    const busy = document.hidden || String(getSelection()) !== "" || main.contains(document.activeElement)
      && document.activeElement.matches("input, select");
    if (!busy) await renew(main).catch(() => {});
    setTimeout(look, PAUSE_MS);
  };

  const renew = async (main) => {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = fresh.querySelector("main");
    if (!next || next.innerHTML === main.innerHTML) return;
    next.querySelectorAll("details").forEach((details, i) => {
      const old = main.querySelectorAll("details")[i];
      if (old && old.open) details.open = true;
    });
    // The log is laid out from its end: zero is the end, and stays there while it grows.
    const log = main.querySelector(".log");
    const top = log ? log.scrollTop : 0;
    main.replaceChildren(...next.childNodes);
    main.toggleAttribute("data-live", next.hasAttribute("data-live"));
    document.title = fresh.title;
    const newLog = main.querySelector(".log");
    if (newLog) newLog.scrollTop = top;
  };

  setTimeout(look, PAUSE_MS);
})();
