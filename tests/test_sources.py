"""Files in, Documents out: what each format yields, and how documents are named."""

from __future__ import annotations

import hashlib
import itertools
import json
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgbuild import sources
from kgbuild.errors import SourceError
from kgbuild.model import Document

PAGE = """<!doctype html><html lang="en"><head><title>Pact ends | The Courier</title>
<meta name="author" content="Ann Writer"><meta property="og:site_name" content="The Courier">
<meta property="article:published_time" content="2019-08-02T10:00:00Z">
<script>var secret = "not prose";</script></head><body>
<nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Sport</a></li></ul></nav>
<article><h1>Pact ends</h1>
<p>The ministers of both countries met on Friday and declared that the pact had come to its end.</p>
<p>Neither of them would say whether talks about a new pact could begin before the winter comes.</p>
<p>Observers in the capital had expected as much, and few of them were surprised by the news.</p>
</article><footer>Copyright, all rights reserved, subscribe to our newsletter</footer></body></html>
"""


@pytest.fixture
def write(tmp_path: Path):
    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def only(path: Path) -> Document:
    [document] = sources.read([path])
    return document


def test_text_keeps_every_character_but_line_ends(write):
    written = "\ufeffOne \t two.\r\nThree.\rFour “five”.".encode()
    document = only(write("brief.txt", written))
    assert document.id == "brief"
    assert document.text == "One \t two.\nThree.\nFour “five”."
    assert document.sha256 == hashlib.sha256(written).hexdigest()


def test_markdown_is_stripped_to_its_prose(write):
    document = only(
        write(
            "brief.md",
            "# Pact *ends*\n\nMinisters **met** in [Vienna](http://a.org)\nand `left`. &amp;\n\n"
            "- One side agreed.\n- The other\n  did not.\n\n> A quotation.\n\n"
            "```\ncode is no prose\n```\n\n![a picture](p.png)\n\n"
            "    An indented paragraph.\n\n| a | b |\n| - | - |\n| c | d |\n",
        )
    )
    assert document.text.split("\n\n") == [
        "Pact ends",
        "Ministers met in Vienna and left. &",
        "One side agreed.",
        "The other did not.",
        "A quotation.",
        "An indented paragraph.",
        "a",
        "b",
        "c",
        "d",
    ]
    assert document.title == "Pact ends"


def test_markup_that_was_typed_stays_text(write):
    text = "The page said <script>alert(1)</script> to them."
    assert only(write("a.md", text)).text == text
    assert only(write("a2.txt", text)).text == text


def test_front_matter_tells_of_the_document(write):
    document = only(
        write(
            "brief.md",
            '---\ntitle: "Pact: the end"\nauthor: [Ann, Bob]\npublisher: Courier\n'
            "date: 2019-06-05\nsource: page.txt\nsha256: 12e4\n---\nIt ended.\n",
        )
    )
    assert document == Document(
        id="brief",
        text="It ended.",
        title="Pact: the end",
        creator="Ann, Bob",
        publisher="Courier",
        date="2019-06-05",
        source="page.txt",
        sha256="12e4",
    )


@pytest.mark.parametrize(
    "text", ["---\nNot closed.", "---\nJust words.\n---\n", "Words.\n---\na: b\n---"]
)
def test_dashes_alone_are_not_front_matter(write, text):
    assert only(write("a.md", text)).publisher is None
    assert "ords" in only(write("a.md", text)).text or "closed" in only(write("a.md", text)).text


@pytest.mark.parametrize(
    ("written", "read"),
    [("2019", "2019"), ("2019-06", "2019-06"), ("2019-06-05T12:30:00Z", "2019-06-05")],
)
def test_a_date_keeps_its_precision(write, written, read):
    assert only(write("a.md", f"---\ndate: {written}\n---\nText.")).date == read


@pytest.mark.parametrize("written", ["June 5, 2019", "2019-02-30", "2019-13", "05/06/2019"])
def test_a_date_of_another_form_is_refused(write, written):
    with pytest.raises(SourceError, match=r"a\.md: .* is not an ISO date; write it as"):
        only(write("a.md", f"---\ndate: {written}\n---\nText."))


def test_broken_front_matter_names_its_line(write):
    path = write("a.md", "---\ntitle: fine\nauthor: a: b: c\n---\nText.")
    with pytest.raises(SourceError, match=r"a\.md:3: front matter is not YAML"):
        only(path)


