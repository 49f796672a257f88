"""The status of what a clause says, from the words that have it in their scope.

From the predicate the walk goes up to the root; every governor that embeds the clause adds
its effect (:mod:`kgbuild.clauses.signatures`). Where several fit, the lowest in the
guidelines' table wins: asserted < attributed < negated < planned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kgbuild.clauses import signatures
from kgbuild.clauses.arguments import (
    Arguments,
    form,
    is_copular,
    is_passive,
    is_predicate,
    marker,
)
from kgbuild.clauses.signatures import Effect
from kgbuild.grammar import Function, Word
from kgbuild.mentions.extent import antecedent, is_demonym, is_name, preposition
from kgbuild.model import Mention, Status

F = Function
ORDER = tuple(Status)
VERBAL_ARGUMENTS = (F.SUBJECT, F.PASSIVE_SUBJECT, F.OBJECT, F.INDIRECT, F.OBLIQUE)


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds of a clause, and the words and the speaker that it is due to."""

    status: Status = Status.ASSERTED
    because: tuple[str, ...] = ()
    speaker: Mention | None = None

    def add(self, status: Status, why: str, speaker: Mention | None = None) -> Scope:
        """Return the scope with one more word in it; the lower status wins."""
        low = max(self.status, status, key=ORDER.index)
        because = self.because if why in self.because else (*self.because, why)
        return Scope(low, because, speaker or self.speaker)

    def without_negation(self, *, instead: Status = Status.ASSERTED) -> Scope:
        """Return the scope for what a negation above does not reach."""
        if self.status is not Status.NEGATED:
            return self
        because = () if instead is Status.ASSERTED else self.because
        return replace(self, status=instead, because=because)

    def reported(self) -> Scope:
        """Return what of the scope reaches a clause that stands on its own: the speaker."""
        if self.speaker is None and self.status is not Status.ATTRIBUTED:
            return Scope()
        return Scope(Status.ATTRIBUTED, self.because, self.speaker)


FREE = Scope()


