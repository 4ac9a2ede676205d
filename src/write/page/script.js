"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // The switch of languages keeps the reader at the same section.
  const place = () => {
    const sections = document.querySelectorAll(`.page[lang="${root.lang}"] section[id]`);
    for (const section of sections) {
      const box = section.getBoundingClientRect();
      if (box.bottom > 60) return box.top < window.innerHeight ? [section.id.slice(3), box.top] : null;
    }
    return null;
  };
  const show = (language) => {
    const before = window.scrollY > 60 ? place() : null;
    hide();
    root.lang = language;
    const title = document.querySelector("title");
    document.title = title.getAttribute("data-" + language);
    if (before) {
      const section = document.getElementById(language + "-" + before[0]);
      if (section) window.scrollBy({ top: section.getBoundingClientRect().top - before[1], behavior: "instant" });
    }
  };
  for (const button of document.querySelectorAll(".switch")) {
    button.addEventListener("click", () => {
      show(button.dataset.to);
      document.querySelector(`.page[lang="${root.lang}"] .switch`).focus({ preventScroll: true });
    });
  }
  // An address of a section in the other language opens it in that language.
  const follow = () => {
    const language = location.hash.slice(1, 3);
    const target = document.getElementById(location.hash.slice(1));
    if (target && (language === "nl" || language === "en") && language !== root.lang) {
      show(language);
      target.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", follow);

  // Numbers of a figure on demand: what lies under the pointer, or where the slider stands.
  const WIDTH = 1280;
  let shown = [];
  const hide = () => { shown.forEach((element) => element.remove()); shown = []; };
  const add = (plot, name) => {
    const element = document.createElement("div");
    element.className = name;
    element.setAttribute("aria-hidden", "true");
    plot.append(element);
    shown.push(element);
    return element;
  };
  const heightOf = (plot) => {
    const size = plot.querySelector("svg").viewBox.baseVal;
    return (WIDTH * size.height) / size.width;
  };
  const box = (plot, element, left, top, right, bottom) => {
    const height = heightOf(plot);
    element.style.left = `${(100 * left) / WIDTH}%`;
    element.style.top = `${(100 * top) / height}%`;
    if (right > left) element.style.width = `${(100 * (right - left)) / WIDTH}%`;
    element.style.height = `${(100 * (bottom - top)) / height}%`;
  };

  for (const figure of document.querySelectorAll("figure")) {
    const plot = figure.querySelector(".plot");
    const slider = figure.querySelector("input[type=range]");
    const table = figure.querySelector("table.numbers");
    if (!plot || !table) continue;
    const spots = JSON.parse(plot.dataset.spots);
    const rows = table.tBodies[0].rows;
    const heads = table.tHead.rows;
    const groups = heads.length > 1 ? [...heads[0].cells].slice(1).map((cell) => cell.textContent) : [""];
    const columns = [...heads[heads.length - 1].cells].map((cell) => cell.textContent);
    if (heads.length === 1) columns.shift();
    const count = columns.length / groups.length;
    const panels = spots.length > 0 && spots[0].length === 7;
    slider.max = String(Math.max(0, (panels ? rows.length : spots.length) - 1));

    const texts = (panel, row) => {
      const cells = rows[row].cells;
      const first = 1 + (groups.length > 1 ? panel * count : 0);
      return columns.slice(0, count).map((name, k) => [name, cells[first + k].textContent]);
    };
    const tip = (panel, row, x, y) => {
      const element = add(plot, "tip");
      const head = document.createElement("b");
      head.textContent = rows[row].cells[0].textContent;
      const list = document.createElement("table");
      for (const [name, value] of texts(panel, row)) {
        const line = list.insertRow();
        const label = document.createElement("th");
        label.textContent = name;
        line.append(label);
        line.insertCell().textContent = value;
      }
      element.append(head, list);
      // To the right of the place, or to its left where there is no room; never over the edge.
      const scale = plot.clientWidth / WIDTH;
      const left = x * scale + 14 + element.offsetWidth > plot.clientWidth ? x * scale - 14 - element.offsetWidth : x * scale + 14;
      const top = Math.min(y * scale, plot.clientHeight - element.offsetHeight - 4);
      element.style.left = `${Math.max(4, left)}px`;
      element.style.top = `${Math.max(4, top)}px`;
    };
    const across = ([left, , right, , , first, last], row) => left + ((row - first) / (last - first)) * (right - left);
    const cursors = (row) => {
      for (const spot of spots) {
        const x = across(spot, row);
        if (x >= spot[0] - 1 && x <= spot[2] + 1) box(plot, add(plot, "cursor"), x, spot[1], x, spot[3]);
      }
    };
    const mark = (spot) => box(plot, add(plot, "mark"), spot[0], spot[1], spot[2], spot[3]);

    plot.addEventListener("pointermove", (event) => {
      const frame = plot.getBoundingClientRect();
      const x = ((event.clientX - frame.left) / frame.width) * WIDTH;
      const y = ((event.clientY - frame.top) / frame.height) * heightOf(plot);
      hide();
      const spot = spots.find((s) => x >= s[0] - 2 && x <= s[2] + 2 && y >= s[1] && y <= s[3]);
      if (!spot) return;
      if (panels) {
        const [left, , right, , panel, first, last] = spot;
        const at = Math.round(first + ((x - left) / (right - left)) * (last - first));
        const row = Math.min(rows.length - 1, Math.max(0, at));
        cursors(row);
        tip(panel, row, across(spot, row), y);
      } else {
        mark(spot);
        tip(spot[4], spot[5], x, y + 16);
      }
    });
    plot.addEventListener("pointerleave", hide);
    const read = () => {
      hide();
      const at = Number(slider.value);
      let said;
      if (panels) {
        cursors(at);
        for (const spot of spots) tip(spot[4], at, across(spot, at), spot[1] + 8);
        said = spots.map((spot) => [groups[spot[4]], ...texts(spot[4], at).map((pair) => pair.join(" "))].join(": "));
        said.unshift(rows[at].cells[0].textContent);
      } else if (spots.length > 0) {
        const spot = spots[at];
        mark(spot);
        tip(spot[4], spot[5], spot[2], spot[1]);
        said = [groups[spot[4]], rows[spot[5]].cells[0].textContent, ...texts(spot[4], spot[5]).map((pair) => pair.join(" "))];
      }
      if (said) slider.setAttribute("aria-valuetext", said.filter(Boolean).join("; "));
    };
    slider.addEventListener("input", read);
    slider.addEventListener("focus", read);
    slider.addEventListener("blur", hide);

    const copy = figure.querySelector(".copy");
    copy.addEventListener("click", () => {
      const selection = window.getSelection();
      selection.removeAllRanges();
      const range = document.createRange();
      range.selectNode(table);
      selection.addRange(range);
      if (document.execCommand("copy")) {
        const text = copy.textContent;
        copy.textContent = copy.dataset.done;
        setTimeout(() => { copy.textContent = text; selection.removeAllRanges(); }, 1500);
      }
    });
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  follow();
})();
