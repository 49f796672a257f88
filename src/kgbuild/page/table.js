// The table: every claim, for those who read rather than look, and for sorting.

const COLUMNS = [
  ["Subject", (claim) => label(claim.subject)],
  ["Relation", (claim) => claim.relation],
  ["Object", (claim) => label(claim.object)],
  ["Status", (claim) => claim.status],
  ["Sentence", (claim) => claim.sentence],
  ["Said by", (claim) => (claim.speaker ? label(claim.speaker) : "")],
  ["When", (claim) => claim.time ?? ""],
  ["Confidence", (claim) => claim.confidence],
  ["Source", (claim) => DATA.documents[claim.document].title],
];
const PAGE = 300;
const order = { column: null, down: false, rows: PAGE };

function head() {
  byId("table-head").replaceChildren(...COLUMNS.map(([name], column) => {
    const sorted = order.column === column ? (order.down ? "descending" : "ascending") : "none";
    return el("th", { scope: "col", "aria-sort": sorted },
      el("button", { type: "button", onclick: () => sortBy(column) }, name));
  }));
}

function sortBy(column) {
  order.down = order.column === column && !order.down;
  order.column = column;
  fill();
  byId("table-head").children[column].firstChild.focus();
}

function fill() {
  head();
  const rows = DATA.claims.map((claim, number) => ({ claim, number })).filter(({ claim }) => isOn(claim));
  if (order.column !== null) {
    const value = COLUMNS[order.column][1];
    const sign = order.down ? -1 : 1;
    rows.sort((a, b) => sign * compare(value(a.claim), value(b.claim)) || a.number - b.number);
  }
  byId("table-body").replaceChildren(...rows.slice(0, order.rows).map(row));
  byId("table-more").hidden = rows.length <= order.rows;
  byId("table-caption").replaceChildren(`${plural(rows.length, "claim")} of ${DATA.claims.length}`);
  markRows();
}

function compare(one, other) {
  return typeof one === "number" ? one - other : one.localeCompare(other, "en", { numeric: true });
}

function row({ claim, number }) {
  const open = () => selectClaims([number]);
  return el("tr", { "data-number": number, onclick: open },
    el("th", { scope: "row" }, el("button", { type: "button", class: "entity" }, kindSign(entity(claim.subject).kind), el("span", {}, label(claim.subject)))),
    el("td", { class: "rel" }, claim.relation),
    el("td", {}, el("span", { class: "entity" }, kindSign(entity(claim.object).kind), el("span", {}, label(claim.object)))),
    el("td", { class: `state ${claim.status}` }, statusSign(claim.status), claim.status),
    el("td", { class: "quote" }, quotation(claim)),
    el("td", {}, claim.speaker ? label(claim.speaker) : ""),
    el("td", { class: "num" }, claim.time ?? ""),
    el("td", { class: "num" }, `${Math.round(claim.confidence * 100)} %`),
    el("td", { class: "from" }, DATA.documents[claim.document].title));
}

function markRows() {
  const chosen = new Set(state.selected?.numbers ?? []);
  for (const element of byId("table-body").children) {
    element.classList.toggle("chosen", chosen.has(Number(element.dataset.number)));
  }
}