class Factuality:
    """The scopes of one tree's clauses, each found once; ``above`` holds for the sentence."""

    def __init__(self, arguments: Arguments, above: Scope = FREE) -> None:
        self._arguments = arguments
        self._phrases = arguments.phrases
        self._above = above
        self._clauses: dict[int, Scope] = {}
        self._events: dict[int, Scope] = {}
        words = arguments.phrases.tree.words
        self._asks = any(word.text == "?" for word in words[-2:])

    def clause(self, word: Word) -> Scope:
        """Return the scope of the clause whose predicate is ``word``."""
        known = self._clauses.get(word.index)
        if known is None:
            known = self._clauses[word.index] = self._local(word, self._inherited(word))
        return known

    # What the words above say

    def _inherited(self, word: Word) -> Scope:
        above, function = word.head, word.function
        if above is None:
            return self._of_sentence(word)
        if function is F.CONJUNCT:
            return self._of_conjunct(word, above)
        if function in (F.COMPLEMENT, F.OPEN_COMPLEMENT, F.CLAUSAL_SUBJECT):
            return self._of_complement(word, above)
        if function is F.ADVERBIAL:
            return self._of_adverbial(word, above)
        if function is F.ADNOMINAL:
            return self._of_adnominal(word, above)
        if function is F.RELATIVE:
            return self._of_relative(word, above)
        if function is F.PARATAXIS:
            return self._of_parataxis(word, above)
        return self.event(above) if not _heads_clause(above) else self.clause(above)

    def _of_sentence(self, word: Word) -> Scope:
        scope = self._above
        if self._asks:
            scope = scope.add(Status.PLANNED, "?")
        infinitive = marker(word) == "to" and form(word) in ("Inf", "")
        if infinitive and word.first(F.AUXILIARY) is None:  # a headline: "Russia to withdraw"
            return scope.add(Status.PLANNED, "to")
        bare = word.features.get("Mood") == "Imp" and word.first(F.SUBJECT) is None
        return scope.add(Status.PLANNED, "imperative") if bare else scope

    def _of_conjunct(self, word: Word, above: Word) -> Scope:
        if not _heads_clause(above):
            return self.event(above)
        return self._shared(word, above, self._inherited(above))

    def _shared(self, word: Word, above: Word, scope: Scope) -> Scope:
        """Add what a coordinated verb shares: "will sign and ratify", "did not sign or"."""
        own = word.first(F.AUXILIARY, F.SUBJECT, F.PASSIVE_SUBJECT, F.COPULA, F.MARKER)
        if own is not None or form(word) != form(above):
            return scope
        joint = {child.lower for child in word.having(F.COORDINATOR)}
        for child in above.having(F.AUXILIARY, F.PASSIVE_AUXILIARY):
            if child.lower in signatures.MODALS:
                scope = self._modal(above, child, scope)
        if above.first(F.AUXILIARY, F.PASSIVE_AUXILIARY) is None or "but" in joint:
            return scope
        negation = _negation(above)
        if negation is not None and _negation(word) is None:
            return scope.add(Status.NEGATED, negation.lower)
        return scope

    def _of_complement(self, word: Word, above: Word) -> Scope:
        if not _heads_clause(above):
            return self._of_noun(word, above)
        scope = self.clause(above)
        if above.lemma == "be" and not is_copular(above):
            return self._of_be(word, above, scope)
        effect = self._complement_effect(word, above)
        if above.lemma == "have" and marker(word) == "to":
            yet = above.first(F.ADVERB) or word.first(F.ADVERB)
            late = yet is not None and yet.lower == "yet"
            if late:
                return scope.add(Status.NEGATED, "yet to")
            return scope.add(Status.PLANNED, "have to")
        return self._apply(effect, scope, above)

    def _of_be(self, word: Word, above: Word, scope: Scope) -> Scope:
        """Read "is to sign" as planned; "the aim is that ..." follows the subject noun."""
        subject = above.first(F.SUBJECT)
        if marker(word) == "to" and (subject is None or subject.lemma not in signatures.NOUN):
            return scope.add(Status.PLANNED, "be to")
        if subject is not None and subject.lemma in signatures.NOUN:
            return self._apply(signatures.NOUN[subject.lemma], scope, subject)
        return scope

    def _complement_effect(self, word: Word, above: Word) -> Effect:
        lemma, lead, shape = above.lemma, marker(word), form(word)
        if above.pos == "ADJ" or (is_copular(above) and above.pos != "VERB"):
            return self._predicative_effect(word, above)
        if lemma == "go" and lead == "to":
            return Effect.PLAN
        if lead in signatures.CONDITIONAL_MARKERS:
            return Effect.PLAN
        if word.pos not in ("VERB", "AUX") and not is_copular(word) and not lead:
            return Effect.KEEP  # "became a member", "remains hostile"
        if lead == "to" or shape == "Inf":
            default = Effect.PLAN if lead == "to" else Effect.KEEP
            passive_report = lemma in signatures.INFINITIVE or not is_passive(above)
            return signatures.INFINITIVE.get(lemma, default if passive_report else Effect.PLAN)
        if shape == "Ger" and word.first(F.SUBJECT, F.AUXILIARY) is None:
            return signatures.GERUND.get(lemma, Effect.PLAN)
        if word.function is F.OPEN_COMPLEMENT:
            return Effect.KEEP
        return signatures.FINITE.get(lemma, Effect.ATTRIBUTE)

    def _predicative_effect(self, word: Word, above: Word) -> Effect:
        table = signatures.ADJECTIVE if above.pos in ("ADJ", "VERB") else signatures.NOUN
        finite = marker(word) not in ("to", "of", "for")
        if word.function is F.CLAUSAL_SUBJECT:
            return table.get(above.lemma, Effect.KEEP)
        return table.get(above.lemma, Effect.ATTRIBUTE if finite else Effect.PLAN)

    def _of_adverbial(self, word: Word, above: Word) -> Scope:
        if not _heads_clause(above):
            return self._of_noun(word, above)
        leads = {child.lower for child in word.having(F.MARKER, F.ADVERB, F.CASE)}
        scope = self.clause(above)
        lead = marker(word)
        if lead == "as" and _reports(word):
            return self._inherited(above)
        if leads & signatures.CONDITIONAL_MARKERS or _inverted(word):
            return scope.reported().add(Status.PLANNED, lead or "if")
        if lead in signatures.NEGATIVE_MARKERS:
            return scope.without_negation().add(Status.NEGATED, lead or "without")
        if above.pos == "ADJ" and above.lemma in signatures.ADJECTIVE and lead == "to":
            return self._apply(signatures.ADJECTIVE[above.lemma], scope, above)
        if lead == "to" and form(word) in ("Inf", ""):
            effect = signatures.INFINITIVE.get(above.lemma, Effect.PLAN)
            objects = above.first(F.OBJECT, F.INDIRECT, F.PASSIVE_SUBJECT, F.OBLIQUE)
            known = objects is not None and above.lemma in signatures.OBJECT_CONTROL
            return self._apply(
                effect if known or above.lemma == "use" else Effect.PLAN, scope, above
            )
        if form(word) == "Ger" and lead in ("of", "for", "from", "against", "to", "on", "about"):
            effect = signatures.GERUND.get(above.lemma, Effect.KEEP)
            return self._apply(effect, scope, above)
        if form(word) in ("Ger", "Part") and not word.first(F.SUBJECT, F.PASSIVE_SUBJECT):
            sequel = lead in ("after", "since", "despite", "following")
            return scope.reported() if sequel else scope.without_negation()
        if leads & signatures.SEQUENCE_MARKERS and scope.status is Status.PLANNED:
            return scope
        return scope.reported()

    def _of_adnominal(self, word: Word, noun: Word) -> Scope:
        lead = marker(word)
        if lead:
            return self._of_noun(word, noun)
        return self._of_relative(word, noun)

    def _of_noun(self, word: Word, noun: Word) -> Scope:
        """Follow a noun that has a clause for its complement: "the decision to leave"."""
        scope = self.event(noun)
        lead = marker(word)
        ordinal = any(
            child.lemma in ("first", "last", "only", "second", "third")
            for child in noun.having(F.ADJECTIVE)
        )
        if lead == "to" and ordinal and noun.lemma not in signatures.NOUN:
            return scope.without_negation()
        if lead in signatures.NEGATIVE_MARKERS:
            return scope.add(Status.NEGATED, lead)
        if lead in ("by", "in", "after", "since", "while", "despite") and form(word) == "Ger":
            return scope.without_negation()
        default = Effect.PLAN if lead in ("to", "whether", "if") else Effect.KEEP
        if lead == "that" or word.function is F.COMPLEMENT:
            default = Effect.ATTRIBUTE
        return self._apply(signatures.NOUN.get(noun.lemma, default), scope, noun)

    def _of_relative(self, word: Word, noun: Word) -> Scope:
        """Let a relative clause stand on its own, unless what it describes is supposed."""
        above = self.event(noun)
        if self._is_set_off(word):
            return self._above
        fixed = is_name(noun) or any(
            child.lower in ("the", "this", "these", "its", "their", "his")
            for child in noun.having(F.DETERMINER, F.POSSESSOR)
        )
        if above.status is Status.PLANNED and not fixed:
            return above
        return above.reported()

    def _is_set_off(self, word: Word) -> bool:
        """Whether a comma stands before the clause of ``word``: it is told in passing."""
        words = self._phrases.tree.words
        first = min((below.index for below in word.subtree() if below.pos != "PUNCT"), default=0)
        return first > 0 and words[first - 1].text in (",", "—", "–", "(")

    def _of_parataxis(self, word: Word, above: Word) -> Scope:
        if not _heads_clause(above):
            return self.event(above)
        if above.lemma in signatures.SPEECH and above.index > word.index:
            return self._apply(Effect.ATTRIBUTE, self.clause(above), above)
        if above.lemma in signatures.SPEECH and ":" in _between(above, word):
            return self._apply(Effect.ATTRIBUTE, self.clause(above), above)
        return self._inherited(above).reported() if word.lemma not in signatures.SPEECH else FREE

    # Applying an effect

    def _apply(self, effect: Effect, scope: Scope, word: Word) -> Scope:
        why, negated = word.lemma, scope.status is Status.NEGATED
        if effect is Effect.KEEP:
            return scope
        if effect is Effect.PRESUPPOSE:
            return scope.reported() if scope.status is not Status.PLANNED else scope
        if effect is Effect.FLIP:
            return scope.without_negation() if negated else scope.add(Status.NEGATED, why)
        if effect is Effect.NEGATE:
            return scope.add(Status.PLANNED if negated else Status.NEGATED, why)
        if effect is Effect.PLAN:
            return scope.add(Status.PLANNED, why)
        speaker = self._speaker(word) or scope.speaker
        raised = negated and word.lemma in signatures.NEGATION_RAISING
        if raised or (effect is Effect.DENY and not negated):
            return scope.add(Status.NEGATED, why, speaker)
        base = scope.without_negation(instead=Status.ATTRIBUTED)
        return base.add(Status.ATTRIBUTED, why, speaker)

    def _speaker(self, word: Word) -> Mention | None:
        """Return who says it: the subject of a verb, the owner of an allegation."""
        if word.pos == "VERB":
            passive = is_passive(word)
            found = self._arguments.agents(word) if passive else self._arguments.subjects(word)
        else:
            found = self._arguments.owners(word)
        return next((m for one in found for m in self._phrases.mentions(one)), None)

    # What the clause's own words say

    def _local(self, word: Word, scope: Scope) -> Scope:
        negation = _negation(word)
        for child in word.having(F.AUXILIARY, F.PASSIVE_AUXILIARY, F.COPULA):
            if child.lower in signatures.MODALS and child.index < word.index + 3:
                scope = self._modal(word, child, scope)
        if negation is not None and scope.status is not Status.PLANNED:
            scope = self._negate(scope, negation.lower)
        scope = self._adverbs(word, scope)
        return self._sources(word, scope)

    def _negate(self, scope: Scope, why: str) -> Scope:
        return scope.add(Status.NEGATED, why)

    def _modal(self, word: Word, modal: Word, scope: Scope) -> Scope:
        negation = _negation(word)
        near = negation is not None and negation.function is F.ADVERB
        if near and modal.lower in signatures.ABILITY_MODALS and negation is not None:
            return scope.add(Status.NEGATED, f"{modal.lower} {negation.lower}")
        return scope.add(Status.PLANNED, modal.lower)

    def _adverbs(self, word: Word, scope: Scope) -> Scope:
        for child in word.having(F.ADVERB):
            effect = signatures.ADVERB.get(child.lower)
            if effect is Effect.PLAN:
                scope = scope.add(Status.PLANNED, child.lower)
            elif effect is Effect.ATTRIBUTE:
                scope = scope.add(Status.ATTRIBUTED, child.lower)
        return scope

    def _sources(self, word: Word, scope: Scope) -> Scope:
        for child in word.children:
            if child.function is F.OBLIQUE and preposition(child) in signatures.SOURCE_PREPOSITIONS:
                found = self._phrases.mention(child)
                scope = scope.add(Status.ATTRIBUTED, preposition(child) or "", found)
            elif child.function is F.PARATAXIS and _reports(child):
                scope = self._apply(Effect.ATTRIBUTE, scope, child)
            elif child.function is F.ADVERBIAL and marker(child) == "as" and _reports(child):
                scope = self._apply(Effect.ATTRIBUTE, scope, child)
        return scope

    # Event nouns

    def event(self, noun: Word) -> Scope:
        """Return the scope of the event that ``noun`` names: "a possible attack"."""
        known = self._events.get(noun.index)
        if known is None:
            known = self._events[noun.index] = self._own(noun, self._of_event(noun))
        return known

    def _own(self, noun: Word, scope: Scope) -> Scope:
        for child in noun.having(F.DETERMINER):
            if child.lower in signatures.NEGATIVE_DETERMINERS:
                scope = scope.add(Status.NEGATED, child.lower)
        for child in noun.having(F.ADJECTIVE):
            effect = signatures.EVENT_ADJECTIVE.get(child.lemma) or signatures.EVENT_ADJECTIVE.get(
                child.lower
            )
            if effect is not None:
                status = {Effect.PLAN: Status.PLANNED, Effect.NEGATE: Status.NEGATED}
                scope = scope.add(status.get(effect, Status.ATTRIBUTED), child.lower)
        return scope

    def _of_event(self, noun: Word) -> Scope:
        above, function = noun.head, noun.function
        if above is None:
            return self._local(noun, self._of_sentence(noun)) if is_copular(noun) else self._above
        if _heads_clause(noun) and is_copular(noun):
            return self.clause(noun)
        if function in (F.CONJUNCT, F.COMPOUND, F.POSSESSOR, F.APPOSITION, F.ADJECTIVE):
            return self.event(above) if not _heads_clause(above) else self.clause(above)
        if not _heads_clause(above):
            return self._of_nested(noun, above)
        scope = self.clause(above)
        if function in (F.OBJECT, F.PASSIVE_SUBJECT):
            return self._of_object(noun, above, scope)
        if function is F.SUBJECT:
            return scope.without_negation() if noun.first(F.DETERMINER) is None else scope
        return self._of_oblique(noun, above, scope)

    def _of_nested(self, noun: Word, above: Word) -> Scope:
        scope = self.event(above)
        lead = preposition(noun)
        if lead == "without":
            return scope.add(Status.NEGATED, lead)
        if lead in signatures.FACTUAL_PREPOSITIONS:
            return scope.reported()
        if lead not in ("of", "for", "on", "to", "about"):
            return scope
        return self._apply(signatures.NOUN.get(above.lemma, Effect.KEEP), scope, above)

    def _of_object(self, noun: Word, above: Word, scope: Scope) -> Scope:
        effect = signatures.EVENT_OBJECT.get(above.lemma)
        if effect is not None:
            return self._apply(effect, scope, above)
        if above.lemma in signatures.LIGHT or not _is_definite(noun):
            return scope
        return scope.without_negation()

    def _of_oblique(self, noun: Word, above: Word, scope: Scope) -> Scope:
        lead = preposition(noun) or ""
        if lead == "without":
            return scope.without_negation().add(Status.NEGATED, lead)
        if lead in signatures.FACTUAL_PREPOSITIONS:
            return scope.reported()
        if lead in ("in case of", "in the event of", "pending", "until"):
            return scope.reported().add(Status.PLANNED, lead)
        effect = signatures.EVENT_OBLIQUE.get((above.lemma, lead))
        if effect is not None:
            return self._apply(effect, scope, above)
        return scope.without_negation()


