"""The page in a real browser: it draws, answers and lets nothing out.

Skipped by name where Chromium or Playwright is not installed; ``KGBUILD_BROWSER`` names
another browser of its family.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import factory
from kgbuild import graph as graphs
from kgbuild.visualize import page as html_of

CHROMIUM = os.environ.get("KGBUILD_BROWSER") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]

PAYLOAD = "</script><script>hacked=1</script><img src=x onerror=hacked=2>\"'&amp;\u2028"
DESK, PHONE = (1440, 900), (390, 844)
PATIENCE = 120_000  # milliseconds; a busy machine is slow to start a browser


@dataclass
class View:
    """An open page, and what it complained of or asked for."""

    page: Any
    trouble: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def ask(self, script: str, value: object = None) -> Any:
        return self.page.evaluate(script, value)

    def click_canvas(self, x: float, y: float) -> None:
        """Click a point of the drawing, given in its own coordinates."""
        frame = self.page.locator("#canvas").bounding_box()
        where = self.ask("([x, y]) => network.canvasToDOM({ x, y })", [x, y])
        self.page.mouse.click(frame["x"] + where["x"], frame["y"] + where["y"])
        self.page.wait_for_timeout(150)

    def shown(self, kind: str) -> int:
        return self.ask(f"{kind}.get({{ filter: (one) => !one.hidden }}).length")


Open = Callable[..., View]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"], timeout=PATIENCE
        )
        yield running
        running.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("page")
    plain = graphs.to_graph(factory.documents(), claims=factory.claims(), ontology=factory.domain())
    documents, claims = factory.hostile(PAYLOAD)
    hostile = graphs.to_graph(documents, claims=claims)
    quiet = graphs.to_graph(factory.documents(), claims=())
    texts = {
        "plain": html_of(plain, title="Arms control"),
        "hostile": html_of(hostile, title=PAYLOAD),
        "quiet": html_of(quiet),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="")
    return {name: folder / f"{name}.html" for name in texts}


@pytest.fixture
def opened(browser: Any, files: dict[str, Path]) -> Iterator[Open]:
    contexts = []

    def open_page(name: str = "plain", size: tuple[int, int] = DESK, scheme: str = "light") -> View:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(
            viewport=viewport, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        view = View(context.new_page())
        view.page.on("console", lambda message: view.trouble.append(message.text))
        view.page.on("pageerror", lambda error: view.trouble.append(str(error)))
        view.page.on("request", lambda request: view.requests.append(request.url))
        view.page.goto(files[name].as_uri())
        view.page.wait_for_timeout(300)
        return view

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", ["plain", "hostile", "quiet"])
def test_no_error_is_shown_and_no_request_leaves(
    opened: Open, files: dict[str, Path], name: str
) -> None:
    view = opened(name)
    for button in ("#view-table", "#view-graph", "#zoom-in", "#zoom-fit"):
        view.page.click(button)
    assert view.trouble == []
    assert view.requests == [files[name].as_uri()]


def test_the_drawing_is_not_blank(opened: Open) -> None:
    view = opened()
    colours = view.ask(
        """() => { const canvas = document.querySelector("#canvas canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const seen = new Set();
        for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200)
          seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
        return [canvas.height, [...seen]]; }"""
    )
    assert 700 < colours[0] < 900
    assert {"0,114,178", "230,159,0", "0,158,115"} <= set(colours[1])


def test_script_in_names_stays_text(opened: Open) -> None:
    view = opened("hostile")
    view.ask("selectClaims([0])")
    assert PAYLOAD in view.page.locator("#panel blockquote").text_content()
    view.ask("selectNode(DATA.claims[0].subject)")
    assert PAYLOAD in view.page.locator("#panel h2").first.text_content()
    view.page.fill("#search", "script")
    assert PAYLOAD in view.page.locator("#suggestions [role=option]").first.text_content()
    view.page.click("#view-table")
    view.page.wait_for_timeout(200)
    assert view.ask("typeof hacked") == "undefined"
    assert view.page.locator("main img, aside img, header img").count() == 0
    assert view.page.title().startswith("</script>")
    assert view.trouble == []


def test_the_policy_stops_what_would_run_or_leave(opened: Open) -> None:
    view = opened()
    view.ask(
        """() => { const script = document.createElement("script");
        script.textContent = "hacked = 1"; document.body.append(script); }"""
    )
    assert view.ask("typeof hacked") == "undefined"
    refused = view.ask("fetch('https://example.org/').then(() => 'sent', () => 'refused')")
    assert refused == "refused"


def test_a_click_on_an_edge_shows_the_sentence_behind_it(opened: Open) -> None:
    view = opened()
    edge = view.ask(
        """() => { const edge = edges.get({ filter: (one) => one.to.endsWith("/s-400") })[0];
        const at = network.getPositions([edge.from, edge.to]);
        return { x: (at[edge.from].x + at[edge.to].x) / 2,
                 y: (at[edge.from].y + at[edge.to].y) / 2 }; }"""
    )
    view.click_canvas(edge["x"], edge["y"])
    panel = view.page.locator("#panel")
    quotation = "Turkey bought the S-400, and Washington sanctioned Turkey for it."
    assert panel.locator("blockquote").text_content() == quotation
    marked = {role: panel.locator(f"mark.{role}").text_content() for role in
              ("subject", "predicate", "object")}  # fmt: skip
    assert marked == {"subject": "Turkey", "predicate": "bought", "object": "S-400"}
    text = panel.text_content()
    assert "Talks on the border" in text
    assert "41 %" in text
    assert "asserted – the text says so" in text


def test_a_claim_tells_who_says_it_and_when(opened: Open) -> None:
    view = opened()
    number = view.ask(
        "DATA.claims.findIndex((claim) => claim.speaker && claim.relation === 'joined')"
    )
    view.ask(f"selectClaims([{number}])")
    assert "Said byDana Price" in view.page.locator("#panel dl").text_content()
    number = view.ask("DATA.claims.findIndex((claim) => claim.time === '2019-08-02')")
    view.ask(f"selectClaims([{number}])")
    assert view.page.locator("#panel time").text_content() == "2 August 2019"


def test_a_click_on_an_entity_shows_all_that_is_said_of_it(opened: Open) -> None:
    view = opened()
    place = view.ask(
        "network.getPosition(Object.keys(DATA.entities).find((id) => label(id) === 'JCPOA'))"
    )
    view.click_canvas(place["x"], place["y"])
    panel = view.page.locator("#panel")
    assert panel.locator("h2").first.text_content() == "JCPOA"
    assert "Iran nuclear deal" in panel.locator(".aliases").text_content()
    assert panel.locator(".row").count() == 8
    panel.locator(".row", has_text="Israel").click()
    assert "Israel rejects" in panel.locator("blockquote").text_content()
    view.page.keyboard.press("Escape")
    assert view.ask("state.selected") is None


def test_links_leave_only_by_a_click(opened: Open) -> None:
    view = opened()
    view.ask("selectNode(Object.keys(DATA.entities).find((id) => label(id) === 'United States'))")
    link = view.page.locator("#panel .matches a")
    assert link.get_attribute("href") == "https://example.org/entity/us"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert view.ask("link('javascript:alert(1)', 'x').tagName") == "SPAN"


def test_an_entity_is_found_by_an_alias_with_the_keyboard(opened: Open) -> None:
    view = opened()
    view.page.keyboard.press("/")
    view.page.keyboard.type("pyong")
    assert view.page.locator("#search").get_attribute("aria-expanded") == "true"
    view.page.keyboard.press("ArrowDown")
    view.page.keyboard.press("Enter")
    assert view.page.locator("#panel h2").first.text_content() == "North Korea"


def test_filters_hide_edges_rows_and_lone_entities(opened: Open) -> None:
    view = opened()
    edges, nodes = view.shown("edges"), view.shown("nodes")
    view.page.locator("#status-filter label", has_text="asserted").click()
    assert 0 < view.shown("edges") < edges
    assert 0 < view.shown("nodes") < nodes
    view.page.click("#view-table")
    said = view.page.locator("#table-body .state").all_text_contents()
    assert len(said) == 16
    assert set(said) == {"attributed", "planned", "negated"}
    view.page.locator("#relation-filter li", has_text="violated").hover()
    view.page.locator("#relation-filter li", has_text="violated").locator(".only").click()
    assert view.page.locator("#table-body tr").count() == 2
    view.page.locator("[data-all=relations]").click()
    assert view.page.locator("#table-body tr").count() == 16


def test_when_nothing_is_left_it_says_so(opened: Open) -> None:
    view = opened()
    for box in view.page.locator("#status-filter label").all():
        box.click()
    assert view.page.locator("#nothing").is_visible()


def test_the_table_holds_every_claim_and_sorts(opened: Open) -> None:
    view = opened()
    view.page.click("#view-table")
    assert view.page.locator("#table-body tr").count() == len(factory.claims())
    view.page.locator("#table-head button", has_text="Confidence").click()
    first = view.page.locator("#table-body tr").first
    assert "41 %" in first.text_content()
    assert view.page.locator("th[aria-sort=ascending]").text_content() == "Confidence"
    first.click()
    assert "bought" in view.page.locator("#panel mark.predicate").text_content()


def test_statuses_differ_in_line_and_colour(opened: Open) -> None:
    view = opened()
    looks = view.ask(
        """() => Object.fromEntries(edges.get().map((edge) =>
        [edge.status, [edge.color.color, JSON.stringify(edge.dashes), !!edge.arrows.middle]]))"""
    )
    assert len(looks) == 4
    assert len({look[0] for look in looks.values()}) == 4
    assert len({tuple(look[1:]) for look in looks.values()}) == 4


def test_the_keyboard_moves_and_zooms(opened: Open) -> None:
    view = opened()
    view.page.focus("#canvas")
    before, scale = view.ask("network.getViewPosition()"), view.ask("network.getScale()")
    view.page.keyboard.press("ArrowRight")
    view.page.keyboard.press("+")
    assert view.ask("network.getViewPosition()")["x"] > before["x"]
    assert view.ask("network.getScale()") > scale


def test_dark_and_light_follow_the_readers_preference(opened: Open) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    view = opened(scheme="light")
    light = view.ask(ground)
    view.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    view.page.wait_for_timeout(200)
    assert view.ask(ground) != light
    assert view.ask("edges.get()[0].color.color") == view.ask("css('--asserted')") == "#b9b7b0"


def test_a_phone_gets_a_sheet_and_no_sideways_scroll(opened: Open) -> None:
    view = opened(size=PHONE)
    assert view.ask("document.documentElement.scrollWidth") == PHONE[0]
    view.ask("selectClaims([0])")
    view.page.wait_for_timeout(200)
    sheet = view.page.locator("#panel").bounding_box()
    assert sheet["y"] > PHONE[1] * 0.3
    assert round(sheet["y"] + sheet["height"]) == PHONE[1]
    view.page.locator("#panel .close").click()
    view.page.click("#filters-toggle")
    view.page.wait_for_timeout(200)
    assert view.page.locator("#filters").bounding_box()["x"] == 0