def test_html_gives_the_article_alone_and_asks_no_network(write, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    document = only(write("page.html", PAGE))
    assert document.text.startswith("Pact ends\n\nThe ministers of both countries met")
    assert "newsletter" not in document.text
    assert "secret" not in document.text
    assert (document.title, document.creator) == ("Pact ends", "Ann Writer")
    assert (document.publisher, document.date) == ("The Courier", "2019-08-02")


def test_html_in_the_character_set_it_declares(write):
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace(
        "comes", "comes – “so”"
    )
    assert "comes – “so”" in only(write("page.html", page.encode("windows-1252"))).text
    with pytest.raises(SourceError, match="not the ascii that it declares"):
        only(write("b.html", page.replace("windows-1252", "ascii").encode("windows-1252")))


def test_html_without_an_article_is_refused(write):
    with pytest.raises(SourceError, match="no article was found"):
        only(write("page.html", "<html><body></body></html>"))


def test_json_lines_are_documents(write):
    lines = [
        {"id": "first", "text": "One.\r\nTwo.", "title": "T"},
        {"text": "Three.", "date": 2019},
    ]
    path = write("many.jsonl", "\n".join(map(json.dumps, lines)) + "\n\n")
    assert list(sources.read([path])) == [
        Document("first", "One.\nTwo.", title="T"),
        Document("many-2", "Three.", date="2019"),
    ]


@pytest.mark.parametrize("line", ['{"text": 3}', '"text"', "[1]", "{}", "not json", "[" * 100_000])
def test_a_line_that_is_no_record_is_named(write, line):
    with pytest.raises(SourceError, match=r"a\.jsonl:2: "):
        list(sources.read([write("a.jsonl", '{"text": "fine"}\n' + line)]))


def test_a_lone_surrogate_is_refused_before_it_reaches_a_file(write):
    with pytest.raises(SourceError, match=r"control character U\+D800 in line 1"):
        list(sources.read([write("a.jsonl", '{"text": "a \\ud800 b"}')]))


def test_csv_rows_are_documents(write):
    path = write("rows.csv", 'id,text,author\nx,"Said: ""no"".\nAnd left.",Ann\n,Plain.,\n')
    assert list(sources.read([path])) == [
        Document("x", 'Said: "no".\nAnd left.', creator="Ann"),
        Document("rows-4", "Plain."),
    ]


def test_csv_without_a_text_column_is_refused(write):
    with pytest.raises(SourceError, match='column or key "text"'):
        list(sources.read([write("rows.csv", "id,body\nx,Hello.\n")]))


def test_records_must_not_share_a_name(write):
    with pytest.raises(SourceError, match='a second document is called "x"'):
        list(sources.read([write("a.jsonl", '{"id": "x", "text": "a"}\n' * 2)]))


def test_pdf_pages_are_paragraphs(write):
    document = only(write("paper.pdf", _pdf(["The first page.", "The second page."])))
    assert document.text == "The first page.\n\nThe second page."


def test_pdf_that_is_none_or_has_no_text_is_refused(write):
    with pytest.raises(SourceError, match="cannot be read as PDF"):
        only(write("broken.pdf", b"%PDF-1.4 nothing follows"))
    with pytest.raises(SourceError, match="holds no text; a scan must go through OCR"):
        only(write("scan.pdf", _pdf([""])))


def test_folders_are_walked_sorted_and_hidden_or_unknown_files_left_out(write, tmp_path):
    for name in ["b/two.md", "b/one.txt", "a.txt", ".hidden.txt", ".git/x.txt", "b/table.xlsx"]:
        write(name, "Text.")
    survey = sources.survey([tmp_path])
    assert [path.name for path in survey.files] == ["a.txt", "one.txt", "two.md"]
    assert [path.name for path in survey.skipped] == ["table.xlsx"]
    assert [document.id for document in sources.read([tmp_path])] == ["a", "one", "two"]


def test_a_loop_of_links_ends(write, tmp_path):
    write("a/one.txt", "Text.")
    (tmp_path / "a" / "again").symlink_to(tmp_path / "a")
    assert len(sources.survey([tmp_path]).files) == 1


def test_names_are_stems_or_as_much_path_as_tells_them_apart(write, tmp_path):
    for name in ["x/news.txt", "y/news.txt", "y/other.md", "z/other.txt", "z/other.md", "c.txt"]:
        write(name, "Text.")
    ids = [document.id for document in sources.read([tmp_path])]
    assert ids == ["c", "other", "other.md", "other.txt", "x/news", "y/news"]


def test_the_order_and_repetition_of_paths_do_not_matter(write, tmp_path):
    paths = [write(f"{name}.txt", name) for name in "bca"]
    expected = [document.id for document in sources.read(paths)]
    assert expected == ["a", "b", "c"]
    for order in itertools.permutations([*paths, tmp_path]):
        assert [document.id for document in sources.read(order)] == expected


def test_documents_are_read_one_at_a_time(write, tmp_path):
    write("a.txt", "Fine.")
    write("b.txt", b"\xff\xfe")
    documents = sources.read([tmp_path])
    assert next(documents).text == "Fine."
    with pytest.raises(SourceError):
        next(documents)


def _pdf(pages: list[str]) -> bytes:
    """Write the smallest PDF that shows a line on each page."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, line in enumerate(pages):
        show = f"BT /F1 12 Tf 72 700 Td ({line}) Tj ET"
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        box = "/MediaBox [0 0 600 800]"
        bodies += [
            f"<< /Type /Page /Parent 2 0 R {box} {font} /Contents {5 + 2 * index} 0 R >>",
            f"<< /Length {len(show)} >>\nstream\n{show}\nendstream",
        ]
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(bodies) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


SCRAPS = st.lists(
    st.sampled_from(
        rb"""--- title:a date:1 { "text":"a" } [ " , text,id <p> <script> <!-- %PDF-1.4 \ud800
        &lt; |a|b| |-|-| ``` trailer # <meta/charset=x>""".split()
    )
    | st.sampled_from([b"\n", b"\r", b"\n\n", b"---\n", b" ", b"\xc3\xa9", b"\xff"])
    | st.binary(max_size=20)
).map(b"".join)


@pytest.mark.parametrize("suffix", sorted(sources.READERS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
@given(content=SCRAPS)
def test_any_bytes_are_read_or_refused(tmp_path_factory, suffix, content):
    path = tmp_path_factory.mktemp("fuzz") / f"file{suffix}"
    path.write_bytes(content)
    try:
        documents = list(sources.read([path]))
    except SourceError as error:
        documents = []
        assert str(error).startswith(str(path))  # noqa: PT017
    for document in documents:
        document.text.encode()
        assert "\r" not in document.text
