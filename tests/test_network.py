"""Groups and places of the drawing: the same for the same graph, and nothing overlaps."""

from __future__ import annotations

import itertools

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factory
from kgbuild import graph as graphs
from kgbuild import network


@pytest.fixture(scope="module")
def drawn() -> nx.MultiDiGraph:
    return network.to_networkx(graphs.to_graph(factory.documents(), claims=factory.claims()))


def of(*edges: tuple[str, str]) -> nx.MultiDiGraph:
    return nx.MultiDiGraph(list(edges))


def overlaps(
    places: dict[str, network.Point], sizes: dict[str, network.Size]
) -> list[tuple[str, str]]:
    return [
        (one, other)
        for one, other in itertools.combinations(places, 2)
        if all(
            abs(places[one][axis] - places[other][axis])
            < (sizes[one][axis] + sizes[other][axis]) / 2
            for axis in (0, 1)
        )
    ]


def test_nodes_are_entities_and_dates_and_edges_are_claims(drawn: nx.MultiDiGraph) -> None:
    assert drawn.number_of_edges() == len(factory.claims())
    assert drawn.nodes["2026-02-05"] == {"label": "2026-02-05", "types": ""}
    assert drawn.nodes[factory.KGE + "russia"]["label"] == "Russia"


def test_degrees_count_neighbours_not_edges() -> None:
    found = network.degrees(of(("a", "b"), ("a", "b"), ("b", "a"), ("b", "c"), ("c", "c")))
    assert found == {"a": 1, "b": 2, "c": 1}


def test_two_cliques_with_a_bridge_are_two_groups() -> None:
    left = itertools.combinations("abcd", 2)
    right = itertools.combinations("wxyz", 2)
    groups = network.communities(of(*left, *right, ("a", "w")))
    assert {groups[node] for node in "abcd"} != {groups[node] for node in "wxyz"}
    assert len(set(groups.values())) == 2


def test_the_layout_leaves_room_for_every_label(drawn: nx.MultiDiGraph) -> None:
    sizes = {node: (8.0 * len(drawn.nodes[node]["label"]) + 20, 45.0) for node in drawn}
    places = network.layout(drawn, sizes=sizes)
    assert set(places) == set(drawn)
    assert overlaps(places, sizes) == []


def test_the_layout_is_the_same_again_and_for_another_order(drawn: nx.MultiDiGraph) -> None:
    sizes = dict.fromkeys(drawn, (60.0, 40.0))
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(drawn)))
    turned.add_edges_from(reversed(list(drawn.edges())))
    assert network.layout(drawn, sizes=sizes) == network.layout(turned, sizes=sizes)


def test_neighbours_are_nearer_than_strangers(drawn: nx.MultiDiGraph) -> None:
    places = network.layout(drawn, sizes=dict.fromkeys(drawn, (60.0, 40.0)))

    def mean(pairs: list[tuple[str, str]]) -> float:
        lengths = [
            ((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5
            for a, b in pairs
        ]
        return sum(lengths) / len(lengths)

    assert mean(list(drawn.edges())) < 0.6 * mean(list(itertools.combinations(drawn, 2)))


@settings(deadline=None, max_examples=25)
@given(
    edges=st.lists(
        st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij")), max_size=18
    )
)
def test_any_graph_can_be_drawn(edges: list[tuple[str, str]]) -> None:
    graph = of(*edges)
    sizes = {node: (40.0 + 7 * number, 40.0) for number, node in enumerate(sorted(graph))}
    places = network.layout(graph, sizes=sizes)
    assert set(places) == set(graph)
    assert overlaps(places, sizes) == []
