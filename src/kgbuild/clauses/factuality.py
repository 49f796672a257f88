"""The status of what a clause says, from the words that have it in their scope.

From the predicate the walk goes up to the root; every governor that embeds the clause adds
its effect (:mod:`kgbuild.clauses.signatures`). Where several fit, the lowest in the
guidelines' table wins: asserted < attributed < negated < planned.
"""

from __future__ import annotations

from kgbuild.clauses import cues, signatures
from kgbuild.clauses.arguments import Arguments, is_ordinal
from kgbuild.clauses.events import event_scope
from kgbuild.clauses.predicates import SUBJECTS, form, is_copular, is_passive, marker, peer
from kgbuild.clauses.scope import FREE, Scope
from kgbuild.clauses.signatures import Effect
from kgbuild.grammar import Function, Word
from kgbuild.mentions.extent import is_name, preposition
from kgbuild.model import Mention, Status

F = Function
EMBEDDING_PREPOSITIONS = frozenset({"of", "for", "from", "against", "to", "on", "about", "at"})
# Before a gerund: what follows took place whether the main clause holds or not.
FACTUAL_MARKERS = frozenset({"after", "since", "despite", "following"})
MANNER_MARKERS = FACTUAL_MARKERS | {"by", "in", "while"}


class Factuality:
    """The scopes of one tree's clauses, each found once; ``above`` holds for the sentence."""

    def __init__(self, arguments: Arguments, above: Scope = FREE) -> None:
        self.above = above
        self._arguments = arguments
        self._phrases = arguments.phrases
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

    def event(self, noun: Word) -> Scope:
        """Return the scope of the event that ``noun`` names."""
        known = self._events.get(noun.index)
        if known is None:
            known = self._events[noun.index] = event_scope(noun, self)
        return known

    def of(self, word: Word) -> Scope:
        """Return the scope of a word of either kind."""
        return self.clause(word) if cues.heads_clause(word) else self.event(word)

    def apply(self, effect: Effect, scope: Scope, word: Word) -> Scope:
        """Return the scope of the complement of ``word``, which stands in ``scope``."""
        raised = scope.status is Status.NEGATED and word.lemma in signatures.NEGATION_RAISING
        says = effect in (Effect.ATTRIBUTE, Effect.DENY)
        speaker = self._speaker(word) if says else None
        if raised and says:
            return scope.add(Status.NEGATED, word.lemma, speaker)
        return scope.apply(effect, word.lemma, speaker=speaker)

    def _speaker(self, word: Word) -> Mention | None:
        """Return who says it: the subject of a verb, the owner of an allegation."""
        if word.pos != "VERB":
            found = self._arguments.owners(word)
        elif is_passive(word):
            found = self._arguments.agents(word)
        else:
            found = self._arguments.subjects(word)
        return next((m for one in found for m in self._phrases.mentions(one)), None)

    # What the words above say

    def _inherited(self, word: Word) -> Scope:
        above = word.head
        if above is None:
            return self._of_sentence(word)
        match word.function:
            case F.CONJUNCT if cues.heads_clause(above):
                scope = self._of_conjunct(word, above)
            case F.COMPLEMENT | F.OPEN_COMPLEMENT | F.CLAUSAL_SUBJECT:
                scope = self._of_complement(word, above)
            case F.ADVERBIAL if marker(word) == "as" and cues.reports(word):
                scope = self.above
            case F.ADVERBIAL | F.ADNOMINAL if cues.heads_clause(above):
                scope = self._of_adverbial(word, above)
            case F.ADVERBIAL | F.ADNOMINAL if marker(word):
                scope = self._of_noun(word, above)
            case F.RELATIVE | F.ADVERBIAL | F.ADNOMINAL:
                scope = self._of_relative(word, above)
            case F.PARATAXIS:
                scope = self._of_parataxis(word, above)
            case _:
                scope = self.of(above)
        return scope

    def _of_sentence(self, word: Word) -> Scope:
        if self._asks:
            return self.above.add(Status.PLANNED, "?")
        bare = word.first(F.AUXILIARY, F.COPULA) is None
        headline = marker(word) == "to" and form(word) in ("Inf", "")  # "Russia to withdraw"
        if bare and (headline or (form(word) == "Inf" and not word.first(F.SUBJECT))):
            return self.above.add(Status.PLANNED, "to")
        if word.features.get("Mood") == "Imp" and word.first(F.SUBJECT) is None:
            return self.above.add(Status.PLANNED, "imperative")
        return self.above

    def _of_conjunct(self, word: Word, above: Word) -> Scope:
        """Add what a coordinated verb shares: "will sign and ratify", "did not sign or"."""
        if marker(word) == "to" and form(above) == "Fin":  # "called on X to stop, and to sign"
            effect = signatures.INFINITIVE.get(above.lemma, Effect.PLAN)
            return self.apply(effect, self.clause(above), above)
        above = peer(word, above)
        scope = self._inherited(above)
        own = word.first(F.AUXILIARY, *SUBJECTS, F.COPULA, F.MARKER)
        if own is not None or form(word) != form(above):
            return scope
        for modal in cues.modals(above):
            scope = self._modal(above, modal, scope)
        shared = above.first(F.AUXILIARY, F.PASSIVE_AUXILIARY) is not None
        contrast = any(child.lower == "but" for child in word.having(F.COORDINATOR))
        denied = cues.negation(above)
        if shared and not contrast and denied is not None and cues.negation(word) is None:
            return scope.add(Status.NEGATED, denied.lower)
        return scope

    def _of_complement(self, word: Word, above: Word) -> Scope:
        if not cues.heads_clause(above):
            return self._of_noun(word, above)
        if above.lemma in signatures.WISHES and word.lemma in signatures.PERFORMATIVES:
            return self._inherited(above)
        scope = self.clause(above)
        if above.lemma == "be" and not is_copular(above):
            return self._of_be(word, above, scope)
        if above.lemma == "have" and marker(word) == "to":
            near = (*above.having(F.ADVERB), *word.having(F.ADVERB))
            if any(adverb.lower == "yet" for adverb in near):
                return scope.add(Status.NEGATED, "yet to")
            return scope.add(Status.PLANNED, "have to")
        return self.apply(_complement_effect(word, above), scope, above)

    def _of_be(self, word: Word, above: Word, scope: Scope) -> Scope:
        """Read "is to sign" as planned; "the aim is that ..." follows the subject noun."""
        subject = above.first(F.SUBJECT)
        if subject is not None and subject.lemma in signatures.NOUN:
            return self.apply(signatures.NOUN[subject.lemma], scope, subject)
        return scope.add(Status.PLANNED, "be to") if marker(word) == "to" else scope

    def _of_adverbial(self, word: Word, above: Word) -> Scope:
        scope, lead, shape = self.clause(above), marker(word), form(word)
        leads = {child.lower for child in word.having(F.MARKER, F.ADVERB, F.CASE)}
        past = word.features.get("Tense") == "Past"
        supposed = leads & signatures.CONDITIONAL_MARKERS
        if past and scope.status is not Status.PLANNED:
            supposed -= signatures.FACTUAL_IN_PAST
        if supposed or cues.is_inverted(word):
            return scope.reported().add(Status.PLANNED, lead or "if")
        if lead in signatures.NEGATIVE_MARKERS:
            return scope.without_negation().add(Status.NEGATED, lead)
        if lead == "to" and shape in ("Inf", ""):
            return self.apply(_infinitive_effect(above), scope, above)
        if shape in ("Ger", "Part") and word.first(*SUBJECTS) is None:
            return self._of_participle(word, above, scope)
        future = leads & signatures.SEQUENCE_MARKERS and not past
        return scope if future and scope.status is Status.PLANNED else scope.reported()

    def _of_participle(self, word: Word, above: Word, scope: Scope) -> Scope:
        lead = marker(word)
        if lead in EMBEDDING_PREPOSITIONS and form(word) == "Ger":
            table = signatures.ADJECTIVE if above.pos == "ADJ" else signatures.GERUND
            return self.apply(table.get(above.lemma, Effect.KEEP), scope, above)
        if not lead and not cues.is_set_off(word, self._phrases.tree.words):
            return scope
        return scope.reported() if lead in FACTUAL_MARKERS else scope.without_negation()

    def _of_noun(self, word: Word, noun: Word) -> Scope:
        """Follow a noun that has a clause for its complement: "the decision to leave"."""
        scope, lead, known = self.event(noun), marker(word), signatures.NOUN.get(noun.lemma)
        if lead == "to" and is_ordinal(noun) and known is None:
            return scope.without_negation()
        if lead in signatures.NEGATIVE_MARKERS:
            return scope.add(Status.NEGATED, lead)
        if lead in MANNER_MARKERS and form(word) == "Ger":
            return scope.without_negation()
        default = Effect.PLAN if lead in ("to", "of", "for", "whether", "if") else Effect.KEEP
        if lead == "that" or word.function is F.COMPLEMENT:
            default = Effect.ATTRIBUTE
        return self.apply(known or default, scope, noun)

    def _of_relative(self, word: Word, noun: Word) -> Scope:
        """Let a relative clause stand on its own, unless what it describes is supposed."""
        if cues.is_set_off(word, self._phrases.tree.words):
            return self.above
        scope = self.of(noun)
        if word.function is F.ADNOMINAL and form(word) == "Ger" and is_name(noun):
            return self._of_small_clause(noun, scope)
        known = is_name(noun) or cues.is_definite(noun) or self._is_done(word)
        if scope.status is Status.PLANNED and not known:
            return scope
        return scope.reported()

    def _of_small_clause(self, noun: Word, scope: Scope) -> Scope:
        """Read "supports Norland joining the pact", where a parser sees a participle."""
        above = noun.head
        if noun.function is not F.OBJECT or above is None:
            return scope.without_negation()
        return self.apply(signatures.GERUND.get(above.lemma, Effect.KEEP), scope, above)

    def _is_done(self, word: Word) -> bool:
        """Whether a participle names who did it: "sanctions proposed by Norland"."""
        if word.function is not F.ADNOMINAL or not is_passive(word):
            return False
        return any(is_name(agent) for agent in self._arguments.agents(word))

    def _of_parataxis(self, word: Word, above: Word) -> Scope:
        if not cues.heads_clause(above):
            return self.event(above)
        says = above.lemma in signatures.SPEECH
        if says and (above.index > word.index or cues.has_colon(above, word)):
            return self.apply(Effect.ATTRIBUTE, self.clause(above), above)
        return self.above if cues.reports(word) else self._inherited(above).reported()

    # What the clause's own words say

    def _local(self, word: Word, scope: Scope) -> Scope:
        outer = word.first(F.OUTER_SUBJECT)
        if outer is not None:  # "the plan was to leave", "the fact is that they left"
            default = Effect.PLAN if marker(word) == "to" else Effect.KEEP
            scope = self.apply(signatures.NOUN.get(outer.lemma, default), scope, outer)
        for modal in cues.modals(word):
            scope = self._modal(word, modal, scope)
        denied = cues.negation(word)
        if denied is not None and scope.status is not Status.PLANNED and not cues.is_late(word):
            scope = scope.add(Status.NEGATED, denied.lower)
        for child in word.having(F.ADVERB):
            effect = signatures.ADVERB.get(child.lower)
            if effect in (Effect.PLAN, Effect.ATTRIBUTE):
                planned = effect is Effect.PLAN
                scope = scope.add(Status.PLANNED if planned else Status.ATTRIBUTED, child.lower)
        return self._sources(word, scope)

    def _modal(self, word: Word, modal: Word, scope: Scope) -> Scope:
        denied = cues.negation(word)
        if denied is not None and modal.lower in signatures.ABILITY_MODALS:
            return scope.add(Status.NEGATED, f"{modal.lower} {denied.lower}")
        return scope.add(Status.PLANNED, modal.lower)

    def _sources(self, word: Word, scope: Scope) -> Scope:
        """Add who says so in passing: "according to X", "X said", "as X said"."""
        for child in word.having(F.OBLIQUE, F.PARATAXIS, F.ADVERBIAL):
            lead = preposition(child) or ""
            if child.function is F.OBLIQUE:
                if lead in signatures.SOURCE_PREPOSITIONS:
                    scope = scope.add(Status.ATTRIBUTED, lead, self._phrases.mention(child))
            elif cues.reports(child) and (child.function is F.PARATAXIS or marker(child) == "as"):
                scope = self.apply(Effect.ATTRIBUTE, scope, child)
        return scope


