// Filters, search and views: what the controls around the drawing do.

function tally(value) {
  const counts = new Map();
  for (const claim of DATA.claims) for (const key of [value(claim)].flat()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function filterRow(set, key, sign, text, count, hint) {
  const box = el("input", { type: "checkbox", checked: true, onchange: () => { toggle(set, key, box.checked); } });
  box.dataset.key = String(key);
  const only = el("button", { type: "button", class: "only", "aria-label": `Only ${text}`, onclick: () => onlyThis(set, key) }, "only");
  return el("li", {}, el("label", { title: hint ?? "" }, box, sign, el("span", { class: "text" }, text), el("span", { class: "count" }, String(count))), only);
}

function toggle(set, key, on) {
  if (on) state[set].add(key); else state[set].delete(key);
  refresh();
}

function onlyThis(set, key) {
  const alone = state[set].size === 1 && state[set].has(key);
  state[set] = new Set(alone ? everything[set] : [key]);
  refresh();
}

const everything = { statuses: [...state.statuses], kinds: [...state.kinds], relations: [...state.relations] };

function buildFilters() {
  const statuses = tally((claim) => claim.status);
  byId("status-filter").append(...DATA.statuses.map(({ id, meaning }) =>
    filterRow("statuses", id, statusSign(id), id, statuses.get(id) ?? 0, meaning)));
  const drawn = new Map();
  for (const node of DATA.nodes) drawn.set(Number(node.group), (drawn.get(Number(node.group)) ?? 0) + 1);
  byId("kind-filter").append(...DATA.kinds.map((kind, number) =>
    filterRow("kinds", number, kindSign(number), kind.label, drawn.get(number) ?? 0)));
  const relations = [...tally((claim) => claim.relation)].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  byId("relation-filter").append(...relations.map(([name, count]) => filterRow("relations", name, null, name, count)));
  for (const button of document.querySelectorAll("[data-all]")) {
    button.addEventListener("click", () => { state[button.dataset.all] = new Set(everything[button.dataset.all]); refresh(); });
  }
}

function refresh() {
  for (const [set, id] of [["statuses", "status-filter"], ["kinds", "kind-filter"], ["relations", "relation-filter"]]) {
    for (const box of byId(id).querySelectorAll("input")) {
      box.checked = state[set].has(set === "kinds" ? Number(box.dataset.key) : box.dataset.key);
    }
    const all = document.querySelector(`[data-all="${set}"]`);
    if (all) all.hidden = state[set].size === everything[set].length;
  }
  order.rows = PAGE;
  filterDrawing();
  fill();
}

// ---- Search

const search = byId("search");
const suggestions = byId("suggestions");
let active = -1;

function found(text) {
  const wanted = text.trim().toLocaleLowerCase("en");
  if (!wanted) return [];
  return Object.entries(DATA.entities).map(([id, about]) => {
    const names = [about.label, ...about.aliases];
    const name = names.find((one) => one.toLocaleLowerCase("en").includes(wanted));
    if (name === undefined) return null;
    const starts = name.toLocaleLowerCase("en").startsWith(wanted);
    return { id, name, rank: (starts ? 0 : 1) + (name === about.label ? 0 : 0.5) };
  }).filter(Boolean).sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name)).slice(0, 8);
}

function suggest() {
  active = -1;
  const hits = found(search.value);
  suggestions.replaceChildren(...hits.map(({ id, name }, number) =>
    el("li", { role: "option", id: `option-${number}`, "data-id": id, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); choose(id); } },
      kindSign(entity(id).kind), el("span", {}, label(id)), name !== label(id) && el("small", {}, name))));
  if (!hits.length && search.value.trim()) suggestions.append(el("li", { class: "none" }, "No entity of that name"));
  expand(search.value.trim() !== "");
}

function expand(open) {
  suggestions.hidden = !open;
  search.setAttribute("aria-expanded", String(open));
  if (!open) search.removeAttribute("aria-activedescendant");
}

function step(by) {
  const options = [...suggestions.querySelectorAll("[role=option]")];
  if (!options.length) return;
  active = (active + by + options.length) % options.length;
  options.forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
  search.setAttribute("aria-activedescendant", options[active].id);
}

function choose(id) {
  search.value = "";
  expand(false);
  search.blur();
  selectNode(id);
  lookAt([id], Math.max(0.9, network.getScale()));
}

function typed(event) {
  const options = suggestions.querySelectorAll("[role=option]");
  const moves = { ArrowDown: () => step(1), ArrowUp: () => step(active < 0 ? 0 : -1) };
  if (event.key in moves) { event.preventDefault(); moves[event.key](); }
  else if (event.key === "Enter" && options.length) choose(options[Math.max(0, active)].dataset.id);
  else if (event.key === "Escape") { event.stopPropagation(); search.value = ""; expand(false); search.blur(); }
}

// ---- Views

function view(name) {
  document.body.dataset.view = name;
  byId("graph-view").hidden = name !== "graph";
  byId("table-view").hidden = name !== "table";
  for (const one of ["graph", "table"]) byId(`view-${one}`).setAttribute("aria-pressed", String(one === name));
}

function toggleFilters() {
  const open = document.body.toggleAttribute("data-filters");
  byId("filters-toggle").setAttribute("aria-expanded", String(open));
}

function shortcut(event) {
  const typing = event.target instanceof HTMLInputElement && event.target.type === "text";
  if (event.key === "Escape") { document.body.removeAttribute("data-filters"); clear(); }
  if (event.key === "/" && !typing) { event.preventDefault(); search.focus(); }
}

function start() {
  byId("counts").append(`${plural(DATA.nodes.length, "entity", "entities")} · ${plural(DATA.claims.length, "claim")} · ${plural(Object.keys(DATA.documents).length, "source")}`);
  draw();
  buildFilters();
  refresh();
  show(overview());
  search.addEventListener("input", suggest);
  search.addEventListener("keydown", typed);
  search.addEventListener("blur", () => expand(false));
  canvas.addEventListener("keydown", steer);
  document.addEventListener("keydown", shortcut);
  byId("zoom-in").addEventListener("click", () => zoom(1.25));
  byId("zoom-out").addEventListener("click", () => zoom(0.8));
  byId("zoom-fit").addEventListener("click", () => fit());
  byId("view-graph").addEventListener("click", () => view("graph"));
  byId("view-table").addEventListener("click", () => view("table"));
  byId("skip").addEventListener("click", () => { view("table"); byId("table-view").focus(); });
  byId("filters-toggle").addEventListener("click", toggleFilters);
  byId("table-more").addEventListener("click", () => { order.rows += PAGE; fill(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { network.setOptions(theme()); paint(); });
}

start();