def _heads_clause(word: Word) -> bool:
    return (
        is_predicate(word)
        or is_copular(word)
        or (
            word.pos == "ADJ"
            and word.function in (F.OPEN_COMPLEMENT, F.COMPLEMENT, F.ADVERBIAL, F.ROOT)
        )
    )


def _is_definite(noun: Word) -> bool:
    return noun.first(F.POSSESSOR) is not None or any(
        child.lower in ("the", "this", "that", "these", "those")
        or is_demonym(child)
        or (child.function is F.COMPOUND and is_name(child))
        for child in noun.having(F.DETERMINER, F.COMPOUND, F.ADJECTIVE)
    )


def _negation(word: Word) -> Word | None:
    """Return the word that negates the clause of ``word``: "not", "no state", "neither"."""
    for child in word.children:
        if signatures.ADVERB.get(child.lower) is Effect.NEGATE and _negates(child, word):
            return child
        if child.function in VERBAL_ARGUMENTS and not _is_time(child):
            if child.lower in signatures.NEGATIVE_PRONOUNS:
                return child
            for below in child.having(F.DETERMINER, F.PRECONJUNCT):
                if below.lower in signatures.NEGATIVE_DETERMINERS:
                    return below
        if child.lower == "longer" and any(below.lower == "no" for below in child.children):
            return child
    return None