def _complement_effect(word: Word, above: Word) -> Effect:
    """Return what ``above`` does to ``word``, by the form that ``word`` has under it."""
    lead, shape = marker(word), form(word)
    verbal = word.pos in ("VERB", "AUX") or is_copular(word) or lead
    if above.pos != "VERB":
        effect = _predicative_effect(word, above)
    elif lead in signatures.CONDITIONAL_MARKERS or (above.lemma == "go" and lead == "to"):
        effect = Effect.PLAN
    elif not verbal:  # "became a member", "remains hostile"
        effect = Effect.KEEP
    elif lead == "to" or shape == "Inf":
        default = Effect.PLAN if lead == "to" else Effect.KEEP
        effect = signatures.INFINITIVE.get(above.lemma, default)
    elif shape == "Ger" and word.first(F.SUBJECT, F.AUXILIARY) is None:
        effect = signatures.GERUND.get(above.lemma, Effect.PLAN)
    elif word.function is F.OPEN_COMPLEMENT:
        effect = Effect.KEEP
    else:
        effect = signatures.FINITE.get(above.lemma, Effect.ATTRIBUTE)
    return effect


def _predicative_effect(word: Word, above: Word) -> Effect:
    table = signatures.ADJECTIVE if above.pos == "ADJ" else signatures.NOUN
    if word.function is F.CLAUSAL_SUBJECT:
        return table.get(above.lemma, Effect.KEEP)
    finite = marker(word) not in ("to", "of", "for")
    return table.get(above.lemma, Effect.ATTRIBUTE if finite else Effect.PLAN)


def _infinitive_effect(above: Word) -> Effect:
    """Return the effect on a "to"-clause that the parser calls adverbial: mostly a purpose."""
    if above.pos == "ADJ":
        return signatures.ADJECTIVE.get(above.lemma, Effect.PLAN)
    object_above = above.first(F.OBJECT, F.INDIRECT, F.PASSIVE_SUBJECT, F.OBLIQUE)
    controls = object_above is not None and above.lemma in signatures.OBJECT_CONTROL
    if controls or above.lemma == "use":
        return signatures.INFINITIVE.get(above.lemma, Effect.PLAN)
    return Effect.PLAN
