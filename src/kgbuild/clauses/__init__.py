"""Docs as clauses: who does what to whom, how certain the text is of it, and since when.

Verbs, copulas, event nouns, appositions and adjectives give one value, so that what
follows need not know how a sentence is built. A clause is a reading, not yet a claim:
every common noun that something hangs on is a candidate event, and the lexicon decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgbuild.clauses.arguments import Arguments
from kgbuild.clauses.dating import times
from kgbuild.clauses.factuality import Factuality
from kgbuild.clauses.nominal import event_arguments, holder, role_name, roles
from kgbuild.clauses.predicates import SUBJECTS, is_copular, is_predicate
from kgbuild.clauses.quotation import quotations, speech
from kgbuild.clauses.scope import FREE, Scope
from kgbuild.grammar import Function, Grammar, Tree, Word
from kgbuild.mentions import Phrases
from kgbuild.mentions.extent import (
    conjuncts,
    core,
    excluded,
    is_name,
    is_nominal,
    is_temporal,
    preposition,
)
from kgbuild.model import Argument, Clause, ClauseKind, Mention, Role, Span, Status

if TYPE_CHECKING:
    import spacy.tokens as spacy_tokens

__all__ = ["clauses"]

F = Function


def clauses(doc: spacy_tokens.Doc, *, grammar: Grammar) -> Iterator[Clause]:
    """Yield the clauses of ``doc`` in the order of their predicates.

    ``doc`` needs heads, labels, parts of speech, lemmas, features and sentences; names
    (``doc.ents``) make its mentions better. Spans are characters of ``doc.text``.
    """
    sentences = [(Sentence(tree), quoted) for tree, quoted in quotations([*grammar.trees(doc)])]
    speaker: Mention | None = None
    for place, (sentence, quoted) in enumerate(sentences):
        if quoted:
            after = sentences[place + 1][0] if place + 1 < len(sentences) else None
            said_by = speaker or (after.speaker() if after is not None else None)
            sentence.suppose(Scope(Status.ATTRIBUTED, ("quotation",), said_by))
        else:
            speaker = sentence.speaker()
        yield from sentence.clauses()


class Sentence:
    """One sentence being read: its mentions, arguments and scopes, each made once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.phrases = Phrases(tree)
        self.arguments = Arguments(self.phrases)
        self.factuality = Factuality(self.arguments)

    def suppose(self, above: Scope) -> None:
        """Read the sentence as standing in ``above``: a quotation that it is part of."""
        self.factuality = Factuality(self.arguments, above)

    def speaker(self) -> Mention | None:
        """Return who speaks where the sentence tells so of a quotation, or None."""
        verb = speech(self.tree)
        said_by = () if verb is None else self.arguments.subjects(verb)
        return next((found for one in said_by for found in self.phrases.mentions(one)), None)

    def clauses(self) -> Iterator[Clause]:
        """Yield what each word of the sentence is the predicate of, in their order."""
        if self.tree.is_deep():  # from the root down, so that no recursion runs deep
            for word in self.tree.preorder():
                self.arguments.subjects(word)
                self.factuality.of(word)
        for word in self.tree.words:
            if word.first(F.ORPHAN) is not None:
                yield from self._gapped(word)
            elif is_predicate(word):
                yield from self._verbal(word)
            elif word.pos == "ADJ":
                yield from self._adjectival(word)
            elif is_nominal(word):
                yield from self._nominal(word)

    def _clause(
        self,
        word: Word,
        kind: ClauseKind,
        *,
        arguments: tuple[Argument, ...],
        scope: Scope,
        lemma: str | None = None,
    ) -> Clause:
        particle = word.first(F.PARTICLE) if kind is ClauseKind.VERB else None
        return Clause(
            sentence=self.tree.sentence,
            kind=kind,
            lemma=lemma or word.lemma,
            predicate=Span(word.start, word.end),
            arguments=_unique(arguments),
            particle=None if particle is None else particle.lower,
            status=scope.status,
            speaker=scope.speaker,
            because=scope.because,
            times=times(word, self.phrases),
        )

    def _verbal(self, word: Word) -> Iterator[Clause]:
        scope = self.factuality.clause(word)
        arguments = tuple(self.arguments.of(word))
        complement = word.first(F.OPEN_COMPLEMENT)
        if complement is not None and complement.pos in ("NOUN", "PROPN"):
            found = self.phrases.mentions(complement)  # "became a party to"
            arguments += tuple(Argument(Role.OBJECT, mention) for mention in found)
        if arguments or word.first(*SUBJECTS) is not None:
            yield self._clause(word, ClauseKind.VERB, arguments=arguments, scope=scope)
        for contrast in self._contrasts(word, arguments):
            why = scope.add(Status.NEGATED, "not")
            yield self._clause(word, ClauseKind.VERB, arguments=contrast, scope=why)

    def _contrasts(self, word: Word, whole: tuple[Argument, ...]) -> Iterator[tuple[Argument, ...]]:
        """Yield the arguments with what is shut out in place: "X signed it, but not Y"."""
        for argument in whole:
            holders = [
                below
                for child in word.children
                for below in conjuncts(child)
                if Span(below.start, below.end) == argument.mention.head_span
            ]
            for out in (out for below in holders for out in excluded(below)):
                rest = tuple(other for other in whole if other.role is not argument.role)
                mention = self.phrases.mention(out)
                yield (Argument(argument.role, mention, argument.preposition), *rest)

    def _adjectival(self, word: Word) -> Iterator[Clause]:
        if word.function is F.ADJECTIVE and word.head is not None:
            obliques = tuple(self.arguments.of(word))
            if any(argument.role is Role.OBLIQUE for argument in obliques):
                noun = tuple(
                    Argument(Role.SUBJECT, mention) for mention in self.phrases.mentions(word.head)
                )
                scope = self.factuality.event(word.head)
                yield self._clause(
                    word, ClauseKind.ADJECTIVE, arguments=(*noun, *obliques), scope=scope
                )
            return
        if is_copular(word) or word.function in (F.OPEN_COMPLEMENT, F.ADVERBIAL, F.ADNOMINAL):
            scope = self.factuality.clause(word)
            arguments = tuple(self.arguments.of(word))
            if arguments:
                yield self._clause(word, ClauseKind.ADJECTIVE, arguments=arguments, scope=scope)

    def _nominal(self, word: Word) -> Iterator[Clause]:
        if word.function in (F.FLAT, F.FIXED, F.CASE, F.MARKER) or is_temporal(word):
            return
        for role, arguments in roles(word, self.arguments):
            yield self._role(role, arguments, FREE)
        yield from self._predicative(word)
        if word.pos == "NOUN":
            arguments = event_arguments(word, self.arguments)
            if arguments:
                yield self._clause(
                    word, ClauseKind.NOUN, arguments=arguments, scope=self.factuality.event(word)
                )

    def _predicative(self, word: Word) -> Iterator[Clause]:
        for said in word.having(F.SUBJECT) if is_copular(word) and is_name(word) else ():
            if said.pos == "NOUN":  # "the members of the pact are Norland and Sudovia"
                rest = tuple(self.phrases.attachments(said))
                names = tuple(Argument(Role.SUBJECT, one) for one in self.phrases.mentions(word))
                yield self._role(said, (*names, *rest), self.factuality.clause(word))
        held = holder(word, self.arguments)
        if not held or (word.function is F.CONJUNCT and not is_copular(word)):
            return
        subjects = tuple(
            Argument(Role.SUBJECT, mention)
            for found in held
            for mention in self.phrases.mentions(found)
        )
        fronted = (
            word.function is F.OBLIQUE and word.head is not None and word.index < word.head.index
        )
        scope = self._above_role(word).reported() if fronted else self._above_role(word)
        for one in conjuncts(word):
            rest = tuple(self.phrases.attachments(core(one)))
            obliques = tuple(self.arguments.of(one)) if one is word else ()
            extra = tuple(found for found in obliques if found.role is Role.OBLIQUE)
            yield self._role(core(one), (*subjects, *rest, *extra), scope)

    def _above_role(self, word: Word) -> Scope:
        if word.function is F.OBLIQUE and word.head is not None:
            return self.factuality.clause(word.head)
        return self.factuality.clause(word)

    def _role(self, word: Word, arguments: tuple[Argument, ...], scope: Scope) -> Clause:
        lemma = role_name(word)
        if lemma.startswith("non-") or any(child.lower == "non" for child in word.children):
            lemma, scope = lemma.removeprefix("non-"), scope.add(Status.NEGATED, "non-")
        if any(child.lower == "no" for child in word.having(F.DETERMINER)):
            scope = scope.add(Status.NEGATED, "no")
        return self._clause(word, ClauseKind.ROLE, arguments=arguments, scope=scope, lemma=lemma)

    def _gapped(self, word: Word) -> Iterator[Clause]:
        """Read "and China Y" after "Russia signed X" by the verb of the first half."""
        verb = word.head
        if word.function is not F.CONJUNCT or verb is None or not is_predicate(verb):
            return
        orphans = tuple(word.having(F.ORPHAN))
        objects = tuple(orphan for orphan in orphans if preposition(orphan) is None)
        obliques = [found for orphan in orphans for found in self.phrases.obliques(orphan)]
        fresh = bool(objects) or not tuple(verb.having(F.OBJECT))
        subjects = (word,) if fresh else self.arguments.subjects(verb)
        goals = objects if fresh else (word,)
        arguments = (
            *(Argument(Role.SUBJECT, self.phrases.mention(found)) for found in subjects),
            *(Argument(Role.OBJECT, self.phrases.mention(found)) for found in goals),
            *obliques,
        )
        yield self._clause(
            verb, ClauseKind.VERB, arguments=arguments, scope=self.factuality.clause(verb)
        )


def _unique(arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    return tuple(dict.fromkeys(arguments))
