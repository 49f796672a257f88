"use strict";
// The page's data, what is switched on, and small means to build elements of text.
// Names come from strangers: elements are made by el(), which makes text nodes of strings.

const DATA = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

const state = {
  statuses: new Set(DATA.statuses.map((status) => status.id)),
  kinds: new Set(DATA.kinds.map((_, number) => number)),
  relations: new Set(DATA.claims.map((claim) => claim.relation)),
  selected: null, // {type: "node" | "claims", ...}
};

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function plural(count, noun, many = noun + "s") {
  return `${count.toLocaleString("en")} ${count === 1 ? noun : many}`;
}

const entity = (id) => DATA.entities[id];
const label = (id) => entity(id).label;

function link(address, text) {
  if (!/^https?:\/\//i.test(address)) return el("span", {}, text);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

function isOn(claim) {
  return (
    state.statuses.has(claim.status) &&
    state.relations.has(claim.relation) &&
    state.kinds.has(entity(claim.subject).kind) &&
    state.kinds.has(entity(claim.object).kind)
  );
}

// ---- Signs: a line for each status, a shape for each kind, as the drawing has them.

function statusSign(status) {
  const sign = svg("svg", { viewBox: "0 0 34 12", class: `line ${status}`, "aria-hidden": "true" });
  sign.append(svg("path", { d: "M1 6h24" }), svg("path", { d: "m25 2.5 7 3.5-7 3.5z", class: "head" }));
  if (status === "negated") sign.append(svg("path", { d: "M13 1v10", class: "stop" }));
  return sign;
}

const OUTLINES = {
  dot: "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2z",
  square: "M3 3h10v10H3z",
  triangle: "M8 2l6.4 11.2H1.6z",
  triangleDown: "M8 14L1.6 2.8h12.8z",
  diamond: "M8 1l6.5 7L8 15 1.5 8z",
  hexagon: "M4.6 2h6.8L15 8l-3.6 6H4.6L1 8z",
  star: "M8 1l2 4.8 5.2.4-4 3.4 1.3 5L8 11.9l-4.5 2.7 1.3-5-4-3.4 5.2-.4z",
};

function kindSign(kind) {
  const { shape } = DATA.kinds[kind];
  const sign = svg("svg", { viewBox: "0 0 16 16", class: `shape kind-${kind % 8}`, "aria-hidden": "true" });
  sign.append(svg("path", { d: OUTLINES[shape] }));
  return sign;
}
