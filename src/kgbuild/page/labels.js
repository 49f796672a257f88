// Names of edges, written along them where there is room: never over an entity or each other.
// vis-network would put every name in the middle of its edge, whatever lies there.

const NAME = { size: 11, least: 7.6, focused: 10.5, lift: 7.5, cell: 10 };
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

// What is taken, in cells of a coarse grid.
class Space {
  constructor() { this.taken = new Set(); }
  cells({ x, y, angle }, width) {
    const steps = Math.max(2, Math.ceil(width / NAME.cell));
    return Array.from({ length: steps + 1 }, (_, step) => {
      const along = (step / steps - 0.5) * width;
      return this.key(x + along * Math.cos(angle), y + along * Math.sin(angle));
    });
  }
  key(x, y) { return `${Math.round(x / NAME.cell)},${Math.round(y / NAME.cell)}`; }
  block({ left, right, top, bottom }) {
    for (let x = left - 3; x < right + 3 + NAME.cell; x += NAME.cell) {
      for (let y = top - 3; y < bottom + 3 + NAME.cell; y += NAME.cell) {
        this.taken.add(this.key(Math.min(x, right + 3), Math.min(y, bottom + 3)));
      }
    }
  }
  claim(cells) {
    if (cells.some((cell) => this.taken.has(cell))) return false;
    cells.forEach((cell) => this.taken.add(cell));
    return true;
  }
}

function writeNames(context) {
  const scale = network.getScale();
  const bright = focus();
  if (!bright && NAME.size * scale < NAME.least) return;
  const size = bright ? Math.max(NAME.size, NAME.focused / scale) : NAME.size;
  const positions = network.getPositions();
  const space = new Space();
  for (const node of nodes.get()) if (!node.hidden && (!bright || bright.nodes.has(node.id))) space.block(box(context, node, positions[node.id]));
  const shown = edges.get({ filter: (edge) => !edge.hidden && (!bright || bright.edges.has(edge.id)) });
  shown.sort((a, b) => b.claims.length - a.claims.length || (a.id < b.id ? -1 : 1));
  context.save();
  context.font = `${size}px ${css("--sans")}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = size / 3;
  context.strokeStyle = css("--paper");
  for (const edge of shown) {
    const text = phrase(edge);
    const width = context.measureText(text).width;
    const place = roomFor(width, middle(edge, positions[edge.from], positions[edge.to]), space);
    if (!place) continue;
    context.save();
    context.translate(place.x, place.y);
    context.rotate(place.angle);
    context.strokeText(text, 0, 0);
    context.fillStyle = css(`--${edge.status}`);
    context.fillText(text, 0, 0);
    context.restore();
  }
  context.restore();
}

// What an entity takes with its name beneath, as drawing.js sets it.
function box(context, { label: name, size }, { x, y }) {
  context.font = `14px ${css("--sans")}`;
  const lines = name.split("\n");
  const half = Math.max(size, ...lines.map((line) => context.measureText(line).width / 2));
  return { left: x - half, right: x + half, top: y - size, bottom: y + size + 4 + 16 * lines.length };
}

function roomFor(width, { x, y, angle, length }, space) {
  for (const [along, side] of PLACES) {
    const place = {
      x: x + along * length * Math.cos(angle) - side * NAME.lift * Math.sin(angle),
      y: y + along * length * Math.sin(angle) + side * NAME.lift * Math.cos(angle),
      angle,
    };
    const fits = width / 2 + Math.abs(along) * length < length / 2 - 14;
    if (fits && space.claim(space.cells(place, width))) return place;
  }
  return null;
}
