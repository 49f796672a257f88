"""The page as text: self-contained, escaped, the same for the same graph."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import factory
from kgbuild import graph as graphs
from kgbuild.model import Claim, Document, Entity, Span, Status
from kgbuild.visualize import MOST_NODES, page

PAYLOAD = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028&amp;'\""


class Parts(HTMLParser):
    """The scripts, styles and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: tuple[str, dict[str, str | None]] | None = None
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.styles: list[str] = []
        self.text: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open = (tag, dict(attrs))
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_data(self, data: str) -> None:
        tag, attributes = self.open or ("", {})
        if tag == "script":
            self.scripts.append((attributes, data))
        elif tag == "style":
            self.styles.append(data)
        self.text.append(data)
        self.open = None

    @property
    def payload(self) -> Any:
        (data,) = [text for about, text in self.scripts if about.get("id") == "data"]
        return json.loads(data)


@pytest.fixture(scope="module")
def html() -> str:
    built = graphs.to_graph(factory.documents(), claims=factory.claims(), ontology=factory.domain())
    return page(built, title="A & B")


@pytest.fixture(scope="module")
def parts(html: str) -> Parts:
    return Parts(html)


def test_nothing_is_loaded_from_elsewhere(parts: Parts) -> None:
    for tag, name, value in parts.attributes:
        assert not (name in {"src", "href", "action"} and value and not value.startswith("#")), tag
    assert not any("@import" in style or "url(" in style for style in parts.styles)


def test_the_policy_allows_these_scripts_and_styles_alone(parts: Parts) -> None:
    policy = next(
        value
        for tag, name, value in parts.attributes
        if tag == "meta" and name == "content" and value and value.startswith("default-src")
    )
    allowed = dict(part.split(" ", 1) for part in policy.split("; "))
    assert allowed["default-src"] == "'none'"
    assert "unsafe" not in policy
    scripts = [text for about, text in parts.scripts if "type" not in about]
    assert allowed["script-src"].split() == [digest(text) for text in scripts]
    assert allowed["style-src"].split() == [digest(text) for text in parts.styles]


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_library_keeps_its_licence(html: str) -> None:
    assert "vis.js is dual licensed under both" in html


def test_no_handler_or_style_is_written_into_the_markup(parts: Parts) -> None:
    assert not [name for _, name, _ in parts.attributes if name.startswith("on") or name == "style"]


def test_our_scripts_make_no_markup_of_text() -> None:
    folder = Path(sys.modules[page.__module__].__file__ or "").parent / "page"
    for script in folder.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        for unsafe in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert unsafe not in text, script.name


def test_every_claim_brings_its_sentence(parts: Parts) -> None:
    texts = {document.id: document.text for document in factory.documents()}
    expected = {claim.sentence.of(texts[claim.document]) for claim in factory.claims()}
    assert {claim["sentence"] for claim in parts.payload["claims"]} == expected


def test_an_edge_holds_the_claims_of_one_triple_and_status(parts: Parts) -> None:
    payload = parts.payload
    held = [number for edge in payload["edges"] for number in edge["claims"]]
    assert sorted(held) == list(range(len(factory.claims())))
    for edge in payload["edges"]:
        claims = [payload["claims"][number] for number in edge["claims"]]
        assert {(c["relation"], c["status"]) for c in claims} == {(edge["label"], edge["status"])}
    left_abm = [edge for edge in payload["edges"] if edge["to"].endswith("abm-treaty")]
    assert [len(edge["claims"]) for edge in left_abm] == [2]


def test_each_status_is_drawn_apart(parts: Parts) -> None:
    looks = {
        edge["status"]: (str(edge["dashes"]), "middle" in edge["arrows"])
        for edge in parts.payload["edges"]
    }
    assert set(looks) == set(Status)
    assert len(set(looks.values())) == len(Status)


