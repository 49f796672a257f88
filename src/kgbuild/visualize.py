"""A graph as one page: everything it needs is in it, and no request leaves it.

pyvis holds the nodes and edges, vis-network draws them; the page around them is ours,
since pyvis's own loads from elsewhere and runs script that a name may hold.
"""

from __future__ import annotations

import base64
import hashlib
import json
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

import jinja2
from rdflib import Graph, URIRef

from kgbuild import network
from kgbuild.errors import GraphError
from kgbuild.graph import from_graph
from kgbuild.graph.flat import end_id, end_label, term_label
from kgbuild.model import Claim, Date, Document, Entity, Status
from kgbuild.vocab import OWL, RDF, RDFS

MOST_NODES: Final = 400
"""How many entities are drawn, the best connected first; the table lists every claim."""

MOST_KINDS: Final = 12
"""How many kinds of entity the legend tells apart."""

STATUSES: Final[Mapping[Status, str]] = MappingProxyType(
    {
        Status.ASSERTED: "the text says so",
        Status.ATTRIBUTED: "the text reports someone saying so",
        Status.PLANNED: "intended, asked for, or possible",
        Status.NEGATED: "the text says it is not so",
    }
)
"""The legend's words for each status, in its order."""

SHAPES: Final = ("dot", "square", "triangle", "diamond", "hexagon", "triangleDown", "star")
"""A shape for each kind, besides its colour."""

_DASHES: Final[Mapping[Status, tuple[int, int] | bool]] = MappingProxyType(
    {
        Status.ASSERTED: False,
        Status.ATTRIBUTED: (9, 5),
        Status.PLANNED: (2, 5),
        Status.NEGATED: False,
    }
)
_SCRIPTS: Final = ("model.js", "labels.js", "drawing.js", "panel.js", "table.js", "main.js")
_LINE: Final = 22  # characters of a label before it is wrapped
_WORTH_SPLITTING: Final = 0.12  # share of all entities
_BEND: Final = 0.16  # how far parallel edges keep apart, in parts of their length

Ends = Mapping[str, Entity | Date]


def page(graph: Graph, *, title: str = "Knowledge graph") -> str:
    """Return a graph as an HTML page that shows it, each edge with its evidence.

    Whatever a text or name holds stays text: it travels as JSON, and the page's script
    makes text nodes of it. Raises GraphError where a claim lacks a part.
    """
    library, style = _library(), _text("style.css")
    script = "\n".join(map(_text, _SCRIPTS))
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.from_string(_text("template.html")).render(
        title=title,
        policy=_policy(scripts=(library, script), styles=(style,)),
        library=library,
        script=script,
        style=style,
        payload=_json(_payload(graph)),
    )


def _payload(graph: Graph) -> dict[str, Any]:
    """Return all that the page's script needs to know."""
    documents, claims = from_graph(graph)
    texts = {document.id: document.text for document in documents}
    ends = _ends(claims)
    labels, kinds = _kinds(graph, ends)
    nodes, edges = _drawing(graph, claims, ends, kinds)
    return {
        "nodes": nodes,
        "edges": edges,
        "entities": {key: _entity(graph, end) | {"kind": kinds[key]} for key, end in ends.items()},
        "claims": [_claim(graph, claim, texts[claim.document]) for claim in claims],
        "documents": {document.id: _document(document) for document in documents},
        "kinds": [
            {"label": label, "shape": SHAPES[number % len(SHAPES)]}
            for number, label in enumerate(labels)
        ],
        "statuses": [{"id": status, "meaning": text} for status, text in STATUSES.items()],
    }


def _ends(claims: Iterable[Claim]) -> dict[str, Entity | Date]:
    """Return the ends and speakers of claims, by what tells them apart."""
    found = {
        end_id(end): end
        for claim in claims
        for end in (claim.subject, claim.object, claim.speaker)
        if end is not None
    }
    return dict(sorted(found.items()))


def _entity(graph: Graph, end: Entity | Date) -> dict[str, Any]:
    if isinstance(end, Date):
        return {"label": end.value, "types": ["date"], "aliases": [], "matches": []}
    types = [term_label(graph, kind) for kind in end.types]
    return {"label": end.label, "types": types, "aliases": end.aliases, "matches": end.matches}


