"""What cannot be used is refused in one line that says what and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgbuild.cli import main

EARLIER = {"graph.ttl": b"# an earlier graph\n", "graph.html": b"<p>an earlier page</p>"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    folder.mkdir()
    for name, content in EARLIER.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def refused(output: Path, capsys: pytest.CaptureFixture[str]):
    """Run the command line, which must fail with one line and leave the earlier output alone."""

    def line(*arguments: object) -> str:
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert stopped.value.code == 1
        assert captured.out == ""
        assert captured.err.count("\n") == 1
        assert {path.name: path.read_bytes() for path in output.iterdir()} == EARLIER
        return captured.err.strip()

    return line


def test_no_such_file(refused, output, tmp_path) -> None:
    missing = tmp_path / "nowhere.txt"
    expected = f"kgbuild: {missing}: no such file or folder; check the path"
    assert refused("build", missing, "-o", output) == expected


def test_an_empty_folder(refused, output, tmp_path) -> None:
    (tmp_path / "empty").mkdir()
    line = refused("build", tmp_path / "empty", "-o", output)
    assert "holds no file that can be read; kgbuild reads .csv, .htm," in line


def test_a_type_that_is_not_read(refused, output, tmp_path) -> None:
    (tmp_path / "sheet.xlsx").write_bytes(b"PK")
    line = refused("build", tmp_path / "sheet.xlsx", "-o", output)
    assert 'sheet.xlsx: a ".xlsx" file is not read; kgbuild reads .csv' in line


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"GIF89a\x01\x00\x02\x00", "binary, not text (byte 7 is zero); give the text it was"),
        (
            b"One.\nCaf\xe9.\n",
            "not UTF-8 at byte 8 (line 2); convert it first, perhaps with: iconv",
        ),
        ("Text.".encode("utf-16"), "not UTF-8 at byte 0 (line 1); convert it first"),
        (b"One.\n\nTwo\x07.", "control character U+0007 in line 3; remove it"),
        (
            b"One.\n" + b"word " * 10_000_000,
            "line 2 is longer than 20,000,000 bytes; break it into",
        ),
        (b"word " * 300_000, "line 1 is longer than 1,000,000 characters; break it into"),
    ],
    ids=["binary", "latin-1", "utf-16", "control", "50 MB line", "1.5 MB line"],
)
def test_a_file_that_is_no_text(refused, output, tmp_path, content, problem) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    line = refused("build", tmp_path / "bad.txt", "-o", output)
    assert line.startswith(f"kgbuild: {tmp_path / 'bad.txt'}: {problem}")


def test_a_bad_file_among_good_ones(refused, output, tmp_path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("Russia signed the INF Treaty in 1987.")
    (texts / "b.txt").write_bytes(b"\xff")
    assert "b.txt: not UTF-8 at byte 0" in refused("build", texts, "-o", output)


def test_a_record_without_text(refused, output, tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Fine."}) + "\n{}\n")
    line = refused("build", tmp_path / "a.jsonl", "-o", output)
    assert 'a.jsonl:2: a record without "text"' in line


def test_a_malformed_ontology(refused, output, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("Russia signed the treaty.")
    (tmp_path / "bad.ttl").write_text("@prefix : <http://example.org/> .\n\n:a :b\n")
    line = refused("build", tmp_path / "a.txt", "-o", output, "--ontology", tmp_path / "bad.ttl")
    assert "bad.ttl" in line
    line = refused(
        "build", tmp_path / "a.txt", "-o", output, "--ontology", tmp_path / "missing.ttl"
    )
    assert "missing.ttl" in line


def test_an_unknown_model(refused, output, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("Russia signed the treaty.")
    line = refused("build", tmp_path / "a.txt", "-o", output, "--model", "no_such_model")
    assert "no_such_model" in line
    assert "no_such_model" in refused("explain", "Russia left.", "--model", "no_such_model")


def test_an_output_that_cannot_be_written(refused, output, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("Russia signed the treaty.")
    line = refused("build", tmp_path / "a.txt", "-o", tmp_path / "a.txt")
    assert "a.txt: is not a folder; choose another place with -o" in line


def test_a_graph_that_is_missing_or_malformed(refused, tmp_path) -> None:
    ask = ("-e", "SELECT * WHERE { ?s ?p ?o }")
    assert "nowhere.ttl" in refused("query", tmp_path / "nowhere.ttl", *ask)
    (tmp_path / "bad.ttl").write_text("<a> <b>")
    assert "bad.ttl" in refused("query", tmp_path / "bad.ttl", *ask)


def test_a_query_that_is_malformed_or_missing(refused, tmp_path) -> None:
    (tmp_path / "graph.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    assert refused("query", tmp_path / "graph.ttl", "-e", "SELECT nonsense")
    assert "missing.rq" in refused("query", tmp_path / "graph.ttl", tmp_path / "missing.rq")


def test_markup_in_a_text_stays_text(output, tmp_path) -> None:
    (tmp_path / "a.txt").write_text(
        'Russia suspended New START in 2023, a step that one site called "<script>alert(1)'
        '</script>".\n\nChina will not withdraw from the NPT, </script><script>alert(2)</script>.\n'
    )
    main_ok(["build", str(tmp_path / "a.txt"), "-o", str(output)])
    page = (output / "graph.html").read_text(encoding="utf-8")
    assert "script>alert(" not in page
    assert "alert(1)" in page
    assert "<script>alert(" in (output / "graph.ttl").read_text(encoding="utf-8")


def main_ok(arguments: list[str]) -> None:
    """Run the command line, which must succeed."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 0
