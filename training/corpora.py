"""The training data as one kind of value: words, and what is known of each of them.

Treebanks are CoNLL-U (https://universaldependencies.org/format.html), names are IOB2,
relations are the project's JSON lines. What a corpus does not say is None, and costs no loss.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import spacy

from kgbuild.parse.lemmas import script

FEATURES = frozenset(
    "Tense Mood VerbForm Voice Number Person Polarity PronType Degree Definite Case Gender "
    "Poss Reflex NumType Foreign".split()
)
NAMES = ("PERSON", "ORG", "LOC", "NORP", "DATE", "EVENT", "PRODUCT")
TAGS = ("O", *(f"{part}-{name}" for name in NAMES for part in "BI"))
GMB = {"per": "PERSON", "org": "ORG", "geo": "LOC", "gpe": "NORP", "tim": "DATE", "eve": "EVENT"}
GMB |= {"art": "PRODUCT"}
UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
GUM = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT", "time": "DATE"}
STATUSES = ("asserted", "attributed", "negated", "planned")
INSIDE_NAMES = frozenset(("PROPN", "ADP", "DET", "NUM", "CCONJ", "PART"))
PREPOSITIONS = frozenset("of for on in to from with against between by at".split())

Allowed = frozenset[str]
ANY: Allowed = frozenset(TAGS)
NOT_IN_UNER: Allowed = frozenset(t for t in TAGS if t == "O" or t[2:] not in UNER.values())
NOT_A_NAME: Allowed = frozenset(t for t in TAGS if t == "O" or t[2:] in ("NORP", "DATE", "EVENT"))


@dataclass(frozen=True, slots=True)
class Arc:
    """A relation in a sentence: word indices of its cue and of the heads of its ends."""

    cue: int
    relation: str
    subject: int
    object: int
    status: str


@dataclass(slots=True)
class Example:
    """A sentence, or several in a row; ``heads`` are 1-based within the example, 0 is the root.

    ``names`` holds for each word the set of tags that the corpus leaves possible.
    """

    words: list[str]
    tags: list[str] | None = None
    features: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    labels: list[str] | None = None
    starts: list[int] | None = None
    names: list[Allowed] | None = None
    arcs: list[Arc] | None = None
    id: str = ""
    paragraph: int = 0
    lemma_forms: list[str] = field(default_factory=list)


def treebank(path: Path) -> Iterator[Example]:
    """Yield the sentences of a gzipped CoNLL-U file, numbered by paragraph."""
    paragraph = 0
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(("# newdoc", "# newpar")):
                paragraph += 1
            elif line[0].isdigit() and (row := line.rstrip("\n").split("\t"))[0].isdigit():
                rows.append(row)
            elif not line.strip() and rows:
                yield _sentence(rows, paragraph)
                rows = []


def _sentence(rows: list[list[str]], paragraph: int) -> Example:
    words = [row[1] for row in rows]
    return Example(
        words=words,
        tags=[row[3] for row in rows],
        features=[features(row[5]) for row in rows],
        lemmas=[script(row[1], row[2]) for row in rows],
        lemma_forms=[row[2] for row in rows],
        heads=[int(row[6]) for row in rows],
        labels=[row[7] for row in rows],
        starts=[1] + [0] * (len(rows) - 1),
        names=_gum_names(rows) if any("Entity=" in row[9] for row in rows) else None,
        paragraph=paragraph,
    )


def features(text: str) -> str:
    """Keep the morphological features that the pipeline gives.

    >>> features("Number=Sing|Style=Coll|Typo=Yes")
    'Number=Sing'
    """
    return "|".join(f for f in text.split("|") if f.split("=")[0] in FEATURES) or "_"


def _gum_names(rows: list[list[str]]) -> list[Allowed]:
    """Named mentions of GUM's entity layer; a proper noun outside one is left open."""
    allowed: list[Allowed] = [ANY if row[3] == "PROPN" else NOT_A_NAME for row in rows]
    covered = -1
    for first, last, kind in sorted(_gum_spans(rows), key=lambda s: (s[0], -s[1])):
        start, end = _trimmed(rows, first, last)
        inner = [row[3] for row in rows[start : end + 1]]
        named = kind == "time" or (inner[0] == "PROPN" and set(inner) <= INSIDE_NAMES)
        if start <= covered or kind not in GUM or not named or "PROPN" not in inner:
            continue
        covered = end
        for k in range(start, end + 1):
            allowed[k] = frozenset((f"{'B' if k == start else 'I'}-{GUM[kind]}",))
    return allowed


