"""Write the states of the arms-control ontology as Turtle, to standard output.

    python scripts/states.py PATH/country-codes.csv > ontology/arms-control.states.ttl

The names, official names, capitals and Wikidata identifiers of today's states come from
the table of datasets/country-codes (ODC-PDDL 1.0), kept in step with ISO 3166, the United
Nations' UNTERM and CLDR. ``states.csv`` beside this script holds what no such table does:
adjectives, peoples, seats of government, other names, and the states of history. Its
first column is the ISO code that joins the two; a cell left empty takes the table's
value, ``-`` refuses it (a capital whose name mostly means something else: Victoria),
``;`` parts several.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CURATED = Path(__file__).with_suffix(".csv")
WIDTH = 94

HEADER = """\
# The states: the members and observers of the United Nations, a few more, and those of
# history. Written by scripts/states.py from country-codes.csv (ODC-PDDL 1.0) and
# scripts/states.csv; mend those, not this.
#
# A capital or a seat stands for the government in it. A state of history has only those
# that no living state has: "Moscow" is Russia, unless the context says Soviet Union.

@prefix ac: <https://w3id.org/kgbuild/arms-control#> .
@prefix kgb: <https://w3id.org/kgbuild/core#> .
@prefix kge: <https://w3id.org/kgbuild/entity/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""


@dataclass(frozen=True, slots=True)
class State:
    """One state with its names; ``match`` is a Wikidata identifier or None."""

    label: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    definition: str | None
    succeeds: tuple[str, ...]
    match: str | None

    @property
    def slug(self) -> str:
        """The local name of the state's IRI: its label in lower-case ASCII."""
        ascii_label = unicodedata.normalize("NFKD", self.label.replace("–", "-"))
        letters = ascii_label.encode("ascii", "ignore").decode().lower().replace("'", "")
        return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def states(table: Path) -> Iterator[State]:
    """Yield every curated state, completed from ``table``."""
    known = {row["ISO3166-1-Alpha-2"]: row for row in _rows(table)}
    for row in _rows(CURATED):
        yield _state(row, known[row["code"]] if row["code"] else {})


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _state(row: dict[str, str], known: dict[str, str]) -> State:
    label = row["label"] or _plain(known["CLDR display name"])
    official = _plain(known.get("UNTERM English Formal", ""))
    match = row["match"] or known.get("wikidata_id", "").rpartition("/")[2]
    return State(
        label=label,
        aliases=tuple(sorted({*_names(official), *_names(row["aliases"])} - {label})),
        demonyms=_names(row["demonym"]),
        people=_names(row["people"]),
        # A city state's capital is its own name, which the label already holds.
        capitals=tuple(n for n in _names(row["capital"] or known.get("Capital", "")) if n != label),
        seats=_names(row["seat"]),
        definition=row["definition"] or None,
        succeeds=_names(row["succeeds"]),
        match=match if match.startswith("Q") else None,
    )


def _plain(name: str) -> str:
    """Return ``name`` without the article and footnote marks that the table adds."""
    return name.replace("’", "'").rstrip("* ").removeprefix("the ")


def _names(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(name.strip() for name in cell.split(";") if name.strip())


def turtle(state: State) -> str:
    """Return the block of Turtle that describes ``state``."""
    values = {
        "rdfs:label": [_literal(state.label)],
        "skos:altLabel": [_literal(name) for name in state.aliases],
        "skos:definition": [_literal(state.definition)] if state.definition else [],
        "kgb:demonym": [_literal(name) for name in state.demonyms],
        "kgb:people": [_literal(name) for name in state.people],
        "kgb:capital": [_literal(name) for name in state.capitals],
        "kgb:seat": [_literal(name) for name in state.seats],
        "kgb:succeeds": [f"kge:{slug}" for slug in sorted(state.succeeds)],
        "skos:exactMatch": [f"wd:{state.match}"] if state.match else [],
    }
    lines = [_line(term, objects) for term, objects in values.items() if objects]
    return f"kge:{state.slug} a ac:State ;\n    " + " ;\n    ".join(lines) + " .\n"


def _line(term: str, objects: list[str]) -> str:
    line = f"{term} {' , '.join(objects)}"
    return line if len(line) <= WIDTH else "\n        ".join([term, " ,\n        ".join(objects)])


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def main(table: str) -> None:
    """Write the Turtle of all states, sorted by IRI."""
    blocks = [turtle(state) for state in sorted(states(Path(table)), key=lambda s: s.slug)]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write("\n".join([HEADER, *blocks]))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
