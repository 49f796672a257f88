// The panel: an overview, an entity with its claims, or claims with their evidence.

const panel = byId("panel");

function show(...children) {
  panel.replaceChildren(...children.flat().filter(Boolean));
  panel.scrollTop = 0;
}

function selectNode(id) {
  state.selected = { type: "node", id };
  document.body.dataset.open = "";
  show(entityView(id));
  mark();
  if (matchMedia(SMALL).matches) lookAt([id]);
}

function selectClaims(numbers, edge = edgeOf(numbers[0])) {
  state.selected = { type: "claims", numbers, edge };
  document.body.dataset.open = "";
  show(claimsView(numbers));
  mark();
  if (matchMedia(SMALL).matches) lookAt([DATA.claims[numbers[0]].subject, DATA.claims[numbers[0]].object]);
}

function clear() {
  state.selected = null;
  delete document.body.dataset.open;
  show(overview());
  mark();
}

function mark() {
  const { selected } = state;
  network.setSelection({
    nodes: selected?.type === "node" && nodes.get(selected.id) ? [selected.id] : [],
    edges: selected?.edge ? [selected.edge] : [],
  }, { highlightEdges: false });
  paint();
  markRows();
}

const edgeOf = (number) => edges.get({ filter: (edge) => edge.claims.includes(number) })[0]?.id ?? null;

// ---- Overview

