"""Relations as the network's learned heads see them, by the mentions of the same grammar.

The heads point at words: a cue, and the word that each end is known by. Here those become
mentions, so that what is learned and what is written meet in the same values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.clauses import dating
from kgbuild.grammar import Function, Grammar, Word
from kgbuild.mentions import Phrases
from kgbuild.mentions.extent import is_demonym, is_name, is_nominal, is_temporal
from kgbuild.model import Candidate, Clause, Mention, Span, Status
from kgbuild.parse.network import ARCS, Arc

if TYPE_CHECKING:
    import spacy.tokens as spacy_tokens

INNER = (Function.FLAT, Function.COMPOUND, Function.FIXED, Function.ADJECTIVE, Function.NUMBER)


def candidates(
    doc: spacy_tokens.Doc, *, grammar: Grammar, clauses: Iterable[Clause] = ()
) -> Iterator[Candidate]:
    """Yield a candidate for each relation arc of ``doc`` whose ends are noun phrases.

    Speaker and dates are those of the clause whose predicate is the cue. A Doc from a
    pipeline without the heads has no arcs, and gives nothing.
    """
    arcs = [Arc(*fields) for fields in doc.user_data.get(ARCS, ())]
    if not arcs:
        return
    heads = {clause.predicate: clause for clause in clauses}
    for tree in grammar.trees(doc):
        inside = range(tree.first, tree.first + len(tree.words))
        phrases = Phrases(tree)
        for arc in arcs:
            if arc.cue in inside and arc.subject in inside and arc.object in inside:
                cue = tree.at(arc.cue)
                span = Span(cue.start, cue.end)
                when = dating.times(cue, phrases)
                for subject in _ends(tree.at(arc.subject), phrases):
                    for object_ in _ends(tree.at(arc.object), phrases):
                        said = _Said(tree.sentence, span, heads.get(span), when)
                        yield _candidate(arc, subject, object_, said=said)


@dataclass(frozen=True, slots=True)
class _Said:
    """Where and when an arc is said: sentence, cue, the clause whose predicate that is, dates."""

    sentence: Span
    cue: Span
    clause: Clause | None
    times: tuple[Mention, ...]


def _candidate(arc: Arc, subject: Mention, object_: Mention, *, said: _Said) -> Candidate:
    clause = said.clause
    return Candidate(
        sentence=said.sentence,
        relation=arc.relation,
        cue=said.cue,
        subject=subject,
        object=object_,
        status=_cautious(Status(arc.status), clause),
        score=arc.score,
        speaker=clause.speaker if clause else None,
        times=said.times,
    )


def _cautious(seen: Status, clause: Clause | None) -> Status:
    """Return the status the heads see, unless the cue's own clause is not asserted."""
    return seen if clause is None or clause.status is Status.ASSERTED else clause.status


def _ends(word: Word, phrases: Phrases) -> tuple[Mention, ...]:
    """Return what a word that the heads point at is part of: its phrase, or nothing."""
    word = _phrase_head(word, phrases)
    if not (is_nominal(word) or is_demonym(word)):
        return ()
    return phrases.shared(word) or (phrases.mention(word),)


def _phrase_head(word: Word, phrases: Phrases) -> Word:
    """Climb from a word within a name or a date to the word that heads it.

    A name before a common noun is an end of its own: "Council" in "Council sanctions".
    """
    while word.head is not None and _is_within(word, word.head):
        if not phrases.mention(word.head).span.covers(Span(word.start, word.end)):
            break
        word = word.head
    return word


def _is_within(word: Word, head: Word) -> bool:
    if is_temporal(word):
        return is_temporal(head)
    own = word.function is Function.COMPOUND and is_name(word) and not is_name(head)
    return word.function in INNER and is_nominal(head) and not own
