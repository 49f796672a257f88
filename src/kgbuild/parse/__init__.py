"""A spaCy pipeline, our own or any other: Documents in, Docs out.

Our own English pipeline is one multi-task network over one encoder pass, trained as
``training/README.md`` tells. It is a spaCy ``Language``, so everything of spaCy works with it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.errors import ModelError
from kgbuild.model import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

HOME = Path(__file__).parent / "english"
LONGEST = 100_000_000  # characters; a book has a million
PROBE = "Ann Lee signed it in Oslo. Two states left."
NEEDED = (
    ("DEP", "dependencies (a parser)"),
    ("SENT_START", "sentence starts (a parser or senter)"),
    ("POS", "universal parts of speech (a morphologizer, or a tagger and attribute_ruler)"),
    ("LEMMA", "lemmas (a lemmatizer)"),
    ("ENT_IOB", "named entities (an entity recognizer)"),
)


def load(name: str | None = None, *, threads: int | None = None) -> Language:
    """Return the packaged English pipeline, or the spaCy pipeline of a name or path.

    ``threads`` (all cores by default) share the windows of one document in our own pipeline.
    Raises ModelError for a pipeline that is not there, or that lacks what is needed.
    """
    import spacy

    if name is None:
        from kgbuild.parse import component  # noqa: F401  registers the factory

        nlp = spacy.blank("en")
        config = {"home": str(HOME), "threads": threads or os.cpu_count() or 1}
        nlp.add_pipe("kgbuild_network", config=config)
        nlp.max_length = LONGEST
        return nlp
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError) as error:
        raise ModelError(
            "no such spaCy pipeline",
            place=name,
            hint="give an installed package or a folder, or leave --model out for our own",
        ) from error
    nlp.max_length = LONGEST
    check(nlp, name=name)
    return nlp


def check(nlp: Language, *, name: str) -> None:
    """Raise ModelError naming all that a pipeline lacks, found by a probe sentence."""
    doc = nlp(PROBE)
    missing = [what for attribute, what in NEEDED if not doc.has_annotation(attribute)]
    if missing:
        raise ModelError(
            f"the pipeline lacks {'; '.join(missing)}",
            place=name,
            hint="add the components, or leave --model out for our own pipeline",
        )


def labels(nlp: Language) -> tuple[str, ...]:
    """Return the dependency labels a pipeline gives, whichever component gives them."""
    found = {
        label
        for name, pipe in nlp.pipeline
        if "token.dep" in nlp.get_pipe_meta(name).assigns
        for label in getattr(pipe, "labels", ())
    }
    return tuple(sorted(found))


def parse(documents: Iterable[Document], *, nlp: Language) -> Iterator[tuple[Document, Doc]]:
    """Yield each document with its Doc; ``token.idx`` is an offset into the document's text."""
    pairs = ((document.text, document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True, batch_size=8):
        yield document, doc