def _trimmed(rows: list[list[str]], start: int, end: int) -> tuple[int, int]:
    """Return the first and last word of a mention without its articles and possessive mark."""
    while start < end and rows[start][3] == "DET":
        start += 1
    while start < end and rows[end][2] == "'s":
        end -= 1
    return start, end


def _gum_spans(rows: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    """Yield (first word, last word, type) of GUM's bracketed entity annotation."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for k, row in enumerate(rows):
        found = re.search(r"Entity=([^|]+)", row[9])
        pattern = r"\((\d+)-(\w+)-[^()]*(\))?|(\d+)\)"
        for m in re.finditer(pattern, found[1] if found else ""):
            if m[4]:
                if opened.get(m[4]):
                    start, kind = opened[m[4]].pop()
                    yield start, k, kind
            elif m[3]:
                yield k, k, m[2]
            else:
                opened.setdefault(m[1], []).append((k, m[2]))


def iob(path: Path, classes: dict[str, str], *, column: int, rest: Allowed) -> Iterator[Example]:
    """Yield the sentences of a gzipped IOB2 file; ``rest`` is what its O may stand for."""
    words: list[str] = []
    names: list[Allowed] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in (*lines, "\n"):
            row = line.rstrip("\n").split("\t")
            if line.startswith("# ") and len(row) < 3:
                continue
            if not line.strip():
                if words:
                    yield Example(words=words, names=names)
                words, names = [], []
                continue
            words.append(row[1 if column > 1 else 0])
            names.append(_allowed(row[column], classes, rest))


def _allowed(tag: str, classes: dict[str, str], rest: Allowed) -> Allowed:
    if tag == "O":
        return rest
    kind = classes.get(tag[2:])
    return frozenset((f"{tag[0]}-{kind}",)) if kind else ANY


gmb = partial(iob, classes=GMB, column=1, rest=frozenset(("O",)))
uner = partial(iob, classes=UNER, column=2, rest=NOT_IN_UNER)


def relations(path: Path) -> Iterator[Example]:
    """Yield annotated sentences with the relation arcs whose cue and ends can be placed."""
    nlp = spacy.blank("en")
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        doc = nlp.make_doc(record["text"])
        keep = [t.i for t in doc if not t.is_space]
        places = [(doc[i].idx, doc[i].idx + len(doc[i])) for i in keep]
        words = [doc[i].text for i in keep]
        arcs = [arc for c in record["claims"] if (arc := _arc(c, record["text"], words, places))]
        yield Example(words=words, arcs=arcs, id=record["id"])


def held_out(example: Example) -> bool:
    """Whether a relation sentence is kept for thresholds and calibration (one in six)."""
    return zlib.crc32(example.id.encode()) % 6 == 0


def _arc(claim: dict, text: str, words: list[str], places: list[tuple[int, int]]) -> Arc | None:
    cues = _occurrences([claim.get("cue") or ""], text, places)
    subjects = _occurrences(claim["subject"], text, places)
    objects = _occurrences(claim["object"], text, places)
    if not (cues and subjects and objects):
        return None
    cue = min(cues, key=lambda c: min(abs(c[0] - o[-1]) for o in objects))
    ends = [_head(_nearest(spans, cue[0]), words) for spans in (subjects, objects)]
    return Arc(cue[0], claim["relation"], ends[0], ends[1], claim["status"])


def _occurrences(names: Iterable[str], text: str, places: list) -> list[list[int]]:
    """Return the word indices of each place where one of the names stands."""
    found = []
    for name in filter(None, names):
        for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = [
                k for k, (start, end) in enumerate(places) if start < m.end() and end > m.start()
            ]
            if span and span not in found:
                found.append(span)
    return found


def _nearest(spans: list[list[int]], cue: int) -> list[int]:
    """Return the widest name that shares words with the one nearest to the cue."""
    near = min(spans, key=lambda s: min(abs(k - cue) for k in s))
    return max((s for s in spans if set(s) & set(near)), key=len)


def _head(span: list[int], words: list[str]) -> int:
    """Return the head word of a name: the last before its first preposition."""
    for k in range(1, len(span)):
        if words[span[k]].lower() in PREPOSITIONS:
            return span[k - 1]
    return span[-1]
