"""The graph as networkx sees it: who is connected, in which groups, and where to draw them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kgbuild.graph import to_networkx

__all__ = ["communities", "degrees", "layout", "to_networkx"]

Point = tuple[float, float]
Size = tuple[float, float]
Floats = NDArray[np.float64]

_BETWEEN: Final = 1.35  # an edge from group to group is drawn this much longer than within
_COMPACT: Final = 0.75  # power of distances: far ends come closer, and the whole gets rounder
_EDGE: Final = 140.0  # pixels at the least, on average
_ROOM: Final = 4.6  # area of the whole, in areas of all boxes
_GAP: Final = 12.0  # pixels between two boxes
_APART: Final = 70.0  # pixels between two parts of the graph
_WIDE: Final = 1.15  # width to height of the whole, as of a window between two panels
_MOST_STRETCHED: Final = 1.7
_ROUNDS: Final = 300
_CLEAR: Final = 24.0  # pixels between a node and an edge that is not its own
_MOST_CLEARED: Final = 60_000  # pairs of a node and an edge


def degrees(network: nx.MultiDiGraph) -> dict[str, int]:
    """Return the number of other nodes that each node has an edge with."""
    return dict(_simple(network).degree())


def communities(network: nx.MultiDiGraph) -> dict[str, int]:
    """Return each node's group, 0 being the largest.

    Greedy modularity (Clauset, Newman and Moore 2004) needs no seed: the same graph gives
    the same groups.
    """
    simple = _simple(network)
    if not simple.number_of_edges():
        return {node: number for number, node in enumerate(simple)}
    groups = nx.community.greedy_modularity_communities(simple)
    ranked = sorted(groups, key=lambda group: (-len(group), min(group)))
    return {node: number for number, group in enumerate(ranked) for node in group}


def layout(network: nx.MultiDiGraph, *, sizes: Mapping[str, Size]) -> dict[str, Point]:
    """Return where to draw each node, in whole pixels, y pointing down.

    ``sizes`` are the width and height of each node with its label; no two boxes overlap.
    Each connected part is drawn so that distances are as those of paths, with edges
    between groups longer than within; the parts are set side by side, the largest first.
    """
    simple, groups = _simple(network), communities(network)
    parts = [sorted(part) for part in nx.connected_components(simple)]
    parts.sort(key=lambda part: (-len(part), part))
    boxes = [np.array([sizes[node] for node in part], dtype=float) for part in parts]
    drawn = [
        _part(simple.subgraph(part), part, groups, box)
        for part, box in zip(parts, boxes, strict=True)
    ]
    return {
        node: (float(x), float(y))
        for part, points in zip(parts, _packed(drawn, boxes), strict=True)
        for node, (x, y) in zip(part, points.round().tolist(), strict=True)
    }


def _simple(network: nx.MultiDiGraph) -> nx.Graph:
    """Return the network without directions, loops and parallels, in a fixed order."""
    simple = nx.Graph()
    simple.add_nodes_from(sorted(network))
    simple.add_edges_from(sorted({tuple(sorted(edge)) for edge in network.edges()}))
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))
    return simple


def _part(part: nx.Graph, nodes: Sequence[str], groups: Mapping[str, int], boxes: Floats) -> Floats:
    """Return points in pixels for one connected part, with room for boxes and edges."""
    if len(nodes) == 1:
        return np.zeros((1, 2))
    rows = {node: row for row, node in enumerate(nodes)}
    ends = np.array(sorted((rows[one], rows[other]) for one, other in part.edges()))
    for one, other in part.edges():
        near = groups[one] == groups[other]
        part[one][other]["length"] = 1.0 if near else _BETWEEN
    paths = np.asarray(nx.floyd_warshall_numpy(part, nodelist=nodes, weight="length"))
    points = _lying(_stressed(paths**_COMPACT))
    lengths = np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1)
    points = _sized(points / float(lengths.mean()), boxes)
    if len(nodes) * len(ends) <= _MOST_CLEARED:
        for _ in range(_ROUNDS // 10):
            points = _separated(_cleared(points, ends), boxes, rounds=3)
    return _separated(points, boxes, rounds=_ROUNDS)


def _stressed(distances: Floats) -> Floats:
    """Return points at about the given distances, by stress majorization.

    Gansner, Koren and North 2004, where a distance weighs by the inverse of its square.
    """
    points = _scaled(distances)
    weights = 1 / (distances + np.eye(len(distances))) ** 2 - np.eye(len(distances))
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    for _ in range(_ROUNDS):
        apart = np.linalg.norm(points[:, None] - points[None, :], axis=2)
        pull = -weights * distances / np.maximum(apart, 1e-6)
        pull -= np.diag(pull.sum(axis=1))
        before, points = points, inverse @ (pull @ points)
        if np.abs(points - before).max() < 1e-4:
            break
    return points


def _sized(points: Floats, boxes: Floats) -> Floats:
    """Return the points in pixels: shaped as the window, with room for every box."""
    width, height = np.maximum(np.ptp(points, axis=0), 1e-3)
    stretch = min(max(_WIDE * height / width, 1 / _MOST_STRETCHED), _MOST_STRETCHED) ** 0.5
    room = _ROOM * float(boxes.prod(axis=1).sum()) / (width * height)
    scale = _EDGE if len(points) < 8 else max(_EDGE, room**0.5)
    sized: Floats = points * np.array([scale * stretch, scale / stretch])
    return sized


def _scaled(distances: Floats) -> Floats:
    """Return points at about the given distances: classical scaling (Torgerson 1952)."""
    count = len(distances)
    centred = np.eye(count) - 1 / count
    values, vectors = np.linalg.eigh(-centred @ distances**2 @ centred / 2)
    # A part with one dimension would start on a line, from which stress does not escape.
    tilt = np.linspace(-0.1, 0.1, count)[:, None] * (0.0, 1.0)
    return _signed(vectors[:, :-3:-1] * np.sqrt(np.maximum(values[:-3:-1], 0))) + tilt


def _lying(points: Floats) -> Floats:
    """Return the points about their centre, turned so that their spread is widest in x."""
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    return _signed(centred @ axes.T)


def _signed(points: Floats) -> Floats:
    """Return the points mirrored so that the farthest on each axis is positive.

    A decomposition leaves the sign to chance; this does not.
    """
    farthest = points[np.abs(points).argmax(axis=0), np.arange(points.shape[1])]
    return points * np.where(farthest < 0, -1.0, 1.0)


def _cleared(points: Floats, ends: NDArray[np.int64]) -> Floats:
    """Return the points moved a little off the edges that are not theirs."""
    start, along = points[ends[:, 0]], points[ends[:, 1]] - points[ends[:, 0]]
    offset = points[:, None] - start[None, :]
    squared = np.maximum((along**2).sum(axis=1), 1e-9)
    share = np.clip((offset * along).sum(axis=2) / squared, 0, 1)
    away = offset - share[..., None] * along
    distance = np.maximum(np.linalg.norm(away, axis=2), 1e-3)
    near = (distance < _CLEAR) & (share > 0.08) & (share < 0.92)
    near[ends[:, 0], np.arange(len(ends))] = False
    near[ends[:, 1], np.arange(len(ends))] = False
    push = np.where(near, (_CLEAR - distance) / distance, 0)[..., None] * away
    moved: Floats = points + np.clip(push.sum(axis=1) * 0.4, -6, 6)
    return moved


def _separated(points: Floats, boxes: Floats, *, rounds: int) -> Floats:
    """Return the points pushed apart, a little at a time, until no two boxes overlap."""
    points = points.copy()
    reach = (boxes[:, None] + boxes[None, :]) / 2 + _GAP
    numbers = np.arange(len(points))
    # Where two lie on one spot, the later goes right and down.
    order = np.sign(np.subtract.outer(numbers, numbers))[..., None]
    for _ in range(rounds):
        offset = points[:, None] - points[None, :]
        overlap = reach - np.abs(offset)
        overlap[numbers, numbers] = 0
        overlap[(overlap <= 0).any(axis=2)] = 0
        if overlap.max() < 0.5:
            break
        # Each pair moves along the axis on which it has the least to go.
        least = overlap.argmin(axis=2)[..., None] == (0, 1)
        side = np.where(offset == 0, order, np.sign(offset))
        points += (overlap * least * side).sum(axis=1) * 0.35
    return points


def _packed(parts: Sequence[Floats], boxes: Sequence[Floats]) -> list[Floats]:
    """Return the parts in rows, from the top left, as wide as a screen is to its height."""
    corners = [
        ((points - box / 2).min(axis=0), (points + box / 2).max(axis=0))
        for points, box in zip(parts, boxes, strict=True)
    ]
    extents = [high - low + _APART for low, high in corners]
    area = sum(float(extent.prod()) for extent in extents)
    width = max([(area * _WIDE) ** 0.5, *(float(extent[0]) for extent in extents)])
    placed, x, y, height = [], 0.0, 0.0, 0.0
    for points, (low, _), extent in zip(parts, corners, extents, strict=True):
        if x and x + extent[0] > width + 1:
            x, y, height = 0.0, y + height, 0.0
        placed.append(points - low + (x, y))
        x, height = x + float(extent[0]), max(height, float(extent[1]))
    return placed
