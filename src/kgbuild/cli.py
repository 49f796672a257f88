"""The command line: one verb a command, one call a verb. Heavy imports wait for their verb."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kgbuild.errors import GraphError, KgbuildError

if TYPE_CHECKING:
    from kgbuild.extract import Attempt
    from kgbuild.model import Claim, Clause
    from kgbuild.pipeline import Explanation, Summary

T = TypeVar("T")

EXAMPLES = """\b
Examples:
  kgbuild build seeds -o output
  kgbuild build page.html notes/ --ontology my.ttl --ontology my.lexicon.ttl
  kgbuild explain "Russia suspended New START in 2023."
  kgbuild check ontology/
  kgbuild query output/graph.ttl -e "SELECT * WHERE { ?s ac:signed ?o }"
"""

paths_argument = click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
ontology_option = click.option(
    "--ontology",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Turtle to read the text against, instead of arms control; repeat for several files.",
)
model_option = click.option(
    "--model",
    metavar="NAME",
    help="A spaCy pipeline, by name or path, instead of the one in the package.",
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; a ``KgbuildError`` becomes one line and the exit status 1."""
    try:
        commands(arguments, prog_name="kgbuild")
    except KgbuildError as error:
        click.echo(f"kgbuild: {' '.join(str(error).split())}", err=True)
        sys.exit(1)


@click.group(
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="kgbuild", message="kgbuild %(version)s")
def commands() -> None:
    """Text in, a knowledge graph out: each edge typed, dated, and traced to its sentence."""


@commands.command(
    short_help="Build the graph of files and folders.",
    epilog="\b\nExample:\n  kgbuild build seeds -o output",
)
@paths_argument
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    default=Path("output"),
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where to write graph.ttl and graph.html.",
)
@ontology_option
@model_option
def build(
    paths: tuple[Path, ...], output: Path, ontology: tuple[Path, ...], model: str | None
) -> None:
    """Build the graph of files and folders: graph.ttl, and graph.html to look at it."""
    from kgbuild import pipeline

    summary = pipeline.build(paths, output=output, ontology=ontology, model=model, watch=_bar)
    click.echo(_table(_summary(summary)))


@commands.command(
    short_help="Show what a sentence says, and why.",
    epilog='\b\nExample:\n  kgbuild explain "Russia did not withdraw from the treaty."',
)
@click.argument("sentence")
@ontology_option
@model_option
def explain(sentence: str, ontology: tuple[Path, ...], model: str | None) -> None:
    """Show the clauses of a sentence, the frame each matched, the claims, or why none."""
    from kgbuild import pipeline

    for explanation in pipeline.explain(sentence, ontology=ontology, model=model):
        click.echo("\n".join(_explained(explanation)))


@commands.command(
    short_help="Check an ontology and its lexicon.",
    epilog="\b\nExample:\n  kgbuild check ontology/",
)
@click.argument("paths", metavar="[PATH...]", nargs=-1, type=click.Path(path_type=Path))
@model_option
def check(paths: tuple[Path, ...], model: str | None) -> None:
    """Check an ontology and its lexicon: their shapes, and every example in them.

    Without a PATH, the ontology in the package is checked.
    """
    from kgbuild import pipeline

    report = pipeline.check(paths, model=model)
    for line in (*report.problems, *(f"{warning} (a warning)" for warning in report.warnings)):
        click.echo(line)
    click.echo(f"{report.examples} examples, {len(report.problems)} problems")
    sys.exit(1 if report.problems else 0)


@commands.command(
    short_help="Ask a graph in SPARQL.",
    epilog='\b\nExample:\n  kgbuild query output/graph.ttl -e "SELECT * WHERE { ?s ac:signed ?o }"',
)
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("-e", "--expression", metavar="TEXT", help="The query itself, instead of a FILE.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to write the rows.",
)
def query(graph: Path, file: Path | None, expression: str | None, form: str) -> None:
    """Ask a GRAPH a question in SPARQL, read from FILE or given with -e.

    The prefixes of kgbuild need not be declared.
    """
    if (file is None) == (expression is None):
        raise click.UsageError("give a query: either FILE or -e TEXT")
    from kgbuild.query import query as ask

    sparql = _written(file) if file else expression or ""
    click.echo(ask(graph, sparql=sparql, format=form), nl=False)


