// Names, as a map writes them: of a legible size at any zoom, the important first, and none
// over another. Edges are named along their line. vis-network would write them all.

const NODE = { size: 14, least: 11, line: 1.15, drop: 3 };
const EDGE = { size: 11, least: 9, focused: 10.5, lift: 7.5, smallest: 0.5 };
const CELL = 9; // pixels
// Where along an edge, in parts of its length from the middle, and on which side of it.
const PLACES = [0, 0.12, -0.12, 0.22, -0.22].flatMap((along) => [[along, -1], [along, 1]]);

// An edge's words say its status too, for those who cannot tell a dash from a dot.
function phrase(edge) {
  const times = edge.claims.length > 1 ? ` ×${edge.claims.length}` : "";
  const before = { negated: "not ", planned: "planned: ", attributed: "said: " }[edge.status] ?? "";
  return before + DATA.claims[edge.claims[0]].relation + times;
}

// The middle of an edge and its direction there. A curve is a parabola through one point,
// found as vis-network finds it, and runs in its middle as the straight line would.
function middle(edge, from, to) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  let x = (from.x + to.x) / 2;
  let y = (from.y + to.y) / 2;
  if (edge.smooth) {
    const bend = (edge.smooth.type === "curvedCW" ? 1 : -1) * edge.smooth.roundness;
    const reach = 0.5 * bend + 0.5;
    const turned = Math.atan2(from.y - to.y, to.x - from.x) + reach * Math.PI;
    x = x / 2 + (from.x + reach * length * Math.sin(turned)) / 2;
    y = y / 2 + (from.y + reach * length * Math.cos(turned)) / 2;
  }
  return { x, y, angle: Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle, length };
}

// What is taken and by whom, in cells of a grid that is as coarse as the view.
class Space {
  constructor(cell) { this.cell = cell; this.taken = new Map(); }
  key(x, y) { return `${Math.round(x / this.cell)},${Math.round(y / this.cell)}`; }
  along({ x, y, angle }, width) {
    const steps = Math.max(2, Math.ceil(width / this.cell));
    return Array.from({ length: steps + 1 }, (_, step) => {
      const far = (step / steps - 0.5) * width;
      return this.key(x + far * Math.cos(angle), y + far * Math.sin(angle));
    });
  }
  within({ left, right, top, bottom }) {
    const cells = [];
    for (let x = left; x < right + this.cell; x += this.cell) {
      for (let y = top; y < bottom + this.cell; y += this.cell) cells.push(this.key(Math.min(x, right), Math.min(y, bottom)));
    }
    return cells;
  }
  isFree(cells, owner) { return cells.every((cell) => (this.taken.get(cell) ?? owner) === owner); }
  take(cells, owner) { cells.forEach((cell) => this.taken.set(cell, owner)); }
}

function writeNames(context) {
  const space = new Space(CELL / network.getScale());
  const bright = focus();
  const positions = network.getPositions();
  context.save();
  context.textAlign = "center";
  context.lineJoin = "round";
  context.strokeStyle = css("--paper");
  nameNodes(context, space, bright, positions);
  nameEdges(context, space, bright, positions);
  context.restore();
}

function nameNodes(context, space, bright, positions) {
  const shown = nodes.get({ filter: (node) => !node.hidden });
  const isBright = (node) => !bright || bright.nodes.has(node.id);
  const size = Math.max(NODE.size, NODE.least / network.getScale());
  context.font = `${size}px ${css("--sans")}`;
  context.textAlign = "left";
  context.textBaseline = "top";
  context.lineWidth = size / 3.5;
  shown.sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
  for (const [group, color] of [[shown.filter(isBright), css("--ink")], [shown.filter((node) => !isBright(node)), css("--faint")]]) {
    context.fillStyle = color;
    for (const { id, size: radius } of group) {
      const { x, y } = positions[id];
      space.take(space.within({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }), id);
    }
    for (const node of group) nameNode(context, space, node, positions[node.id], size);
  }
  context.textAlign = "center";
}

// Below the shape, or else above, right or left of it; what is pointed at is always named.
function nameNode(context, space, node, { x, y }, size) {
  const lines = node.name.split("\n");
  const widths = lines.map((line) => context.measureText(line).width);
  const [width, height] = [Math.max(...widths), lines.length * size * NODE.line];
  const off = node.size + NODE.drop;
  const places = [[x - width / 2, y + off], [x - width / 2, y - off - height], [x + off, y - height / 2], [x - off - width, y - height / 2]];
  const cells = ([left, top]) => space.within({ left: left + 2, right: left + width - 2, top: top + 2, bottom: top + height - 4 });
  const wanted = state.selected?.id === node.id || hovered?.id === node.id;
  const place = places.find((one) => space.isFree(cells(one), node.id)) ?? (wanted ? places[0] : null);
  if (!place) return;
  space.take(cells(place), node.id);
  lines.forEach((line, number) => {
    const at = [place[0] + (width - widths[number]) / 2, place[1] + number * size * NODE.line];
    context.strokeText(line, ...at);
    context.fillText(line, ...at);
  });
}

function nameEdges(context, space, bright, positions) {
  const scale = network.getScale();
  if (!bright && scale < EDGE.smallest) return;
  const size = Math.max(EDGE.size, (bright ? EDGE.focused : EDGE.least) / scale);
  const shown = edges.get({ filter: (edge) => !edge.hidden && (!bright || bright.edges.has(edge.id)) });
  shown.sort((a, b) => b.claims.length - a.claims.length || (a.id < b.id ? -1 : 1));
  context.font = `${size}px ${css("--sans")}`;
  context.textBaseline = "middle";
  context.lineWidth = size / 3;
  for (const edge of shown) {
    const text = phrase(edge);
    const line = middle(edge, positions[edge.from], positions[edge.to]);
    const alone = shown.length === 1;
    const place = roomFor(context.measureText(text).width, size, line, space, edge.id) ?? (alone && line);
    if (!place) continue;
    context.save();
    context.translate(place.x, place.y);
    context.rotate(place.angle);
    context.strokeText(text, 0, 0);
    context.fillStyle = css(`--${edge.status}`);
    context.fillText(text, 0, 0);
    context.restore();
  }
}

function roomFor(width, size, { x, y, angle, length }, space, owner) {
  const lift = (EDGE.lift * size) / EDGE.size;
  for (const [along, side] of PLACES) {
    const place = {
      x: x + along * length * Math.cos(angle) - side * lift * Math.sin(angle),
      y: y + along * length * Math.sin(angle) + side * lift * Math.cos(angle),
      angle,
    };
    const cells = space.along(place, width);
    if (width / 2 + Math.abs(along) * length < length / 2 - 12 && space.isFree(cells, owner)) {
      space.take(cells, owner);
      return place;
    }
  }
  return null;
}