def _negates(child: Word, word: Word) -> bool:
    if child.function not in (F.ADVERB, F.COORDINATOR, F.PRECONJUNCT, F.AUXILIARY, F.OTHER):
        return False
    if child.function is F.AUXILIARY and child.lower != "cannot":
        return False
    after = [other for other in word.children if other.index == child.index + 1]
    below = list(child.children)
    return not any(other.lower in signatures.NEGATION_CANCELLERS for other in after + below)


def _is_time(word: Word) -> bool:
    return word.lemma in ("time", "way", "longer", "doubt")


def _reports(word: Word) -> bool:
    has_subject = word.first(F.SUBJECT) is not None
    return word.lemma in signatures.SPEECH and has_subject and antecedent(word) is None


def _inverted(word: Word) -> bool:
    """Whether a clause is conditional by inversion: "were it to withdraw", "had it signed"."""
    subject, auxiliary = word.first(F.SUBJECT, F.PASSIVE_SUBJECT), word.first(F.AUXILIARY, F.COPULA)
    if subject is None or auxiliary is None or marker(word) not in ("", "to"):
        return False
    return auxiliary.index < subject.index and auxiliary.lower in ("were", "had", "should")


def _between(first: Word, second: Word) -> str:
    inner = [
        child.text
        for word in (first, second)
        for child in word.having(F.PUNCTUATION)
        if first.index < child.index < second.index
    ]
    return " ".join(inner)
