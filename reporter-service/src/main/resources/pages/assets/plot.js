"use strict";
// Reads values off plots, by pointer and by keyboard, and swaps plots without loading the page. Lines
// and links are there without this script.
(() => {
  const WIDTH = 360;
  const SVG = "http://www.w3.org/2000/svg";
  const sources = new Map();

  const points = (address) => {
    if (!sources.has(address)) {
      const wanted = fetch(address, { credentials: "same-origin" }).then((answer) => answer.ok ? answer.json() : null);
      wanted.catch(() => sources.delete(address));
      sources.set(address, wanted.catch(() => null));
    }
    return sources.get(address);
  };

  const words = (value) => {
    if (typeof value === "string") return { NaN: "NaN", Infinity: "∞", "-Infinity": "−∞" }[value] ?? value;
    const size = Math.abs(value);
    const exact = Number.isInteger(value) && size < 1e9;
    const text = exact ? String(value) : size !== 0 && (size >= 1e9 || size < 1e-5)
      ? value.toExponential(4).replace(/\.?0+e/, "e").replace("e+", "e") : String(Number(value.toPrecision(5)));
    return text.replaceAll("-", "−");
  };

  // The last of the points that lie nearest to a step: a job that went on from an earlier state wrote it twice.
  const nearest = (steps, step) => {
    let best = 0;
    steps.forEach((one, i) => { if (Math.abs(one - step) <= Math.abs(steps[best] - step)) best = i; });
    return best;
  };

  const place = (figure, step, value) => {
    const d = figure.dataset;
    const scaled = d.scale === "log" ? Math.log10 : Number;
    const along = (number, from, to) => Math.min(1, Math.max(0, (number - from) / (to - from)));
    const x = +d.left + along(step, +d.stepFrom, +d.stepTo) * (d.right - d.left);
    const y = +d.bottom - along(scaled(value), scaled(+d.valueFrom), scaled(+d.valueTo)) * (d.bottom - d.top);
    return [x, y];
  };

  const draw = (name, attributes) => {
    const element = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  };

  const read = async (svg, wanted) => {
    const figure = svg.closest(".plot");
    figure.wanted = wanted;
    const lines = [...svg.querySelectorAll(".curve")];
    const data = await Promise.all(lines.map((line) => points(line.dataset.source)));
    if (figure.wanted !== wanted || !figure.isConnected) return;
    const lead = data.findLast((line) => line && line.steps.length);
    if (!lead) return;
    const at = nearest(lead.steps, wanted(lead.steps, figure.step));
    const step = lead.steps[at];
    figure.step = step;
    const readings = figure.querySelectorAll(".reading");
    const hover = svg.querySelector(".hover");
    const [x] = place(figure, step, 1);
    const marks = [draw("path", { class: "cursor", d: `M${x} ${figure.dataset.top}V${figure.dataset.bottom}` })];
    const said = [];
    data.forEach((line, i) => {
      if (!readings[i]) return;
      readings[i].dataset.last ??= readings[i].textContent;
      if (!line || !line.steps.length) return;
      const near = nearest(line.steps, step);
      const value = line.values[near];
      readings[i].textContent = words(value);
      const name = readings[i].parentElement.querySelector(".name");
      said.push((name ? name.textContent + " " : "") + words(value));
      if (typeof value !== "number" || figure.dataset.scale === "log" && value <= 0) return;
      const [cx, cy] = place(figure, line.steps[near], value);
      marks.push(draw("circle", { class: lines[i].getAttribute("class").replace("curve", "dot-at"), cx, cy, r: 3.5 }));
    });
    hover.replaceChildren(...marks);
    figure.querySelector(".at").textContent = `Step ${step}`;
    svg.setAttribute("role", "slider");
    svg.setAttribute("aria-valuemin", figure.dataset.stepFrom);
    svg.setAttribute("aria-valuemax", figure.dataset.stepTo);
    svg.setAttribute("aria-valuenow", step);
    svg.setAttribute("aria-valuetext", `step ${step}: ${said.join(", ")}`);
  };

  const leave = (figure) => {
    figure.wanted = null;
    figure.step = undefined;
    figure.querySelector(".hover").replaceChildren();
    figure.querySelector(".at").textContent = "Last value";
    figure.querySelectorAll(".reading").forEach((one) => { if (one.dataset.last) one.textContent = one.dataset.last; });
  };

  const point = (event) => {
    const svg = event.target.closest?.(".plot svg");
    if (!svg) return;
    const d = svg.closest(".plot").dataset;
    const box = svg.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * WIDTH;
    const step = +d.stepFrom + (x - d.left) / (d.right - d.left) * (d.stepTo - d.stepFrom);
    read(svg, () => step);
  };
  document.addEventListener("pointermove", point);
  document.addEventListener("pointerdown", point);
  document.addEventListener("pointerout", (event) => {
    const figure = event.target.closest?.(".plot");
    if (figure && figure.querySelector("svg").contains(event.target) && !figure.querySelector("svg").contains(event.relatedTarget)) leave(figure);
  });
  document.addEventListener("focusout", (event) => {
    const svg = event.target.closest?.(".plot svg");
    if (svg) leave(svg.closest(".plot"));
  });

  const by = (steps, now, move) => {
    const at = now === undefined ? steps.length - 1 : nearest(steps, now);
    return steps[Math.min(steps.length - 1, Math.max(0, at + move))];
  };
  const KEYS = {
    ArrowLeft: (fast) => (steps, now) => by(steps, now, fast ? -10 : -1),
    ArrowRight: (fast) => (steps, now) => by(steps, now, fast ? 10 : 1),
    Home: () => (steps) => steps[0],
    End: () => (steps) => steps.at(-1),
  };
  document.addEventListener("keydown", (event) => {
    const svg = event.target.closest?.(".plot svg");
    if (!svg || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") return leave(svg.closest(".plot"));
    const move = KEYS[event.key];
    if (!move) return;
    event.preventDefault();
    read(svg, move(event.shiftKey));
  });

  // A link within the plots leads to the same page with other plots: only they are exchanged.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("[data-plots] a[data-swap]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.status);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.querySelectorAll("[data-plots]").forEach((old) => {
        const next = fresh.getElementById(old.id);
        if (next) old.replaceWith(next);
      });
      history.replaceState(null, "", link.href.replace(/#.*/, "") + location.hash);
      const again = document.getElementById(link.id);
      if (again) again.focus();
    } catch {
      location.assign(link.href);
    }
  });
})();
