"""What the verb of a pronoun asks of it: what is signed is a document, who signs an agent.

The lexicon tells, by the domains and ranges of the relations that the verb can say.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.model import Argument, Clause, ClauseKind, Frame, Mention, Role
from kgbuild.ontology import Ontology


def preferences(
    mention: Mention, *, clauses: tuple[Clause, ...], ontology: Ontology
) -> tuple[str, ...]:
    """Return the classes that fit a mention in its place, or nothing where any may.

    ``clauses`` are those of which the mention is an argument.
    """
    wanted = [
        ends
        for clause in clauses
        if clause.kind is ClauseKind.VERB
        for argument in clause.arguments
        if argument.mention == mention
        for ends in _ends(argument, clause, ontology=ontology)
    ]
    return tuple(dict.fromkeys(kind for ends in wanted for kind in ends)) if all(wanted) else ()


def _ends(argument: Argument, clause: Clause, *, ontology: Ontology) -> Iterator[tuple[str, ...]]:
    for frame in ontology.frames_by_lemma.get(clause.lemma, ()):
        relation = ontology.relations[frame.relation]
        if clause.lemma not in {verb.split()[0] for verb in frame.verbs}:
            continue
        if argument.role is Role.SUBJECT:
            yield relation.domain
        elif _is_object(argument, frame):
            yield relation.range


def _is_object(argument: Argument, frame: Frame) -> bool:
    if argument.role is Role.OBLIQUE:
        return argument.preposition in frame.object_prepositions
    direct = not frame.object_prepositions and not frame.light_objects
    return argument.role is Role.OBJECT and direct