function overview() {
  const degrees = new Map();
  for (const claim of DATA.claims) {
    for (const id of [claim.subject, claim.object]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  }
  const busiest = [...degrees].sort((a, b) => b[1] - a[1] || label(a[0]).localeCompare(label(b[0]))).slice(0, 8);
  const most = busiest.length ? busiest[0][1] : 1;
  const spare = Object.keys(DATA.entities).length - DATA.nodes.length;
  return el("div", { class: "view" },
    el("p", { class: "hint" }, "Click an edge to read the sentence behind it, or an entity for all that is said of it."),
    DATA.nodes.length === 400 && spare > 0 &&
      el("p", { class: "hint" }, `The ${DATA.nodes.length} best connected entities are drawn; the table lists every claim.`),
    el("section", {},
      el("h2", {}, "Most is said of"),
      el("ol", { class: "busiest" }, busiest.map(([id, count]) =>
        el("li", {}, entityButton(id), meter(count / most, plural(count, "claim")), el("span", { class: "count" }, String(count)))))),
    el("section", {},
      el("h2", {}, plural(Object.keys(DATA.documents).length, "source")),
      el("ul", { class: "sources" }, Object.entries(DATA.documents).map(([id, document]) => {
        const count = DATA.claims.filter((claim) => claim.document === id).length;
        return el("li", {}, source(document), el("span", { class: "count" }, plural(count, "claim")));
      }))));
}

function meter(share, meaning) {
  const bar = svg("svg", { class: "meter", viewBox: "0 0 100 4", preserveAspectRatio: "none", role: "img", "aria-label": meaning });
  bar.append(svg("rect", { width: 100, height: 4, class: "track" }), svg("rect", { width: 100 * share, height: 4 }));
  return bar;
}

function source(document) {
  const by = [document.creator, document.publisher, document.date].filter(Boolean).join(" · ");
  return el("div", { class: "source" },
    el("cite", {}, document.source ? link(document.source, document.title) : document.title),
    by && el("span", { class: "by" }, by));
}

// ---- An entity

function entityView(id) {
  const about = entity(id);
  const said = DATA.claims.map((claim, number) => ({ claim, number }))
    .filter(({ claim }) => claim.subject === id || claim.object === id);
  const spoken = DATA.claims.map((claim, number) => ({ claim, number })).filter(({ claim }) => claim.speaker === id);
  return el("div", { class: "view" },
    closing(),
    el("div", { class: "title" }, kindSign(about.kind),
      el("div", {}, el("h2", {}, about.label), el("p", { class: "type" }, about.types.join(", ")))),
    about.aliases.length > 0 && el("p", { class: "aliases" }, el("span", {}, "Also "), about.aliases.join(" · ")),
    about.matches.length > 0 && el("p", { class: "matches" }, about.matches.map((match) => link(match, matchName(match)))),
    grouped(said, id),
    spoken.length > 0 && el("section", { class: "group" },
      el("h3", {}, "says"), el("ul", { class: "claims" }, spoken.map(({ claim, number }) => claimRow(claim, number, sentenceOf(claim))))));
}

const sentenceOf = (claim) => `${label(claim.subject)} ${claim.relation} ${label(claim.object)}`;

function matchName(address) {
  const known = /^https?:\/\/www\.wikidata\.org\/(?:entity|wiki)\/(Q\d+)$/.exec(address);
  return known ? `Wikidata ${known[1]}` : address.replace(/^https?:\/\//, "");
}

// Relations in which the entity acts come first, then those in which it is acted on.
function grouped(said, id) {
  const groups = new Map();
  for (const item of said) {
    const forth = item.claim.subject === id;
    const key = `${forth ? 0 : 1}${item.claim.relation}`;
    if (!groups.has(key)) groups.set(key, { forth, relation: item.claim.relation, items: [] });
    groups.get(key).items.push(item);
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([, { forth, relation, items }]) =>
    el("section", { class: "group" },
      el("h3", {}, el("span", { class: "arrow", "aria-label": forth ? "" : "is the object of" }, forth ? "" : "← "), relation),
      el("ul", { class: "claims" }, items.map(({ claim, number }) =>
        claimRow(claim, number, label(forth ? claim.object : claim.subject))))));
}

function claimRow(claim, number, text) {
  const off = !isOn(claim);
  return el("li", {},
    el("button", { type: "button", class: off ? "row off" : "row", onclick: () => selectClaims([number]) },
      statusSign(claim.status), el("span", { class: "what" }, text),
      el("span", { class: "when" }, claim.time ?? ""), el("span", { class: "unseen" }, ` (${claim.status})`)));
}

function entityButton(id) {
  return el("button", { type: "button", class: "entity", onclick: (event) => { event.stopPropagation(); selectNode(id); lookAt([id]); } },
    kindSign(entity(id).kind), el("span", {}, label(id)));
}

function closing() {
  return el("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Esc)", onclick: clear }, "×");
}

// ---- Claims and their evidence

function claimsView(numbers) {
  const first = DATA.claims[numbers[0]];
  return el("div", { class: "view" },
    closing(),
    el("div", { class: "triple" },
      entityButton(first.subject),
      el("p", { class: "relation" }, statusSign(first.status), el("strong", {}, first.relation)),
      entityButton(first.object)),
    el("p", { class: `status ${first.status}` }, el("b", {}, first.status), " – ",
      DATA.statuses.find((status) => status.id === first.status).meaning),
    el("h3", { class: "evidence-title" }, numbers.length > 1 ? `${numbers.length} sentences say so` : "Evidence"),
    numbers.map((number) => evidence(DATA.claims[number])));
}

function evidence(claim) {
  const document = DATA.documents[claim.document];
  return el("article", { class: "evidence" },
    el("blockquote", {}, quotation(claim)),
    el("dl", {},
      claim.speaker && [el("dt", {}, "Said by"), el("dd", {}, entityButton(claim.speaker))],
      claim.time && [el("dt", {}, "When"), el("dd", {}, el("time", { datetime: claim.time }, day(claim.time)))],
      el("dt", {}, "Confidence"),
      el("dd", { class: "confidence" }, meter(claim.confidence, "Confidence"), `${Math.round(claim.confidence * 100)} %`),
      claim.extractors.length > 0 && [el("dt", {}, "Found by"), el("dd", {}, claim.extractors.join(", "))],
      el("dt", {}, "Source"),
      el("dd", {}, source(document), el("span", { class: "offsets" }, `characters ${claim.span[0]}–${claim.span[1]}`))));
}

function day(time) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(time);
  if (!parts) return time;
  const style = { year: "numeric", month: parts[2] && "long", day: parts[3] && "numeric", timeZone: "UTC" };
  const [year, month, date] = parts.slice(1).map((part) => Number(part ?? 1));
  return new Intl.DateTimeFormat("en-GB", style).format(new Date(Date.UTC(year, month - 1, date)));
}

// The sentence cut at every start and end of a mark; marks may overlap.
function quotation(claim) {
  const { sentence, marks } = claim;
  const cuts = [...new Set([0, sentence.length, ...marks.flatMap(([, start, end]) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, position) => {
    const start = cuts[position];
    const roles = marks.filter(([, from, to]) => from <= start && end <= to).map(([role]) => role);
    const text = sentence.slice(start, end);
    return roles.length ? el("mark", { class: roles.join(" "), title: roles.join(", ") }, text) : text;
  });
}
