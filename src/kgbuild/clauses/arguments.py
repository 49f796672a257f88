"""Who does what to whom: the arguments of a predicate, wherever the sentence puts them.

Subjects are found by control, raising, sharing and gaps: each is a step up the tree, so
the search ends. What is returned are words; voice is undone and mentions are made by
:meth:`Arguments.of`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.clauses.cues import is_set_off
from kgbuild.clauses.predicates import (
    CLAUSAL,
    SUBJECTS,
    form,
    is_copular,
    is_passive,
    is_predicate,
    marker,
    peer,
    shares,
)
from kgbuild.clauses.signatures import (
    GERUND,
    NOUN,
    OBJECT_CONTROL,
    OBLIQUE_CONTROL,
    SUBJECT_CONTROL,
)
from kgbuild.grammar import Function, Word
from kgbuild.mentions import Phrases
from kgbuild.mentions.extent import (
    antecedent,
    is_demonym,
    is_name,
    is_nominal,
    is_temporal,
    preposition,
    referent,
)
from kgbuild.model import Argument, Role

F = Function
COMPLEMENTS = (F.OBLIQUE, F.OBJECT, F.OPEN_COMPLEMENT, F.COMPLEMENT)
# Markers of a clause whose subject is the object above: "accused Iran of building".
OBJECT_MARKERS = frozenset({"of", "for", "from", "into", "against"})
# Prepositions whose gerund is an argument; "by" and "without" tell how.
GERUND_MARKERS = frozenset({"to", "from", "of", "against", "on"})
# A particle and a preposition that are one: "pulled out of", whatever the parser calls "out".
PARTICLE_PREPOSITIONS = frozenset({"out of", "away from", "off of", "back from"})
ORDINALS = frozenset({"first", "second", "third", "last", "next", "only", "latest"})


class Arguments:
    """The arguments of each predicate of one tree."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self._subjects: dict[int, tuple[Word, ...]] = {}

    def of(self, word: Word) -> Iterator[Argument]:
        """Yield the logical arguments of a predicate: subjects first, then objects, then rest."""
        subjects, objects = self.subjects(word), self.objects(word)
        indirect = tuple(word.having(F.INDIRECT))
        if not objects and not is_passive(word):
            objects, indirect = indirect, ()
        if is_passive(word):
            agents = self.agents(word)
            if objects:  # "Iran was given missiles"
                indirect, subjects = subjects, agents
            else:
                subjects, objects = agents, subjects
        for role, words in (
            (Role.SUBJECT, subjects),
            (Role.OBJECT, objects),
            (Role.INDIRECT, indirect),
        ):
            for found in words:
                yield from self._arguments(role, found, word)
        yield from self._gerunds(word)
        yield from self._obliques(word)

    def _gerunds(self, word: Word) -> Iterator[Argument]:
        """Yield what is done as an argument: "halted testing", "objects to testing"."""
        for child in word.having(F.CLAUSAL_SUBJECT, F.COMPLEMENT, F.OPEN_COMPLEMENT, F.ADVERBIAL):
            if form(child) != "Ger" or child.first(*SUBJECTS, F.AUXILIARY) is not None:
                continue
            lead = marker(child)
            if child.function is F.CLAUSAL_SUBJECT:
                yield Argument(Role.SUBJECT, self.phrases.mention(child))
            elif child.function is not F.ADVERBIAL and not lead:
                yield Argument(Role.OBJECT, self.phrases.mention(child))
            elif lead in GERUND_MARKERS:
                yield Argument(Role.OBLIQUE, self.phrases.mention(child), lead)

    def _arguments(self, role: Role, word: Word, clause: Word) -> Iterator[Argument]:
        """Yield ``word`` and all coordinated with it; a participle has them before it only."""
        hung = clause.function is F.ADNOMINAL and clause.head is word
        for mention in self.phrases.mentions(word):
            if not hung or mention.head_span.start < clause.start:
                yield Argument(role, mention)

    # Subjects

    def subjects(self, word: Word) -> tuple[Word, ...]:
        """Return the grammatical subject of ``word``, found or understood."""
        known = self._subjects.get(word.index)
        if known is None:
            known = self._subjects[word.index] = self._find_subjects(word)
        return known

    def _find_subjects(self, word: Word) -> tuple[Word, ...]:
        own = tuple(child for child in word.having(*SUBJECTS) if not _is_expletive(child))
        above = word.head
        outer = word.first(F.OUTER_SUBJECT)
        if outer is not None and not own:  # "the plan was to leave"
            return self.owners(outer)
        if own or above is None or word.first(F.EXPLETIVE, F.CLAUSAL_SUBJECT) is not None:
            return own
        return self._understood(word, above)

    def _understood(self, word: Word, above: Word) -> tuple[Word, ...]:
        match word.function:
            case F.CONJUNCT:
                found = self._of_conjunct(word, above)
            case F.RELATIVE:
                found = (referent(above),)
            case F.ADNOMINAL if is_nominal(above) and not is_predicate(above):
                found = self._of_adnominal(word, above)
            case F.OPEN_COMPLEMENT:
                found = self._controller(word, above, object_first=True)
            case F.ADVERBIAL | F.ADNOMINAL:
                found = self._of_adverbial(word, above)
            case F.COMPLEMENT if form(word) in ("Ger", "Inf"):
                found = self.logical_subjects(above)
            case _:
                found = ()
        return found

    def _of_conjunct(self, word: Word, above: Word) -> tuple[Word, ...]:
        if marker(word) == "to" and form(above) == "Fin":
            return self._controller(word, above, object_first=True)
        above = peer(word, above)
        if not (is_predicate(above) or is_copular(above) or above.function in CLAUSAL):
            return ()
        if is_passive(above) and not is_passive(word) and above.function is F.ADNOMINAL:
            return ()
        return self.subjects(above)

    def _of_adverbial(self, word: Word, above: Word) -> tuple[Word, ...]:
        lead = marker(word)
        if lead == "to" and above.lemma in OBJECT_CONTROL:
            return self._controller(word, above, object_first=True)
        if lead == "to" and above.lemma in OBLIQUE_CONTROL:
            return self._controller(word, above, object_first=False)
        if lead in OBJECT_MARKERS and form(word) == "Ger" and above.lemma in GERUND:
            objects = self.subjects(above) if is_passive(above) else self.objects(above)
            return objects or self.subjects(above)
        if form(word) in ("Ger", "Inf", "Part") or not form(word):
            return self.logical_subjects(above) if not is_passive(word) else self.subjects(above)
        return ()

    def _controller(self, word: Word, above: Word, *, object_first: bool) -> tuple[Word, ...]:
        prepositions = OBLIQUE_CONTROL.get(above.lemma, frozenset())
        if prepositions:
            obliques = (
                child
                for child in above.having(F.OBLIQUE, F.NOMINAL)
                if preposition(child) in prepositions and child.index < word.index
            )
            found = next(obliques, None)
            if found is not None:
                return (found,)
        if above.lemma in SUBJECT_CONTROL:
            return self.logical_subjects(above)
        if not object_first or is_passive(above):
            return self.subjects(above)
        objects = tuple(above.having(F.OBJECT)) or tuple(above.having(F.INDIRECT))
        return objects or self.subjects(above)

    def _of_adnominal(self, word: Word, noun: Word) -> tuple[Word, ...]:
        lead = marker(word)
        controls = noun.lemma in NOUN or noun.lemma in OBLIQUE_CONTROL
        if not lead and (verb := self._set_off(word, noun)) is not None:
            return self.logical_subjects(verb)
        if not lead or (lead == "to" and (is_ordinal(noun) or not controls)):
            return (referent(noun),)
        return self.owners(noun, word)

    def _set_off(self, word: Word, noun: Word) -> Word | None:
        """Return the verb that a present participle behind a comma goes with.

        In "X left in May after talks, undermining the pact" it is X who undermines it,
        wherever a parser hangs the participle.
        """
        below = noun.function in (F.OBLIQUE, F.NOMINAL)
        if not below or form(word) != "Ger" or not is_set_off(word, self.phrases.tree.words):
            return None
        above = noun.head
        while above is not None and not is_predicate(above):
            above = above.head
        return above

    def owners(self, noun: Word, clause: Word | None = None) -> tuple[Word, ...]:
        """Return those whose decision, plan or failure ``noun`` is."""
        prepositions = OBLIQUE_CONTROL.get(noun.lemma, frozenset()) | {"of", "by"}
        own = tuple(noun.having(F.POSSESSOR))
        if noun.lemma in OBLIQUE_CONTROL or not own:
            obliques = tuple(
                child
                for child in noun.having(F.NOMINAL, F.OBLIQUE, F.AGENT)
                if preposition(child) in prepositions and (not clause or child is not clause)
            )
            own = obliques or own
        own = own or tuple(
            child
            for child in noun.having(F.COMPOUND, F.ADJECTIVE)
            if is_demonym(child) or (is_name(child) and child.function is F.COMPOUND)
        )
        return own or self._holders(noun)

    def _holders(self, noun: Word) -> tuple[Word, ...]:
        """Return the subject of the verb whose object (or predicate) ``noun`` is."""
        while noun.function is F.CONJUNCT and noun.head is not None:
            noun = noun.head
        verb = noun.head
        if is_copular(noun):
            return self.subjects(noun)
        if verb is None or noun.function is not F.OBJECT:
            return ()
        return tuple(verb.having(F.INDIRECT)) or self.logical_subjects(verb)

    def logical_subjects(self, word: Word) -> tuple[Word, ...]:
        """Return who does it: the subject, of a passive the agent, else who undergoes it."""
        if not is_passive(word):
            return self.subjects(word)
        return self.agents(word) or (
            () if word.first(F.PASSIVE_SUBJECT) is None else self.subjects(word)
        )

    def agents(self, word: Word) -> tuple[Word, ...]:
        """Return the agents of a passive: its own, or those it shares."""
        own = tuple(
            child
            for child in word.having(F.AGENT, F.OBLIQUE)
            if _is_agent(child) and (child.function is F.AGENT or not is_temporal(child))
        )
        if own:
            return own
        for other in word.having(F.CONJUNCT):  # "negotiated and signed by the two"
            if is_passive(other) and shares(word, other):
                return self.agents(other)
        above = word.head
        if word.function is F.CONJUNCT and above is not None and is_passive(above):
            return tuple(
                child
                for child in above.having(F.AGENT, F.OBLIQUE)
                if _is_agent(child) and child.index > word.index
            )
        return ()

    # Objects

    def objects(self, word: Word) -> tuple[Word, ...]:
        """Return the grammatical objects of ``word``: its own, shared ones, or a gap's."""
        own = tuple(word.having(F.OBJECT))
        if own or is_passive(word):
            return own
        return self._shared_objects(word) or self._gap(word)

    def _shared_objects(self, word: Word) -> tuple[Word, ...]:
        above = word.head
        if word.function is F.CONJUNCT and above is not None and above.pos in ("VERB", "AUX"):
            fronted = (
                child
                for child in above.having(F.OBJECT)
                if child.index > word.index or antecedent(child) is not None
            )
            shared = tuple(fronted)
            if shared or word.first(F.OBLIQUE) is not None:
                return shared
            return () if word.first(*SUBJECTS) is not None else self._passed_on(above, word)
        taken = word.first(F.OBLIQUE, F.COMPLEMENT, F.OPEN_COMPLEMENT, F.INDIRECT)
        if word.pos == "VERB" and taken is None:
            for other in word.having(F.CONJUNCT):
                if other.pos == "VERB" and not is_passive(other) and shares(word, other):
                    return tuple(other.having(F.OBJECT))
        return ()

    def _passed_on(self, above: Word, word: Word) -> tuple[Word, ...]:
        """Return the gap that two coordinated verbs of a reduced relative share."""
        return self._gap(above) if not tuple(above.having(F.OBJECT)) and word.index else ()

    def _gap(self, word: Word) -> tuple[Word, ...]:
        """Return the noun that a relative clause without a pronoun leaves out of ``word``."""
        clause = word
        while clause.function in (F.OPEN_COMPLEMENT, F.COMPLEMENT) and clause.head is not None:
            clause = clause.head
        noun = clause.head
        if clause.function is not F.RELATIVE or noun is None or is_temporal(noun):
            return ()
        if noun.lemma in ("reason", "way", "time", "place") or _lowest(clause) is not word:
            return ()
        if clause.first(*SUBJECTS) is None or _stranded(word) is not None:
            return ()
        pronouns = (antecedent(below) is noun for below in clause.subtree())
        return () if any(pronouns) else (noun,)

    # Obliques

    def _obliques(self, word: Word) -> Iterator[Argument]:
        passive = is_passive(word)
        particle = word.first(F.PARTICLE)
        for child in (*word.having(F.OBLIQUE, F.AGENT), *self._shared_obliques(word)):
            if passive and _is_agent(child) and not is_temporal(child):
                continue
            for argument in self.phrases.obliques(child):
                yield _joined(argument, particle, child)
        stranded = _stranded(word)
        clause_noun = word.head
        if stranded and clause_noun is not None and word.function is F.RELATIVE:
            for mention in self.phrases.mentions(clause_noun):
                yield Argument(Role.OBLIQUE, mention, stranded)

    def _shared_obliques(self, word: Word) -> Iterator[Word]:
        above = word.head
        if word.function is F.CONJUNCT and above is not None and above.pos in ("VERB", "AUX"):
            for child in above.having(F.OBLIQUE):
                if child.index > word.index or antecedent(child) is not None:
                    yield child
        elif word.pos == "VERB" and not word.first(*COMPLEMENTS):
            for other in word.having(F.CONJUNCT):
                if other.pos == "VERB" and not is_passive(other) and shares(word, other):
                    yield from other.having(F.OBLIQUE)


