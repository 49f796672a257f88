"""Mentions, clauses and claims made by hand, for the rooms between grammar and graph.

>>> said = Said("Norland left the pact.")
>>> said.mention("pact", kind=MentionKind.NOUN, definite=True).span
Span(start=17, end=21)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kgbuild import ontology
from kgbuild.model import (
    Argument,
    Clause,
    ClauseKind,
    Document,
    Mention,
    MentionKind,
    Role,
    Span,
    Status,
)
from kgbuild.ontology import Ontology

DOMAIN = "https://example.org/domain#"
ENTITY = "https://w3id.org/kgbuild/entity/"


@cache
def domain() -> Ontology:
    """Return the small ontology of ``meaning.ttl``."""
    return ontology.load([Path(__file__).with_name("meaning.ttl")])


@dataclass(frozen=True)
class Said:
    """A text, and what is found in it: each mention and clause is told by its words."""

    text: str
    date: str | None = None
    creator: str | None = None
    id: str = field(default="note")

    @property
    def document(self) -> Document:
        return Document(self.id, self.text, date=self.date, creator=self.creator)

    def span(self, words: str, *, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def sentence(self, words: str, *, nth: int = 0) -> Span:
        """Return the sentence that has the words; sentences end with a full stop."""
        at = self.span(words, nth=nth).start
        start = self.text.rfind(". ", 0, at) + 2 if ". " in self.text[:at] else 0
        return Span(start, self.text.find(".", at) + 1)

    def mention(
        self,
        words: str,
        *attachments: Argument,
        head: str | None = None,
        kind: MentionKind = MentionKind.NAME,
        label: str | None = None,
        number: str = "Sing",
        definite: bool = False,
        nth: int = 0,
    ) -> Mention:
        span = self.span(words, nth=nth)
        word = (
            words.split(" of ", maxsplit=1)[0].split(" on ", maxsplit=1)[0].rsplit(maxsplit=1)[-1]
        )
        at = span.start + words.index(word)
        spans = [span, *(a.mention.extent or a.mention.span for a in attachments)]
        return Mention(
            span=span,
            text=words,
            name=words,
            head=head or word.lower(),
            head_span=Span(at, at + len(word)),
            kind=kind,
            label=label,
            number=number,
            definite=definite,
            attachments=attachments,
            extent=Span(min(s.start for s in spans), max(s.end for s in spans)),
        )

    def noun(self, words: str, *attachments: Argument, **features) -> Mention:
        return self.mention(words, *attachments, kind=MentionKind.NOUN, **features)

    def pronoun(self, word: str, *, nth: int = 0, number: str = "Sing") -> Mention:
        return self.mention(word, kind=MentionKind.PRONOUN, nth=nth, number=number)

    def clause(
        self,
        word: str,
        lemma: str,
        *arguments: Argument,
        kind: ClauseKind = ClauseKind.VERB,
        particle: str | None = None,
        status: Status = Status.ASSERTED,
        speaker: Mention | None = None,
        times: tuple[Mention, ...] = (),
        nth: int = 0,
    ) -> Clause:
        return Clause(
            sentence=self.sentence(word, nth=nth),
            kind=kind,
            lemma=lemma,
            predicate=self.span(word, nth=nth),
            arguments=arguments,
            particle=particle,
            status=status,
            speaker=speaker,
            times=times,
        )


def subject(mention: Mention) -> Argument:
    return Argument(Role.SUBJECT, mention)


def object_(mention: Mention) -> Argument:
    return Argument(Role.OBJECT, mention)


def indirect(mention: Mention) -> Argument:
    return Argument(Role.INDIRECT, mention)


def oblique(preposition: str, mention: Mention) -> Argument:
    return Argument(Role.OBLIQUE, mention, preposition)


def possessor(mention: Mention) -> Argument:
    return Argument(Role.POSSESSOR, mention)


def modifier(mention: Mention) -> Argument:
    return Argument(Role.MODIFIER, mention)


def apposition(mention: Mention) -> Argument:
    return Argument(Role.APPOSITION, mention)


def mentions_of(*clauses: Clause) -> list[Mention]:
    """Return the mentions of clauses, speakers included, as the pipeline gathers them."""
    found = [argument.mention for clause in clauses for argument in clause.arguments]
    return found + [clause.speaker for clause in clauses if clause.speaker]