def _claim(graph: Graph, claim: Claim, text: str) -> dict[str, Any]:
    start = claim.sentence.start
    marks = (
        ("subject", claim.subject_span),
        ("predicate", claim.predicate_span),
        ("object", claim.object_span),
    )
    return {
        "subject": end_id(claim.subject),
        "relation": term_label(graph, claim.relation),
        "object": end_id(claim.object),
        "status": claim.status,
        "speaker": claim.speaker.iri if claim.speaker else None,
        "time": claim.time.value if claim.time else None,
        "confidence": claim.confidence,
        "extractors": claim.extractors,
        "document": claim.document,
        "sentence": claim.sentence.of(text),
        "span": [start, claim.sentence.end],
        "marks": [[role, _units(text[start : span.start]), _units(text[start : span.end])]
                  for role, span in marks],
    }  # fmt: skip


def _units(text: str) -> int:
    """Return the length of a text as JavaScript counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _document(document: Document) -> dict[str, str | None]:
    return {
        "title": document.title or document.id,
        "creator": document.creator,
        "publisher": document.publisher,
        "date": document.date,
        "source": document.source,
    }


def _kinds(graph: Graph, ends: Ends) -> tuple[list[str], dict[str, int]]:
    """Return the kinds that the legend shows, commonest first, and the kind of each end.

    The ontology's topmost classes, of which the largest is split into those below it for
    as long as the legend has room.
    """
    paths = {key: _path(graph, end) for key, end in ends.items()}
    kinds = {key: path[0] for key, path in paths.items()}
    while (finer := _finer(kinds, paths)) is not None:
        kinds = finer
    counts = Counter(kinds.values())
    ranked = sorted(counts, key=lambda kind: (-counts[kind], kind))
    numbers = {kind: number for number, kind in enumerate(ranked)}
    labels = [term_label(graph, kind) for kind in ranked]
    return labels, {key: numbers[kind] for key, kind in kinds.items()}


def _finer(kinds: Mapping[str, str], paths: Mapping[str, Sequence[str]]) -> dict[str, str] | None:
    """Return the kinds with the largest that can be split in place of itself, or None."""
    counts = Counter(kinds.values())
    for kind, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        split = {
            key: next((sub for above, sub in pairwise(paths[key]) if above == own), own)
            if own == kind
            else own
            for key, own in kinds.items()
        }
        fits = len(set(split.values())) <= MOST_KINDS
        if split != kinds and fits and count > _WORTH_SPLITTING * len(kinds):
            return split
    return None


def _path(graph: Graph, end: Entity | Date) -> list[str]:
    """Return the classes of an end, from the topmost down to its own."""
    if isinstance(end, Date):
        return ["date"]
    paths = [_above(graph, kind) for kind in sorted(end.types)]
    return max(paths, key=len, default=["other"])


def _above(graph: Graph, kind: str) -> list[str]:
    path = [kind]
    while parents := sorted(map(str, graph.objects(URIRef(path[0]), RDFS.subClassOf))):
        if parents[0] in path:
            break
        path.insert(0, parents[0])
    return path


def _drawing(
    graph: Graph, claims: Sequence[Claim], ends: Ends, kinds: Mapping[str, int]
) -> tuple[list[Any], list[Any]]:
    """Return the nodes and edges as pyvis holds them, placed and styled by meaning."""
    from pyvis.network import Network

    whole = network.to_networkx(graph)
    degrees = network.degrees(whole)
    best = sorted(degrees, key=lambda node: (-degrees[node], node))[:MOST_NODES]
    shown = whole.subgraph(best)
    labels = {node: _wrapped(end_label(ends[node])) for node in best}
    radii = {node: round(8 + 3.2 * min(degrees[node], 25) ** 0.5, 1) for node in best}
    places = network.layout(shown, sizes={node: _size(labels[node], radii[node]) for node in best})
    drawing = Network(directed=True)
    for node in sorted(best):
        x, y = places[node]
        shape = SHAPES[kinds[node] % len(SHAPES)]
        drawing.add_node(
            node, labels[node], shape, group=str(kinds[node]), x=x, y=y, size=radii[node]
        )
    for edge in _edges(graph, claims, shown=set(best)):
        drawing.add_edge(edge.pop("from"), edge.pop("to"), **edge)
    return drawing.nodes, drawing.edges


def _wrapped(label: str) -> str:
    """Return a label in at most two short lines, its end cut where there is more."""
    lines = textwrap.wrap(label, _LINE, max_lines=2, placeholder=" …") or [label[:_LINE]]
    return "\n".join(lines)


def _size(label: str, radius: float) -> network.Size:
    """Return the width and height of a node with its label beneath, in pixels."""
    lines = label.split("\n")
    return max(2 * radius, 7.4 * max(map(len, lines))), 2 * radius + 17.0 * len(lines) + 4


def _edges(graph: Graph, claims: Sequence[Claim], *, shown: set[str]) -> Iterator[dict[str, Any]]:
    """Yield an edge for all claims of the same triple and status, parallels bent apart."""
    groups: defaultdict[tuple[str, str], defaultdict[tuple[str, str, str, Status], list[int]]]
    groups = defaultdict(lambda: defaultdict(list))
    for number, claim in enumerate(claims):
        one, other = end_id(claim.subject), end_id(claim.object)
        if {one, other} <= shown:
            if other < one and _is_symmetric(graph, claim.relation):
                one, other = other, one
            pair = (min(one, other), max(one, other))
            groups[pair][one, other, claim.relation, claim.status].append(number)
    for edges in groups.values():
        for position, (key, numbers) in enumerate(sorted(edges.items())):
            one, other, relation, status = key
            bend = _BEND * (position - (len(edges) - 1) / 2) * (1 if one < other else -1)
            yield {
                "from": one,
                "to": other,
                "id": f"edge-{numbers[0]}",
                "label": term_label(graph, relation),
                "status": status,
                "claims": numbers,
                "dashes": _DASHES[status],
                "arrows": _arrows(status, symmetric=_is_symmetric(graph, relation)),
                "smooth": _curve(bend),
            }


def _is_symmetric(graph: Graph, relation: str) -> bool:
    return (URIRef(relation), RDF.type, OWL.SymmetricProperty) in graph


def _arrows(status: Status, *, symmetric: bool) -> dict[str, Any]:
    """Return an arrow at the object's end, and across a denied edge a bar."""
    arrows: dict[str, Any] = {"to": {"enabled": not symmetric}}
    if status is Status.NEGATED:
        arrows["middle"] = {"enabled": True, "type": "bar"}
    return arrows


