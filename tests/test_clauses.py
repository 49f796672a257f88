"""Tests of clauses on hand-written parses: who does what to whom, without any model."""

from __future__ import annotations

import pytest

import parses
from kgbuild import clauses, grammar
from kgbuild.model import Span

UNIVERSAL = grammar.recognise(grammar.UNIVERSAL)

VERBS = {
    "gerund-object": [
        "VERB halt(subject Norland, object testing missiles)",
        "VERB test(subject Norland, object missiles)",
    ],
    "gerund-oblique": [
        "VERB object(subject Norland, to testing missiles)",
        "VERB test(subject Norland, object missiles)",
    ],
    "gerund-subject": [
        "VERB test(object missiles)",
        "VERB worry(object Sudovia, subject Testing missiles)",
    ],
    "active": [
        "VERB sign(subject Norland, object treaty, in Geneva, on May 8, 1987)",
    ],
    "passive-agent": [
        "VERB ratify(subject Norland senate, object pact)",
        "NOUN senate(modifier Norland)",
    ],
    "passive-no-agent": [
        "NOUN sanction(on Sudovia)",
        "VERB impose(object Sanctions, on Sudovia)",
    ],
    "passive-two-objects": [
        "VERB give(subject Norland, object missiles, indirect Sudovia)",
        "NOUN missile(subject Norland)",
    ],
    "double-object": [
        "VERB give(subject Norland, object missiles, indirect Sudovia)",
        "NOUN missile(subject Norland)",
    ],
    "particle-of": [
        "VERB pull out(subject Norland, out of pact)",
    ],
    "preposition-out-of": [
        "VERB pull(subject Norland, out of pact)",
    ],
    "participle-agent": [
        "VERB sign(subject Norland, object treaty)",
        "VERB expire(subject treaty, in 2019)",
    ],
    "participle-active": [
        "VERB possess(subject States, object missiles)",
        "VERB meet(subject States)",
    ],
    "participle-set-off": [
        "VERB leave(subject Norland, object alliance, after talks)",
        "NOUN talk(with Sudovia)",
        "VERB undermine(subject Norland, object pact)",
    ],
    "participle-between-conjuncts": [
        "VERB praise(subject Norland, object draft, object pact)",
        "VERB submit(subject Sudovia, object draft)",
    ],
    "participle-perfect": [
        "VERB sign(subject Norland, object pact)",
        "VERB test(subject Norland, object missile)",
    ],
    "participle-fronted-passive": [
        "VERB sign(object pact, in 1972)",
        "VERB expire(subject pact)",
    ],
    "relative-subject": [
        "VERB join(subject Norland, object alliance, in 1999)",
        "VERB criticize(subject Norland, object Sudovia)",
    ],
    "relative-object": [
        "VERB sign(subject Norland, object pact)",
        "VERB expire(subject pact)",
    ],
    "relative-reduced": [
        "VERB sign(subject Norland, object pact)",
        "VERB expire(subject pact)",
    ],
    "relative-control": [
        "VERB vow(subject Norland)",
        "VERB sign(subject Norland, object pact)",
        "VERB expire(subject pact)",
    ],
    "relative-prepositional": [
        "VERB withdraw(subject Norland, from pact)",
        "VERB expire(subject pact)",
    ],
    "relative-stranded": [
        "VERB withdraw(subject Norland, from pact)",
        "VERB expire(subject pact)",
    ],
    "relative-party-to": [
        "ROLE party(subject Norland, to pact)",
        "NOUN party(subject Norland, to pact)",
        "VERB expire(subject pact)",
    ],
    "relative-whose": [
        "NOUN suspension(possessor Norland, of pact)",
        "VERB worry(subject suspension, object allies)",
        "VERB test(subject Norland, object missile)",
    ],
    "subject-control": [
        "VERB vow(subject Norland)",
        "VERB oppose(subject Norland, object pact)",
    ],
    "object-control": [
        "VERB urge(subject Norland, object Sudovia)",
        "VERB sign(subject Sudovia, object pact)",
    ],
    "object-control-as-adverbial": [
        "VERB ask(subject Norland, object Sudovia)",
        "VERB sign(subject Sudovia, object pact)",
    ],
    "object-control-passive": [
        "VERB urge(object Sudovia)",
        "VERB sign(subject Sudovia, object pact)",
    ],
    "oblique-control": [
        "VERB call(subject Norland, on Sudovia)",
        "VERB sign(subject Sudovia, object pact)",
    ],
    "promise-control": [
        "VERB promise(subject Norland, object Sudovia)",
        "VERB sign(subject Norland, object pact)",
    ],
    "raising": [
        "VERB say(object Norland)",
        "VERB agree(subject Norland)",
        "VERB withdraw(subject Norland, from pact)",
    ],
    "causative": [
        "VERB lead(subject dispute, object Norland)",
        "VERB suspend(subject Norland, object pact)",
    ],
    "aspect-begin": [
        "VERB begin(subject Norland, object deploying missiles, in 2021)",
        "VERB deploy(subject Norland, object missiles)",
    ],
    "noun-control": [
        "VERB announce(subject Norland, object decision)",
        "NOUN decision(possessor its)",
        "VERB suspend(subject its, object pact)",
    ],
    "noun-control-possessor": [
        "NOUN decision(possessor Norland)",
        "VERB suspend(subject Norland, object pact)",
        "VERB surprise(subject decision, object Sudovia)",
    ],
    "ordinal-infinitive": [
        "ROLE first state(subject Norland)",
        "NOUN state(subject Norland)",
        "VERB ratify(subject Norland, object pact)",
    ],
    "accuse-of": [
        "VERB accuse(subject Norland, object Sudovia, of violating the pact)",
        "VERB violate(subject Sudovia, object pact)",
    ],
    "by-gerund": [
        "VERB violate(subject Norland, object pact)",
        "VERB test(subject Norland, object missile)",
    ],
    "object-attached-date": [
        "VERB sign(subject Norland, object pact, in Geneva)",
    ],
    "begin-time": [
        "VERB withdraw(subject Norland, in 2019, from pact)",
        "VERB test(subject Norland, object missile, in August)",
    ],
    "passive-control-agent": [
        "VERB use(subject Norland, object site)",
        "VERB build(subject Norland, object missiles)",
    ],
}

