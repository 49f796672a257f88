"""The errors kgbuild raises on purpose, each with a line that says what to mend.

KgbuildError
 ├─ SourceError      a document that cannot be read (missing, binary, wrong encoding)
 ├─ OntologyError    Turtle that is malformed, or breaks the shapes of a lexicon
 ├─ ModelError       a language pipeline that is unknown or lacks what is needed
 ├─ GraphError       a graph that cannot be read, written or queried
 └─ OutputError      a place that cannot be written

Anything else that is raised is a bug, and shows its traceback.
"""

from __future__ import annotations


class KgbuildError(Exception):
    """What went wrong, where, and how to mend it: one line for a person.

    >>> str(KgbuildError("no such file", place="a.txt", hint="check the name"))
    'a.txt: no such file; check the name'
    """

    def __init__(self, problem: str, *, place: str | None = None, hint: str | None = None) -> None:
        self.problem = problem
        self.place = place
        self.hint = hint
        line = f"{place}: {problem}" if place else problem
        super().__init__(f"{line}; {hint}" if hint else line)


class SourceError(KgbuildError):
    """A document cannot be read."""


class OntologyError(KgbuildError):
    """An ontology or lexicon cannot be used."""


class ModelError(KgbuildError):
    """A language pipeline cannot be used."""


class GraphError(KgbuildError):
    """A graph cannot be read, written or queried."""


class OutputError(KgbuildError):
    """A result cannot be written."""
