"""The README is run: its commands, its queries, its files; and it leaves no command out."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kgbuild import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^(?:<!-- file: (\S+) -->\n)?```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = tuple(match.groups() for match in BLOCK.finditer(README))
QUERIES = tuple(text for _, language, text in BLOCKS if language == "sparql")


def kgbuild(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kgbuild", *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, env=environment
    )


def transcripts() -> list[tuple[str, str]]:
    """Return each command of the README with the output that it shows, in their order."""
    text = "".join(block for _, language, block in BLOCKS if language == "console")
    parts = re.split(r"^\$ (.*)\n", text, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder as a reader of the README would have it, the seeds built."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    for name, _, text in BLOCKS:
        if name:
            (folder / name).write_text(text, encoding="utf-8")
    assert kgbuild("build", "seeds", "-o", "output", cwd=folder).returncode == 0
    return folder


@pytest.mark.parametrize(("command", "shown"), transcripts(), ids=[c for c, _ in transcripts()])
def test_a_command_gives_the_output_shown(workplace: Path, command: str, shown: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "kgbuild"
    ran = kgbuild(*arguments, cwd=workplace)
    checker = doctest.OutputChecker()
    given = ran.stdout + ran.stderr
    assert checker.check_output(shown, given, doctest.ELLIPSIS), given


def test_there_are_queries_to_start_from() -> None:
    assert len(QUERIES) >= 3


@pytest.mark.parametrize("sparql", QUERIES, ids=lambda sparql: sparql.split("{")[0].strip())
def test_a_query_finds_something_in_the_seeds(workplace: Path, sparql: str) -> None:
    ran = kgbuild("query", "output/graph.ttl", "-e", sparql, "--format", "csv", cwd=workplace)
    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.splitlines()) > 1


@pytest.mark.parametrize("name", sorted(cli.commands.commands))
def test_each_command_and_option_is_in_the_readme(name: str) -> None:
    assert f"kgbuild {name} " in README
    options = [
        option.opts[-1]
        for option in cli.commands.commands[name].params
        if isinstance(option, click.Option)
    ]
    missing = [option for option in options if option not in README]
    short = {"--output": "-o ", "--expression": "-e "}
    assert not [option for option in missing if short.get(option, option) not in README]


def test_each_term_is_documented() -> None:
    from kgbuild.vocab import KGB

    terms = {name for name in vars(KGB)["__annotations__"] if not name.startswith("_")}
    core = (ROOT / "ontology" / "kgb.ttl").read_text(encoding="utf-8")
    described = set(re.findall(r"^kgb:(\w+) a .*?skos:definition", core, re.MULTILINE | re.DOTALL))
    assert terms <= described
    frame_terms = set(re.findall(r"^kgb:(\w+) a [^.]*?rdfs:domain kgb:Frame", core, re.MULTILINE))
    assert len(frame_terms) >= 7
    assert all(f"`kgb:{term}`" in README for term in frame_terms)


def test_files_that_are_named_exist() -> None:
    for named in re.findall(r"`((?:ontology|seeds|training|tests)/[\w./-]*)`", README):
        assert (ROOT / named).exists(), named