COORDINATION = {
    "subjects": [
        "VERB sign(subject Norland, subject Sudovia, object pact)",
    ],
    "objects": [
        "VERB sign(subject Norland, object pact, object protocol, object treaty)",
    ],
    "shared-object-after": [
        "VERB sign(subject Norland, object pact)",
        "VERB ratify(subject Norland, object pact)",
    ],
    "shared-object-on-last": [
        "VERB sign(subject Norland, object pact)",
        "VERB ratify(subject Norland, object pact)",
    ],
    "shared-agent": [
        "VERB negotiate(subject Norland, object pact)",
        "VERB sign(subject Norland, object pact)",
    ],
    "no-shared-agent": [
        "VERB sign(object pact, in 1987)",
        "VERB ratify(subject senate, object pact)",
    ],
    "obliques": [
        "VERB withdraw(subject Norland, from pact, from alliance)",
    ],
    "shared-name-part": [
        "VERB leave(subject Norland, object Alba treaties, object Brava treaties)",
        "NOUN treaty(modifier Alba, modifier Brava)",
    ],
    "shared-adjective": [
        "VERB ban(subject Norland, object nuclear weapons, object chemical weapons, "
        "object biological weapons)",
    ],
    "shared-relative-object": [
        "VERB sign(subject Norland, object pact)",
        "VERB ratify(subject Norland, object pact)",
        "VERB expire(subject pact)",
    ],
    "gapping": [
        "VERB sign(subject Norland, object pact)",
        "VERB sign(subject Sudovia, object protocol)",
    ],
    "contrast-subject": [
        "VERB sign(subject Norland, object pact)",
        "VERB sign(subject Sudovia, object pact)",
    ],
    "contrast-verb": [
        "VERB sign(subject Norland, object pact)",
        "VERB ratify(subject Norland, object pact)",
    ],
    "shared-modal": [
        "VERB sign(subject Norland, object pact)",
        "VERB ratify(subject Norland, object pact)",
    ],
    "shared-negation": [
        "VERB sign(subject Norland, object pact)",
        "VERB ratify(subject Norland, object pact)",
    ],
    "separate-negation": [
        "VERB sign(subject Norland, object pact)",
        "VERB test(subject Norland, object missile)",
    ],
}

