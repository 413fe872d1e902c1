"use strict";
// Keeps a page current while anything on it may change. The page is the same without this script.
(() => {
  const PAUSE_MS = 2000;
  // Not everything that a page tells is said as a change, such as how long ago something was.
  const SELDOM_MS = 30000;
  let stream = null;
  let asked = false;
  let busy = false;
  let renewed = performance.now();

  const reading = (element) => {
    const selection = getSelection();
    return !selection.isCollapsed && element.contains(selection.anchorNode)
      || element.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")
      || element.querySelector(".pick:checked") !== null;
  };

  // What somebody reads or fills in stays, and what renews itself for as long as it is the same thing.
  const exchange = (old, next) => {
    if (old.isEqualNode(next) || old.dataset.keep !== undefined && old.dataset.keep === next.dataset.keep || reading(old)) return;
    const open = new Set([...old.querySelectorAll("details[open] > summary")].map((one) => one.textContent));
    next.querySelectorAll("details > summary").forEach((one) => { if (open.has(one.textContent)) one.parentElement.open = true; });
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    const tops = [...old.querySelectorAll("[id] > .log, .log[id]")].map((one) => one.scrollTop);
    old.replaceWith(next);
    next.querySelectorAll("[id] > .log, .log[id]").forEach((one, i) => { one.scrollTop = tops[i] ?? 0; });
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  };

  const merge = (main, fresh) => {
    let before = null;
    for (const next of [...fresh.children].reverse()) {
      const old = next.id ? [...main.children].find((one) => one.id === next.id) : null;
      if (old) {
        exchange(old, next);
        before = old.isConnected ? old : next;
      } else if (next.id) {
        main.insertBefore(next, before);
        before = next;
      }
    }
  };

  const renew = async () => {
    asked = true;
    if (busy || document.hidden) return;
    busy = true;
    try {
      while (asked) {
        asked = false;
        renewed = performance.now();
        const answer = await fetch(location.href.replace(/#.*/, ""), { credentials: "same-origin" });
        if (!answer.ok) break;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const main = document.querySelector("main");
        const fresh = page.querySelector("main");
        if (!fresh) break;
        const kept = new Set([...fresh.children].map((one) => one.id));
        [...main.children].forEach((one) => { if (one.id && !kept.has(one.id)) one.remove(); });
        merge(main, fresh);
        main.toggleAttribute("data-live", fresh.hasAttribute("data-live"));
        document.title = page.title;
        const icon = document.querySelector("link[rel=icon]");
        const state = page.querySelector("link[rel=icon]");
        if (icon && state && icon.href !== state.href) icon.href = state.getAttribute("href");
        document.dispatchEvent(new Event("renewed"));
      }
    } catch {
      // The server is away; the next event or look tries again.
    } finally {
      busy = false;
      watch();
    }
  };

  // One connection for each page that somebody sees: browsers allow six to a server.
  const watch = () => {
    const address = document.querySelector("main[data-live]")?.dataset.events;
    if (document.hidden || !address) {
      stream?.close();
      stream = null;
    } else if (!stream || stream.readyState === EventSource.CLOSED) {
      stream = new EventSource(address);
      stream.addEventListener("changed", renew);
      // What changed while nothing was heard was not said.
      stream.addEventListener("open", renew);
    }
  };

  document.addEventListener("visibilitychange", () => { watch(); if (!document.hidden && document.querySelector("main[data-live]")) renew(); });
  setInterval(() => {
    const main = document.querySelector("main[data-live]");
    if (!main || document.hidden) return;
    // Pages without a stream of their own, and those whose stream is gone, look again by themselves.
    const alone = !stream || stream.readyState !== EventSource.OPEN;
    if (alone || performance.now() - renewed > SELDOM_MS) renew();
  }, PAUSE_MS);

  // How long something has been running goes on by itself.
  const begun = new WeakMap();
  const two = (large, unit, small, less) => large + " " + unit + (small ? " " + small + " " + less : "");
  const words = (s) => {
    const whole = (part) => Math.floor(s / part);
    if (s < 60) return s + " s";
    if (s < 3600) return two(whole(60), "min", s % 60, "s");
    return s < 86400 ? two(whole(3600), "h", Math.floor(s % 3600 / 60), "min") : two(whole(86400), "d", Math.floor(s % 86400 / 3600), "h");
  };
  setInterval(() => {
    document.querySelectorAll("[data-running]").forEach((one) => {
      const now = performance.now() / 1000;
      if (!begun.has(one)) begun.set(one, now - one.dataset.running);
      one.textContent = words(Math.floor(now - begun.get(one)));
    });
  }, 1000);
  watch();
})();
