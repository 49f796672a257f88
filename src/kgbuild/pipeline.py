"""Where the steps meet: build a graph, explain a sentence, check an ontology."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild import coreference, entities, extract, grammar, parse, sources, validate, visualize
from kgbuild import ontology as knowledge
from kgbuild.arcs import candidates
from kgbuild.clauses import clauses
from kgbuild.entities import Links
from kgbuild.errors import OutputError
from kgbuild.extract import Attempt
from kgbuild.graph import files, to_graph
from kgbuild.lexicon import Example
from kgbuild.mentions import all_mentions
from kgbuild.model import Candidate, Claim, Clause, Document, Entity, Span, Status
from kgbuild.ontology import Ontology
from kgbuild.parse.network import ARCS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LEARNED = "https://w3id.org/kgbuild/arms-control#"  # what the network's heads were trained on
RECORDS = frozenset({".jsonl", ".csv"})  # one such file holds any number of documents


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as understood: its sentences, its clauses, and the claims they make."""

    document: Document
    sentences: tuple[Span, ...]
    clauses: tuple[Clause, ...]
    links: Links
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build read, found and wrote; ``claims`` counts them by status."""

    documents: int
    sentences: int
    claims: tuple[tuple[Status, int], ...]
    entities: int
    seconds: float
    written: tuple[Path, ...]
    skipped: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence, the frames tried on each of its clauses, and the claims it makes."""

    sentence: str
    attempts: tuple[Attempt, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """How many examples a check ran, and a line for each thing that is wrong or doubtful."""

    examples: int
    problems: tuple[str, ...]
    warnings: tuple[str, ...]


Watch = Callable[[Iterable[Reading], int | None], Iterable[Reading]]


def build(
    paths: Iterable[Path],
    *,
    output: Path,
    ontology: Iterable[Path] = (),
    model: str | None = None,
    watch: Watch = lambda readings, _length: readings,
) -> Summary:
    """Read files and folders, and write ``graph.ttl`` and ``graph.html`` into ``output``.

    ``ontology`` are Turtle files or folders, by default those in the package, and ``model``
    the name or path of a spaCy pipeline. ``watch`` is given the readings as they come, and
    their number where it is known, and hands them on. Nothing is written before everything
    is read, so that an earlier output survives a failure.

    Raises ``SourceError``, ``OntologyError``, ``ModelError`` and ``OutputError``.
    """
    start = time.monotonic()
    survey = sources.survey(paths)
    _make_folder(output)
    domain = knowledge.load(ontology)
    nlp = parse.load(model)
    read_in = read(sources.read(survey.files), nlp=nlp, ontology=domain)
    length = None if any(path.suffix in RECORDS for path in survey.files) else len(survey.files)
    documents: list[Document] = []
    claims: list[Claim] = []
    sentences = 0
    for reading in watch(read_in, length):
        documents.append(reading.document)
        claims.extend(reading.claims)
        sentences += len(reading.sentences)
    written = _publish(documents, claims, output=output, ontology=domain)
    by_status = Counter(claim.status for claim in claims)
    return Summary(
        documents=len(documents),
        sentences=sentences,
        claims=tuple((status, by_status[status]) for status in Status),
        entities=len({end.iri for claim in claims for end in _ends(claim)}),
        seconds=time.monotonic() - start,
        written=written,
        skipped=survey.skipped,
    )


def explain(
    text: str, *, ontology: Iterable[Path] = (), model: str | None = None
) -> tuple[Explanation, ...]:
    """Return for each sentence of ``text`` what was tried on it, and what came of it.

    Raises ``OntologyError`` and ``ModelError``.
    """
    domain = knowledge.load(ontology)
    document = Document("explained", text)
    [reading] = read([document], nlp=parse.load(model), ontology=domain)
    attempts = extract.explain(
        reading.clauses, document=document, ontology=domain, links=reading.links
    )
    tried = tuple(attempts)
    return tuple(
        Explanation(
            sentence.of(text),
            tuple(attempt for attempt in tried if _overlap(attempt.clause.sentence, sentence)),
            tuple(claim for claim in reading.claims if _overlap(claim.sentence, sentence)),
        )
        for sentence in reading.sentences
    )


def check(paths: Iterable[Path] = (), *, model: str | None = None) -> Report:
    """Check ontologies: the shapes of their lexicons, and the claim that each example marks.

    An example without marks is a false friend, and must give no claim of its relation.
    Raises ``OntologyError`` and ``ModelError``.
    """
    paths = tuple(paths)
    domain = knowledge.load(paths)
    findings = validate.lexicon(paths)
    documents = [
        Document(f"example-{number}", example.text)
        for number, example in enumerate(domain.examples, start=1)
    ]
    readings = read(documents, nlp=parse.load(model), ontology=domain)
    wrong = (
        _problem(example, reading, domain)
        for example, reading in zip(domain.examples, readings, strict=True)
    )
    return Report(
        examples=len(documents),
        problems=(*(str(one) for one in findings if not one.warning), *filter(None, wrong)),
        warnings=tuple(str(one) for one in findings if one.warning),
    )


def read(documents: Iterable[Document], *, nlp: Language, ontology: Ontology) -> Iterator[Reading]:
    """Yield what each document says, one at a time, in their order."""
    rules = grammar.recognise(parse.labels(nlp))
    for document, doc in parse.parse(documents, nlp=nlp):
        found = tuple(clauses(doc, grammar=rules))
        named = entities.link(all_mentions(doc, rules), ontology=ontology, document=document)
        links = coreference.resolve(found, links=named, ontology=ontology, document=document)
        written = extract.extract(found, document=document, ontology=ontology, links=links)
        learned = None
        if ARCS in doc.user_data and any(iri.startswith(LEARNED) for iri in ontology.relations):
            seen = candidates(doc, grammar=rules, clauses=found)
            known = (one for one in seen if _known(one, ontology))
            learned = extract.from_candidates(
                known, document=document, ontology=ontology, links=links
            )
        claims = extract.join(written, learned)
        yield Reading(document, tuple(_sentences(doc)), found, links, tuple(claims))


def _sentences(doc: Doc) -> Iterator[Span]:
    """Yield where the sentences are, without the white space around them."""
    for sentence in doc.sents:
        text = sentence.text.rstrip()
        start = sentence.end_char - len(sentence.text.lstrip())
        if text:
            yield Span(start, sentence.start_char + len(text))


def _known(candidate: Candidate, ontology: Ontology) -> bool:
    """Whether the ontology has the relation: another domain has the lexicon alone."""
    return f"{LEARNED}{candidate.relation}" in ontology.relations


def _problem(example: Example, reading: Reading, ontology: Ontology) -> str | None:
    """Tell what is wrong with what an example gives, if anything is."""
    relation, swapped = ontology.canonical(example.relation)
    ends = (example.object, example.subject) if swapped else (example.subject, example.object)
    written = extract.extract(
        reading.clauses, document=reading.document, ontology=ontology, links=reading.links
    )
    of_relation = [claim for claim in written if claim.relation == relation.iri]
    place = f'{ontology.local(example.relation)}: "{example.text}"'
    if ends == (None, None):
        return f"{place} must give no claim, but gives one" if of_relation else None
    found = any(_says(claim, *ends, either=relation.symmetric) for claim in of_relation)
    return None if found else f"{place} does not give the claim it marks"


def _says(claim: Claim, subject: Span | None, object_: Span | None, *, either: bool) -> bool:
    """Whether a claim's words overlap the ends marked, in either order where that is the same."""
    marked = (subject, object_)
    orders = (marked, marked[::-1]) if either else (marked,)
    said = (claim.subject_span, claim.object_span)
    return any(
        all(end is None or _overlap(span, end) for span, end in zip(said, order, strict=True))
        for order in orders
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _ends(claim: Claim) -> Iterator[Entity]:
    for end in (claim.subject, claim.object, claim.speaker):
        if isinstance(end, Entity):
            yield end


def _make_folder(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise OutputError(
            "is not a folder", place=str(output), hint="choose another place with -o"
        ) from error
    except OSError as error:
        raise OutputError(
            f"cannot be made ({error.strerror})",
            place=str(output),
            hint="choose another place with -o",
        ) from error


def _publish(
    documents: Iterable[Document], claims: Iterable[Claim], *, output: Path, ontology: Ontology
) -> tuple[Path, ...]:
    """Write the graph and its page, each beside its place and then moved there."""
    graph = to_graph(documents, claims=claims, ontology=ontology)
    page = visualize.page(graph)
    turtle, html = output / "graph.ttl", output / "graph.html"
    files.write(graph, path=turtle)
    files.save(page.encode(), path=html)
    return turtle, html