NOMINAL = {
    "rounds-of-talks": [
        "VERB hold(subject Norland, object talks)",
        "NOUN talk(subject Norland, with Sudovia)",
    ],
    "engaged-in": [
        "VERB engage(subject Norland, in talks)",
        "NOUN talk(subject Norland, with Sudovia)",
    ],
    "inverted-copula": [
        "NOUN signatory(of pact)",
        "ROLE signatory(subject Norland, subject Sudovia, of pact)",
        "ROLE norland(subject signatories)",
        "ROLE sudovia(subject signatories)",
    ],
    "possessor-as-subject": [
        "NOUN violation(possessor Norland, of pact)",
        "VERB deny(object violation)",
    ],
    "possessor-of": [
        "NOUN suspension(possessor Norland, of pact)",
        "VERB worry(subject suspension, object Sudovia)",
    ],
    "compound-from": [
        "NOUN withdrawal(modifier Norland, from pact)",
        "VERB follow(subject Norland withdrawal)",
    ],
    "of-from": [
        "NOUN withdrawal(of Norland, from pact, in 2019)",
        "VERB follow(subject withdrawal)",
    ],
    "light-verb": [
        "VERB carry out(subject Norland, object missile test)",
        "NOUN test(subject Norland, modifier missile)",
    ],
    "light-verb-oblique": [
        "VERB launch(subject Norland, object attack, on Sudovia)",
        "NOUN attack(subject Norland, on Sudovia)",
    ],
    "light-verb-passive": [
        "NOUN attack(subject Norland)",
        "VERB launch(subject Norland, object attack)",
    ],
    "pronoun-possessor": [
        "VERB announce(subject Norland, object suspension)",
        "NOUN suspension(possessor its, of pact)",
    ],
    "no-light-verb": [
        "VERB criticize(subject Norland, object attack)",
        "NOUN attack(on Sudovia)",
    ],
    "in-violation": [
        "VERB test(subject Norland, object missile, in violation)",
        "NOUN violation(subject Norland, of pact)",
    ],
    "in-breach": [
        "ROLE breach(subject Norland, of pact)",
        "NOUN breach(subject Norland, of pact)",
    ],
    "shared-complement": [
        "VERB ban(subject Norland, object production, object deployment)",
        "NOUN production(of missiles)",
        "NOUN deployment(of missiles)",
    ],
    "title": [
        "ROLE president(subject Xi Jinping, modifier Chinese)",
        "VERB visit(subject Xi Jinping, object Sudovia)",
    ],
    "title-minister": [
        "NOUN minister(modifier Norland, apposition Ivan Petrov)",
        "ROLE foreign minister(subject Ivan Petrov, modifier Norland)",
        "VERB resign(subject Ivan Petrov)",
    ],
    "possessed-title": [
        "ROLE president(subject Ivan Petrov, possessor Norland)",
        "VERB resign(subject Ivan Petrov)",
    ],
    "apposition-role": [
        "ROLE foreign minister(subject Ivan Petrov, modifier Norlandic)",
        "NOUN minister(modifier Norlandic, apposition Ivan Petrov)",
        "VERB resign(subject Ivan Petrov)",
    ],
    "apposition-reversed": [
        "ROLE minister(subject Ivan Petrov, of defense)",
        "NOUN minister(of defense, apposition Ivan Petrov)",
        "VERB resign(subject minister)",
    ],
    "apposition-member": [
        "ROLE member(subject Norland, of alliance)",
        "NOUN member(of alliance, apposition Norland)",
        "VERB object(subject Norland)",
    ],
    "copula-member": [
        "ROLE member(subject Norland, of alliance)",
        "NOUN member(subject Norland, of alliance)",
    ],
    "copula-one-of": [
        "ROLE member(subject Norland, of alliance)",
        "NOUN member(subject Norland, of alliance)",
    ],
    "copula-negated": [
        "ROLE party(subject Norland, to pact)",
        "NOUN party(subject Norland, to pact)",
    ],
    "become": [
        "VERB become(subject Norland, in 1999, object party)",
        "ROLE party(subject Norland, to pact)",
        "NOUN party(to pact)",
    ],
    "as-role": [
        "ROLE party(subject Norland, to pact)",
        "NOUN party(to pact)",
        "VERB condemn(subject Norland, object test, as party)",
    ],
    "serve-as": [
        "VERB serve(subject Petrov, as president)",
        "ROLE president(subject Petrov, of Norland)",
        "NOUN president(of Norland)",
    ],
    "adjective": [
        "ADJECTIVE hostile(subject Norland, to pact)",
    ],
    "adjective-attributive": [
        "ADJECTIVE hostile(subject States, to pact)",
        "VERB meet(subject States)",
    ],
    "non-signatory": [
        "ROLE signatory(subject Norland, of pact)",
        "NOUN non-signatory(of pact, apposition Norland)",
        "VERB resign(subject Norland)",
    ],
    "referent": [
        "ROLE state(subject Norland)",
        "NOUN state(subject Norland)",
        "VERB possess(subject Norland, object missiles)",
    ],
}