def _written(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise GraphError(
            f"cannot be read ({reason})", place=str(file), hint="give a file that holds a query"
        ) from error


def _bar(steps: Iterable[T], length: int | None) -> Iterator[T]:
    """Show on a terminal how far the work is; elsewhere say nothing."""
    if not sys.stderr.isatty():
        yield from steps
        return
    with click.progressbar(steps, length=length, label="Reading", file=sys.stderr) as bar:
        yield from bar


def _summary(summary: Summary) -> Iterator[tuple[str, str]]:
    by_status = ", ".join(f"{count} {status}" for status, count in summary.claims)
    total = sum(count for _, count in summary.claims)
    yield "documents", str(summary.documents)
    yield "sentences", str(summary.sentences)
    yield "claims", f"{total} ({by_status})"
    yield "entities", str(summary.entities)
    yield "seconds", f"{summary.seconds:.1f}"
    yield "written", ", ".join(map(str, summary.written))
    if summary.skipped:
        yield "not read", ", ".join(map(str, summary.skipped))


def _explained(explanation: Explanation) -> Iterator[str]:
    yield explanation.sentence
    said = {_said(claim): claim for claim in explanation.claims}
    clauses = list(dict.fromkeys(attempt.clause for attempt in explanation.attempts))
    for clause in clauses:
        yield f"  clause   {_clause(clause)}"
        for attempt in explanation.attempts:
            if attempt.clause == clause:
                yield from _attempt(attempt, said)
    if not clauses:
        yield "  no clause was found"
    tried = {_said(attempt.claim) for attempt in explanation.attempts if attempt.claim}
    for claim in explanation.claims:
        if _said(claim) not in tried:
            yield "  learned from annotated text, by no frame"
            yield f"    claim  {_claim(claim)}"


def _said(claim: Claim) -> tuple[str, str, str]:
    return claim.subject.iri, claim.relation, _end(claim)


def _end(claim: Claim) -> str:
    return str(getattr(claim.object, "iri", None) or getattr(claim.object, "value", ""))


def _clause(clause: Clause) -> str:
    arguments = [
        f"{argument.preposition or argument.role}: {argument.mention.name}"
        for argument in clause.arguments
    ]
    times = [f"time: {time.name}" for time in clause.times]
    speaker = [f"speaker: {clause.speaker.name}"] if clause.speaker else []
    because = f" ({', '.join(clause.because)})" if clause.because else ""
    head = " ".join(filter(None, (clause.lemma, clause.particle)))
    return "; ".join([f"{head}, {clause.status}{because}", *arguments, *times, *speaker])


def _attempt(attempt: Attempt, said: Mapping[tuple[str, str, str], Claim]) -> Iterator[str]:
    if attempt.frame:
        yield f"    frame  {attempt.frame.id}"
    if attempt.claim and _said(attempt.claim) in said:
        yield f"    claim  {_claim(said[_said(attempt.claim)])}"
    elif attempt.claim:
        yield f"    none   too unsure to be said: {_claim(attempt.claim)}"
    if attempt.reason:
        yield f"    none   {attempt.reason}"


def _claim(claim: Claim) -> str:
    relation = claim.relation.replace("/", "#").rpartition("#")[2]
    end = getattr(claim.object, "label", None) or getattr(claim.object, "value", "")
    told = [claim.status, claim.time.value if claim.time else None]
    by = f"says {claim.speaker.label}" if claim.speaker else None
    about = ", ".join(filter(None, (*told, by, f"{claim.confidence:.2f}")))
    return f"{claim.subject.label} | {relation} | {end} ({about})"


def _table(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{name:<10} {value}" for name, value in rows)
