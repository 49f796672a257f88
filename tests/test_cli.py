"""The command line by itself: quick to answer, documented, and quiet where no one looks."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import time

import click
import pytest

from kgbuild import cli
from kgbuild.errors import SourceError

COMMANDS = sorted(cli.commands.commands)


def run(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kgbuild", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def test_help_answers_at_once() -> None:
    def seconds() -> float:
        start = time.perf_counter()
        assert run("--help").returncode == 0
        return time.perf_counter() - start

    assert min(seconds() for _ in range(3)) < 0.5


def test_the_commands_are_those_of_the_design() -> None:
    assert COMMANDS == ["build", "check", "explain", "query"]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_with_an_example(name: str) -> None:
    shown = run(name, "--help").stdout
    assert f"  kgbuild {name} " in shown
    command = cli.commands.commands[name]
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert all(option.help for option in options)


def test_help_shows_examples_and_version_tells_it() -> None:
    assert 'kgbuild explain "Russia suspended New START in 2023."' in run("--help").stdout
    version = importlib.metadata.version("kgbuild")
    assert run("--version").stdout == f"kgbuild {version}\n"


def test_wrong_usage_is_told_apart_from_bad_input() -> None:
    assert run("build").returncode == 2
    assert "give a query: either FILE or -e TEXT" in run("query", "graph.ttl").stderr


def test_an_error_is_one_line_and_a_bug_shows_its_traceback(monkeypatch, capsys) -> None:
    def refuse(*_arguments, **_options):
        raise SourceError("two\nlines", place="a.txt", hint="mend it")

    def crash(*_arguments, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "commands", refuse)
    with pytest.raises(SystemExit) as stopped:
        cli.main([])
    assert stopped.value.code == 1
    assert capsys.readouterr().err == "kgbuild: a.txt: two lines; mend it\n"
    monkeypatch.setattr(cli, "commands", crash)
    with pytest.raises(ZeroDivisionError):
        cli.main([])


def test_progress_is_shown_on_a_terminal_alone(monkeypatch, capsys) -> None:
    assert list(cli._bar([1, 2], 2)) == [1, 2]
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert list(cli._bar([1, 2], 2)) == [1, 2]
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Reading" in captured.err
    assert "100%" in captured.err
