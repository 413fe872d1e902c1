"use strict";
// Keeps a page current while anything on it may change. The page is the same without this script.
(() => {
  const PAUSE_MS = 2000;
  const PAUSE_WITH_EVENTS_MS = 10000;
  let events = null;
  let due = 0;

  const main = () => document.querySelector("main[data-live]");

  const look = async () => {
    clearTimeout(due);
    const live = main();
    if (!live) {
      if (events) events.close();
      return;
    }
    const busy = document.hidden || String(getSelection()) !== "" || live.contains(document.activeElement)
      && document.activeElement.matches("input, select");
    if (!busy) await renew(live).catch(() => {});
    clearTimeout(due);
    due = setTimeout(look, events && !busy ? PAUSE_WITH_EVENTS_MS : PAUSE_MS);
  };

  const renew = async (live) => {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = fresh.querySelector("main");
    if (!next || next.innerHTML === live.innerHTML) return;
    next.querySelectorAll("details").forEach((details, i) => {
      const old = live.querySelectorAll("details")[i];
      if (old && old.open) details.open = true;
    });
    // The log is laid out from its end: zero is the end, and stays there while it grows.
    const log = live.querySelector(".log");
    const top = log ? log.scrollTop : 0;
    // What renews itself stays as it is for as long as it is the same thing.
    next.querySelectorAll("[data-keep]").forEach((part) => {
      const old = document.getElementById(part.id);
      if (old && old.dataset.keep === part.dataset.keep) part.replaceWith(old);
    });
    live.replaceChildren(...next.childNodes);
    live.toggleAttribute("data-live", next.hasAttribute("data-live"));
    document.title = fresh.title;
    const newLog = live.querySelector(".log");
    if (newLog) newLog.scrollTop = top;
    document.dispatchEvent(new Event("renewed"));
  };

  const address = main() && main().dataset.events;
  if (address) {
    events = new EventSource(address);
    events.addEventListener("changed", look);
  }
  due = setTimeout(look, PAUSE_MS);
})();