def _joined(argument: Argument, particle: Word | None, child: Word) -> Argument:
    """Join a particle to the preposition right behind it: "pulled out" + "of the treaty"."""
    if particle is None or argument.preposition is None:
        return argument
    case = child.first(F.CASE)
    if case is None or case.index != particle.index + 1:
        return argument
    joined = f"{particle.lower} {argument.preposition}"
    if joined not in PARTICLE_PREPOSITIONS:
        return argument
    return Argument(argument.role, argument.mention, joined)


def _is_agent(word: Word) -> bool:
    return word.function is F.AGENT or preposition(word) == "by"


def _is_expletive(word: Word) -> bool:
    return word.function is F.EXPLETIVE or (word.lower == "there" and word.pos == "PRON")


def is_ordinal(noun: Word) -> bool:
    """Whether ``noun`` is one of a row: "the first state", "the only party"."""
    return any(
        child.lemma in ORDINALS or child.features.get("NumType") == "Ord"
        for child in noun.having(F.ADJECTIVE, F.ADVERB, F.NUMBER)
    )


def _lowest(clause: Word) -> Word:
    """Return the last verb of a chain of complements: "vowed to ratify", "says it built"."""
    below = clause.first(F.OPEN_COMPLEMENT, F.COMPLEMENT)
    return clause if below is None or not is_predicate(below) else _lowest(below)


def _stranded(word: Word) -> str | None:
    """Return the preposition that a relative clause leaves at its end, or None."""
    if word.function is not F.RELATIVE:
        return None
    for child in word.children:
        alone = child.pos == "ADP" and not child.children and child.index > word.index
        if alone and child.function in (F.ADVERB, F.OBLIQUE, F.CASE, F.OTHER):
            return child.lower
    return None