def test_parallel_edges_are_bent_apart(parts: Parts) -> None:
    pairs: dict[frozenset[str], list[str]] = {}
    for edge in parts.payload["edges"]:
        bend = edge["smooth"]
        sign = (bend["type"] == "curvedCW") == (edge["from"] < edge["to"]) if bend else None
        shape = (bend["roundness"] * (1 if sign else -1)) if bend else 0
        pairs.setdefault(frozenset((edge["from"], edge["to"])), []).append(shape)
    assert any(len(shapes) > 2 for shapes in pairs.values())
    assert all(len(shapes) == len(set(shapes)) for shapes in pairs.values())


def test_a_symmetric_relation_has_no_arrow(parts: Parts) -> None:
    for edge in parts.payload["edges"]:
        symmetric = edge["label"] in {"met with", "cooperated with", "negotiated with"}
        assert edge["arrows"]["to"]["enabled"] != symmetric


def test_kinds_are_the_ontologys_classes_split_where_it_helps(parts: Parts) -> None:
    labels = [kind["label"] for kind in parts.payload["kinds"]]
    assert labels[0] == "state"
    assert {"person", "organization", "treaty", "weapon", "date"} <= set(labels)
    assert len({(n % 8, kind["shape"]) for n, kind in enumerate(parts.payload["kinds"])}) == len(
        labels
    )


def test_marks_count_as_javascript_does() -> None:
    text = "🚀🚀 Perú left the Pact."
    document = Document("d", text)
    claim = Claim(
        "d", Span(0, len(text)), Entity("https://x/p", "Perú"), "https://x/left",
        Entity("https://x/t", "Pact"), Status.ASSERTED, 1.0, Span(3, 7), Span(8, 12), Span(17, 21),
    )  # fmt: skip
    (found,) = Parts(page(graphs.to_graph([document], claims=[claim]))).payload["claims"]
    units = found["sentence"].encode("utf-16-le")
    marked = {role: units[2 * a : 2 * b].decode("utf-16-le") for role, a, b in found["marks"]}
    assert marked == {"subject": "Perú", "predicate": "left", "object": "Pact"}


def test_script_in_names_and_texts_stays_text() -> None:
    documents, claims = factory.hostile(PAYLOAD)
    html = page(graphs.to_graph(documents, claims=claims), title=PAYLOAD)
    parts = Parts(html)
    assert len(parts.scripts) == 3
    assert "alert(1)</script>" not in html
    assert not [tag for tag, _, _ in parts.attributes if tag == "img"]
    assert parts.payload["claims"][0]["sentence"].startswith(PAYLOAD)
    assert PAYLOAD in "".join(parts.text)


def test_an_empty_graph_is_a_page_too() -> None:
    payload = Parts(page(graphs.to_graph([Document("d", "Quiet.")], claims=()))).payload
    assert payload["nodes"] == payload["edges"] == payload["claims"] == []
    assert list(payload["documents"]) == ["d"]


def test_of_a_large_graph_the_best_connected_are_drawn() -> None:
    text = "A left B."
    one = factory.claims()[0]
    claims = [
        replace(
            one,
            document="d",
            sentence=Span(0, 9),
            subject=Entity("https://x/hub", "hub"),
            object=Entity(f"https://x/{number}", f"leaf {number}"),
            subject_span=Span(0, 1),
            predicate_span=Span(2, 6),
            object_span=Span(7, 8),
        )
        for number in range(MOST_NODES + 50)
    ]
    payload = Parts(page(graphs.to_graph([Document("d", text)], claims=claims))).payload
    assert len(payload["nodes"]) == MOST_NODES
    assert "https://x/hub" in {node["id"] for node in payload["nodes"]}
    assert len(payload["claims"]) == len(claims)
    assert len(payload["edges"]) == MOST_NODES - 1


BYTES = """
import factory
from kgbuild import graph, visualize
built = graph.to_graph(factory.documents(), claims=factory.claims(), ontology=factory.domain())
print(visualize.page(built, title="A & B"), end="")
"""


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_the_page_does_not_depend_on_the_hash_seed(html: str, seed: str) -> None:
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-X", "utf8", "-c", BYTES]
    again = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    assert again.decode() == html
