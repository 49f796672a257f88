"""Tests of status: which words make a clause negated, planned or someone's saying."""

from __future__ import annotations

import pytest

import parses
from kgbuild import clauses, grammar
from kgbuild.model import Clause, Status

UNIVERSAL = grammar.recognise(grammar.UNIVERSAL)

# Sentence: the predicate looked at, its status, the words it is due to, the speaker.
STATUS: dict[str, tuple[str, Status, tuple[str, ...], str | None]] = {
    "will": ("leave", Status.PLANNED, ("will",), None),
    "may-not": ("leave", Status.PLANNED, ("may",), None),
    "could-not": ("leave", Status.NEGATED, ("could not", "not"), None),
    "never": ("sign", Status.NEGATED, ("never",), None),
    "no-state": ("sign", Status.NEGATED, ("no",), None),
    "no-longer": ("possess", Status.NEGATED, ("no",), None),
    "not-only": ("sign", Status.ASSERTED, (), None),
    "without": ("sign", Status.NEGATED, ("without",), None),
    "failed-to": ("sign", Status.NEGATED, ("fail",), None),
    "did-not-fail-to": ("sign", Status.ASSERTED, (), None),
    "refused-to": ("sign", Status.NEGATED, ("refuse",), None),
    "managed-to": ("sign", Status.ASSERTED, (), None),
    "prevented-from": ("sign", Status.NEGATED, ("prevent",), None),
    "stopped": ("deploy", Status.NEGATED, ("stop",), None),
    "denied-gerund": ("violate", Status.NEGATED, ("deny",), "Norland"),
    "denied-that": ("violate", Status.NEGATED, ("deny",), "Norland"),
    "said-that": ("violate", Status.ATTRIBUTED, ("say",), "Norland"),
    "said-would-not": ("ratify", Status.PLANNED, ("say", "would"), "Norland"),
    "said-had-not": ("ratify", Status.NEGATED, ("say", "not"), "Norland"),
    "regrets-that": ("leave", Status.ASSERTED, (), None),
    "does-not-believe": ("violate", Status.NEGATED, ("not", "believe"), "Norland"),
    "parenthetical": ("violate", Status.ATTRIBUTED, ("say",), "Norland"),
    "inverted-speech": ("violate", Status.ATTRIBUTED, ("say",), "minister"),
    "according-to": ("violate", Status.ATTRIBUTED, ("according to",), "Norland"),
    "reportedly": ("test", Status.ATTRIBUTED, ("reportedly",), None),
    "as-said": ("leave", Status.ATTRIBUTED, ("say",), "Norland"),
    "if": ("leave", Status.PLANNED, ("if",), None),
    "because": ("leave", Status.PLANNED, ("will",), None),
    "purpose": ("extend", Status.PLANNED, ("meet",), None),
    "purpose-in-order": ("extend", Status.PLANNED, ("meet",), None),
    "question": ("sign", Status.PLANNED, ("?",), None),
    "imperative": ("sign", Status.PLANNED, ("imperative",), None),
    "headline-infinitive": ("leave", Status.PLANNED, ("to",), None),
    "be-to": ("leave", Status.PLANNED, ("be to",), None),
    "going-to": ("leave", Status.PLANNED, ("go",), None),
    "have-yet-to": ("sign", Status.NEGATED, ("yet to",), None),
    "likely-to": ("leave", Status.PLANNED, ("likely",), None),
    "unable-to": ("sign", Status.NEGATED, ("unable",), None),
    "failure-to": ("sign", Status.NEGATED, ("failure",), None),
    "allegation-that": ("violate", Status.ATTRIBUTED, ("allegation",), "Norland"),
    "threat-of": ("attack", Status.PLANNED, ("threat",), None),
    "lack-of": ("ratification", Status.NEGATED, ("lack",), None),
    "called-for": ("withdrawal", Status.PLANNED, ("call",), None),
    "proposed-event": ("suspension", Status.PLANNED, ("propose",), None),
    "denied-event": ("attack", Status.NEGATED, ("deny",), "Norland"),
    "condemned-event": ("attack", Status.ASSERTED, (), None),
    "light-negated": ("test", Status.NEGATED, ("not",), None),
    "possible-event": ("attack", Status.PLANNED, ("possible",), None),
    "despite-event": ("attack", Status.ASSERTED, (), None),
    "relative-in-speech": ("sign", Status.ASSERTED, (), None),
    "relative-hypothetical": ("test", Status.PLANNED, ("will", "any"), None),
    "accused-modal": ("violate", Status.PLANNED, ("may", "accuse"), "Norland"),
    "instead-of": ("sign", Status.NEGATED, ("instead",), None),
    "inversion": ("sign", Status.PLANNED, ("to",), None),
    "until": ("sign", Status.PLANNED, ("until",), None),
    "quoted": ("violate", Status.ATTRIBUTED, ("quotation",), None),
    "after-quoted": ("speak", Status.ASSERTED, (), None),
    "not-until": ("sign", Status.ASSERTED, (), None),
    "performative": ("condemn", Status.ASSERTED, (), None),
    "would-like-to-condemn": ("condemn", Status.ASSERTED, (), None),
    "finite-peer": ("sign", Status.ASSERTED, (), None),
    "infinitive-peer": ("sign", Status.PLANNED, ("urge",), None),
    "lift-sanctions": ("embargo", Status.ASSERTED, (), None),
    "owned-plural": ("attack", Status.ASSERTED, (), None),
    "owned-singular": ("withdrawal", Status.PLANNED, ("will",), None),
    "any-event": ("deployment", Status.PLANNED, ("any",), None),
    "once-past": ("leave", Status.ASSERTED, (), None),
    "small-clause": ("join", Status.PLANNED, ("support",), None),
    "done-by": ("propose", Status.ASSERTED, (), None),
    "said-colon": ("violate", Status.ATTRIBUTED, ("warn",), "Norland"),
    "outer-subject": ("leave", Status.PLANNED, ("plan",), None),
    "outer-allegation": ("leave", Status.ATTRIBUTED, ("claim",), None),
    "cleft": ("leave", Status.ASSERTED, (), None),
    "neither-nor": ("sign", Status.NEGATED, ("neither",), None),
}