def _curve(bend: float) -> dict[str, Any] | bool:
    if not bend:
        return False
    kind = "curvedCW" if bend > 0 else "curvedCCW"
    return {"enabled": True, "type": kind, "roundness": round(abs(bend), 3)}


def _text(name: str) -> str:
    """Return a file of the page's own, with the line ends that a browser will see."""
    return (resources.files("kgbuild") / "page" / name).read_text(encoding="utf-8")


def _library() -> str:
    """Return vis-network as pyvis ships it, the newest where there are several."""
    folders = [
        folder
        for folder in (resources.files("pyvis") / "lib").iterdir()
        if folder.name.startswith("vis-")
    ]
    if not folders:
        raise GraphError("pyvis lacks vis-network", hint="reinstall it: pip install pyvis")
    newest = max(folders, key=lambda folder: [*map(int, folder.name[4:].split("."))])
    text = (newest / "vis-network.min.js").read_text(encoding="utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _policy(*, scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return a content security policy that allows these scripts and styles alone."""
    allowed = {"script-src": scripts, "style-src": styles}
    sources = (
        f"{directive} {' '.join(map(_digest, texts))}" for directive, texts in allowed.items()
    )
    return "; ".join(["default-src 'none'", *sources, "base-uri 'none'", "form-action 'none'"])


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _json(payload: Mapping[str, Any]) -> str:
    """Return JSON that HTML cannot take for markup, nor JavaScript for a line end."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    escapes = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
    return text.translate(escapes)
