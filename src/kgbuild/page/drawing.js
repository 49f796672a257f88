// The drawing: vis-network on a canvas, in the colours of the style sheet.

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
// Without their labels, which labels.js writes.
const nodes = new vis.DataSet(DATA.nodes.map(({ label: name, ...node }) => ({ ...node, name })));
const edges = new vis.DataSet(DATA.edges.map(({ label: name, ...edge }) => ({ ...edge, name })));
const canvas = byId("canvas");
const STATUS_WIDTH = { asserted: 1.6, attributed: 1.5, planned: 1.9, negated: 1.6 };
let network = null;
let hovered = null;

function theme() {
  const groups = DATA.kinds.map((_, kind) => {
    const background = css(`--kind-${kind % 8}`);
    const color = { background, border: css("--node-border") };
    const strong = { background, border: css("--ink") };
    return { color: { ...color, highlight: strong, hover: strong } };
  });
  return {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    groups: Object.fromEntries(groups.map((group, kind) => [kind, group])),
    nodes: {
      borderWidth: 1.2,
      borderWidthSelected: 2.6,
    },
    edges: {
      arrows: { to: { scaleFactor: 0.55 }, middle: { scaleFactor: 0.62 } },
      arrowStrikethrough: false,
      selectionWidth: (width) => width + 1.2,
      hoverWidth: 0.8,
      selfReference: { size: 18, angle: Math.PI / 4 },
    },
    interaction: { hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, tooltipDelay: 1e9 },
  };
}

function draw() {
  network = new vis.Network(canvas, { nodes, edges }, theme());
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) selectNode(node);
    else if (edge !== undefined) selectClaims(edges.get(edge).claims, edge);
    else clear();
  });
  for (const [event, type] of [["hoverNode", "node"], ["hoverEdge", "edge"]]) {
    network.on(event, (about) => { hovered = { type, id: about[type] }; canvas.classList.add("over"); paint(); });
  }
  for (const event of ["blurNode", "blurEdge"]) {
    network.on(event, () => { hovered = null; canvas.classList.remove("over"); paint(); });
  }
  network.on("afterDrawing", writeNames);
  new ResizeObserver(() => network.redraw()).observe(canvas);
  fit();
}

// What stands out: the selection and what the pointer is on, with their neighbours.
function focus() {
  const seeds = [];
  if (hovered) seeds.push(hovered);
  if (state.selected?.type === "node") seeds.push({ type: "node", id: state.selected.id });
  if (state.selected?.edge) seeds.push({ type: "edge", id: state.selected.edge });
  if (!seeds.length) return null;
  const bright = { nodes: new Set(), edges: new Set(), loud: new Set() };
  for (const seed of seeds) {
    const around = seed.type === "edge" ? [edges.get(seed.id)] : edgesOf(seed.id);
    if (seed.type === "node") bright.nodes.add(seed.id);
    for (const edge of around.filter((one) => one && !one.hidden)) {
      bright.edges.add(edge.id);
      bright.nodes.add(edge.from).add(edge.to);
    }
  }
  return bright;
}

const edgesOf = (node) => edges.get({ filter: (edge) => edge.from === node || edge.to === node });

function paint() {
  const bright = focus();
  nodes.update(nodes.get().map((node) => {
    const dim = bright && !bright.nodes.has(node.id);
    return { id: node.id, opacity: dim ? 0.22 : 1 };
  }));
  edges.update(edges.get().map((edge) => {
    const dim = bright && !bright.edges.has(edge.id);
    const color = css(`--${edge.status}`);
    return {
      id: edge.id,
      width: STATUS_WIDTH[edge.status] + Math.min(edge.claims.length - 1, 4) * 0.5,
      color: { color, highlight: color, hover: color, opacity: dim ? 0.12 : bright ? 1 : 0.8, inherit: false },
    };
  }));
}

function filterDrawing() {
  const joined = new Set();
  edges.update(edges.get().map((edge) => {
    const hidden = !edge.claims.some((number) => isOn(DATA.claims[number]));
    if (!hidden) joined.add(edge.from).add(edge.to);
    return { id: edge.id, hidden };
  }));
  nodes.update(nodes.getIds().map((id) => ({ id, hidden: !joined.has(id) })));
  byId("nothing").hidden = joined.size > 0;
  paint();
}

// All that is shown, with a margin for the names, which vis-network does not know of.
function fit() {
  const shown = nodes.getIds({ filter: (node) => !node.hidden });
  if (!shown.length) return;
  network.fit({ nodes: shown, maxZoomLevel: 1.6, animation: false });
  network.moveTo({ scale: 0.94 * network.getScale(), animation: false });
}

function motion(wanted) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return wanted && !still && { duration: 350, easingFunction: "easeInOutQuad" };
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(4, Math.max(0.08, network.getScale() * factor)), animation: false });
}

function pan(right, down) {
  const { x, y } = network.getViewPosition();
  const step = 60 / network.getScale();
  network.moveTo({ position: { x: x + right * step, y: y + down * step } });
}

// On a small screen the panel covers the lower half: what was chosen moves above it.
function lookAt(ids, scale = network.getScale()) {
  const points = Object.values(network.getPositions(ids.filter((id) => nodes.get(id))));
  if (!points.length) return;
  const mean = (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const covered = matchMedia(SMALL).matches ? 0.28 * innerHeight : 0;
  network.moveTo({ position: { x: mean("x"), y: mean("y") }, offset: { x: 0, y: -covered }, scale, animation: motion(true) });
}

const SMALL = "(max-width: 720px)";

const KEYS = {
  ArrowLeft: () => pan(-1, 0),
  ArrowRight: () => pan(1, 0),
  ArrowUp: () => pan(0, -1),
  ArrowDown: () => pan(0, 1),
  "+": () => zoom(1.25),
  "=": () => zoom(1.25),
  "-": () => zoom(0.8),
  0: () => fit(),
};

function steer(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
}