def read(*names: str) -> list[Clause]:
    named = parses.named("factuality")
    return list(clauses.clauses(parses.doc(*(named[name] for name in names)), grammar=UNIVERSAL))


@pytest.mark.parametrize(("name", "expected"), STATUS.items(), ids=STATUS)
def test_status(name: str, expected: tuple[str, Status, tuple[str, ...], str | None]) -> None:
    lemma = expected[0]
    (clause,) = [clause for clause in read(name) if clause.lemma == lemma]
    speaker = clause.speaker.name if clause.speaker else None
    assert (clause.lemma, clause.status, clause.because, speaker) == expected


def test_what_is_shut_out_is_a_negated_clause_of_its_own() -> None:
    doc = parses.doc(parses.named("coordination")["contrast-subject"])
    found = [(parses.reading(c), c.status) for c in clauses.clauses(doc, grammar=UNIVERSAL)]
    assert found == [
        ("VERB sign(subject Norland, object pact)", Status.ASSERTED),
        ("VERB sign(subject Sudovia, object pact)", Status.NEGATED),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("contrast-verb", {"sign": Status.ASSERTED, "ratify": Status.NEGATED}),
        ("shared-modal", {"sign": Status.PLANNED, "ratify": Status.PLANNED}),
        ("shared-negation", {"sign": Status.NEGATED, "ratify": Status.NEGATED}),
        ("separate-negation", {"sign": Status.NEGATED, "test": Status.ASSERTED}),
    ],
)
def test_coordination_shares_only_what_is_said_once(name: str, expected: dict[str, Status]) -> None:
    doc = parses.doc(parses.named("coordination")[name])
    found = {c.lemma: c.status for c in clauses.clauses(doc, grammar=UNIVERSAL)}
    assert found == expected


def test_a_sentence_in_quotation_marks_is_said_by_whom_the_next_one_names() -> None:
    quoted, spoken = read("quoted", "after-quoted")
    assert (quoted.lemma, quoted.status) == ("violate", Status.ATTRIBUTED)
    assert quoted.speaker is not None
    assert quoted.speaker.name == "minister"
    assert (spoken.lemma, spoken.status) == ("speak", Status.ASSERTED)


def test_no_accusation_is_lost_with_what_it_says() -> None:
    accused, violated = read_verbs("accuse-of")
    assert (accused.lemma, accused.status) == ("accuse", Status.ASSERTED)
    assert (violated.lemma, violated.status) == ("violate", Status.ATTRIBUTED)


def read_verbs(name: str) -> list[Clause]:
    doc = parses.doc(parses.named("verbs")[name])
    return list(clauses.clauses(doc, grammar=UNIVERSAL))