TIMES = {
    ("verbs", "active"): {"sign": ["May 8, 1987"]},
    ("verbs", "passive-agent"): {"ratify": ["last year"]},
    ("verbs", "participle-fronted-passive"): {"sign": ["1972"], "expire": []},
    ("verbs", "relative-subject"): {"join": ["1999"], "criticize": []},
    ("verbs", "aspect-begin"): {"begin": ["2021"], "deploy": ["2021"]},
    ("verbs", "object-attached-date"): {"sign": ["yesterday"]},
    ("verbs", "begin-time"): {"withdraw": ["2019"], "test": ["August", "2019"]},
    ("nominal", "of-from"): {"withdrawal": ["2019"], "follow": []},
    ("nominal", "become"): {"party": ["1999"]},
}

CASES = [
    pytest.param(file, name, expected, id=f"{file}-{name}")
    for file, table in (("verbs", VERBS), ("coordination", COORDINATION), ("nominal", NOMINAL))
    for name, expected in table.items()
]


@pytest.mark.parametrize(("file", "name", "expected"), CASES)
def test_arguments(file: str, name: str, expected: list[str]) -> None:
    doc = parses.doc(parses.named(file)[name])
    found = clauses.clauses(doc, grammar=UNIVERSAL)
    assert [parses.reading(clause) for clause in found] == expected


@pytest.mark.parametrize(("place", "expected"), TIMES.items(), ids="-".join)
def test_times(place: tuple[str, str], expected: dict[str, list[str]]) -> None:
    file, name = place
    doc = parses.doc(parses.named(file)[name])
    found = {
        clause.lemma: [time.name for time in clause.times]
        for clause in clauses.clauses(doc, grammar=UNIVERSAL)
    }
    assert {lemma: found[lemma] for lemma in expected} == expected


@pytest.mark.parametrize(
    ("name", "lemma", "expected"),
    [
        ("finite-peer", "leave", "VERB leave(subject Norland)"),
        ("finite-peer", "sign", "VERB sign(subject Norland, object accord)"),
        ("infinitive-peer", "sign", "VERB sign(subject Sudovia, object pact)"),
        ("outer-subject", "leave", "VERB leave(subject Norlandic, object pact)"),
        ("cleft", "leave", "VERB leave(subject Norland, object pact)"),
        ("small-clause", "join", "VERB join(subject Sudovia, object pact)"),
    ],
)
def test_understood_subjects_and_mended_attachments(name: str, lemma: str, expected: str) -> None:
    doc = parses.doc(parses.named("factuality")[name])
    found = clauses.clauses(doc, grammar=UNIVERSAL)
    assert [parses.reading(clause) for clause in found if clause.lemma == lemma] == [expected]


@pytest.mark.parametrize("file", ["verbs", "coordination", "nominal", "factuality"])
def test_every_span_is_the_text_it_names(file: str) -> None:
    doc = parses.doc(*parses.named(file).values())
    last = Span(0, 0)
    for clause in clauses.clauses(doc, grammar=UNIVERSAL):
        assert clause.sentence.covers(clause.predicate)
        assert last.start <= clause.sentence.start
        last = clause.sentence
        for argument in clause.arguments:
            mention = argument.mention
            assert mention.span.of(doc.text) == mention.text
            assert mention.span.covers(mention.head_span) or mention.name != mention.text


def test_a_sentence_alone_reads_as_it_does_among_others() -> None:
    named = parses.named("verbs")
    together = parses.doc(*named.values())
    alone = [
        parses.reading(clause)
        for parse in named.values()
        for clause in clauses.clauses(parses.doc(parse), grammar=UNIVERSAL)
    ]
    assert [parses.reading(c) for c in clauses.clauses(together, grammar=UNIVERSAL)] == alone


def test_an_empty_doc_has_no_clauses() -> None:
    assert list(clauses.clauses(parses.doc(), grammar=UNIVERSAL)) == []
