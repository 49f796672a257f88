"""Hand-written parses as spaCy Docs: CoNLL-U in, no model needed.

The last column may hold ``SpaceAfter=No`` and ``Entity=B-ORG`` (or ``I-ORG``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgbuild.model import Clause

FOLDER = Path(__file__).parent / "parses"


@dataclass(frozen=True)
class Parse:
    """One sentence of a CoNLL-U file: its identifier and its rows of ten columns."""

    id: str
    rows: tuple[tuple[str, ...], ...]


def read(text: str) -> Iterator[Parse]:
    """Yield the sentences of ``text``, which is CoNLL-U; columns may be cut by spaces."""
    name, rows = "", []
    for line in [*text.splitlines(), ""]:
        if line.startswith("# sent_id"):
            name = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            row = tuple(line.split("\t") if "\t" in line else line.split())
            if row[0].isdigit():
                rows.append(row)
        elif not line and rows:
            yield Parse(name, tuple(rows))
            rows = []


def doc(*parses: Parse, vocab: Vocab | None = None) -> Doc:
    """Make one Doc of ``parses``, a sentence each."""
    rows = [row for parse in parses for row in parse.rows]
    heads: list[int] = []
    for parse in parses:
        first = len(heads)
        for index, row in enumerate(parse.rows):
            heads.append(first + (index if row[6] == "0" else int(row[6]) - 1))
    return Doc(
        vocab or Vocab(),
        words=[row[1] for row in rows],
        spaces=["SpaceAfter=No" not in row[9] for row in rows],
        lemmas=[row[2] for row in rows],
        pos=[row[3] for row in rows],
        morphs=["" if row[5] == "_" else row[5] for row in rows],
        heads=heads,
        deps=["ROOT" if row[6] == "0" else row[7] for row in rows],
        ents=[_entity(row[9]) for row in rows],
        sent_starts=[index == 0 for parse in parses for index in range(len(parse.rows))],
    )


def _entity(misc: str) -> str:
    found = [part[7:] for part in misc.split("|") if part.startswith("Entity=")]
    return found[0] if found and found[0][:2] in ("B-", "I-") else "O"


@cache
def named(file: str) -> dict[str, Parse]:
    """Return the sentences of ``parses/<file>.conllu`` by their identifiers."""
    return {
        parse.id: parse for parse in read((FOLDER / f"{file}.conllu").read_text(encoding="utf-8"))
    }


def reading(clause: Clause) -> str:
    """Write a clause on a line: "VERB sign(subject Norland, object pact, in Geneva)"."""
    arguments = ", ".join(
        f"{argument.preposition or argument.role} {argument.mention.name}"
        for argument in clause.arguments
    )
    particle = f" {clause.particle}" if clause.particle else ""
    return f"{clause.kind.upper()} {clause.lemma}{particle}({arguments})"
