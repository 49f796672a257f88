"""Pronouns and definite phrases: what they stand for, and when nothing is the answer."""

import pytest

from kgbuild import entities
from kgbuild.coreference import resolve
from kgbuild.model import ClauseKind, Mention
from meaning import (
    Said,
    apposition,
    domain,
    mentions_of,
    modifier,
    object_,
    oblique,
    possessor,
    subject,
)


def resolved(said, *clauses, others=()):
    mentions = [*mentions_of(*clauses), *others]
    links = entities.link(mentions, ontology=domain(), document=said.document)
    return resolve(clauses, links=links, ontology=domain(), document=said.document)


def names(links, mention: Mention):
    return [entity.label for entity in links.get(mention, ())]


def left(said, who, what, *, nth=0):
    return said.clause("left", "leave", subject(who), object_(what), nth=nth)


def test_links_that_need_nothing_stay_as_they_are():
    said = Said("Norland left the Open Doors Treaty.")
    clause = left(said, said.mention("Norland"), said.mention("Open Doors Treaty"))
    links = entities.link(mentions_of(clause), ontology=domain(), document=said.document)
    assert resolve([clause], links=links, ontology=domain(), document=said.document) == links


# Pronouns


def test_it_is_the_subject_of_the_sentence_before():
    said = Said("Norland left the Open Doors Treaty. It met Vest.")
    it = said.pronoun("It")
    first = left(said, said.mention("Norland"), said.mention("Open Doors Treaty"))
    second = said.clause("met", "meet", subject(it), object_(said.mention("Vest")))
    assert names(resolved(said, first, second), it) == ["Norland"]


def test_it_is_no_other_argument_of_its_clause():
    said = Said("Norland signed the Open Doors Treaty but left it.")
    it = said.pronoun("it", nth=0)
    norland = said.mention("Norland")
    signed = said.clause(
        "signed", "sign", subject(norland), object_(said.mention("Open Doors Treaty"))
    )
    assert names(resolved(said, signed, left(said, norland, it)), it) == ["Open Doors Treaty"]


def test_it_is_no_person_and_he_is_no_state():
    said = Said("Ann Lee left Norland. It met Vest. She met Vest.")
    it, she = said.pronoun("It"), said.pronoun("She")
    first = left(said, said.mention("Ann Lee", label="PERSON"), said.mention("Norland"))
    second = said.clause("met", "meet", subject(it), object_(said.mention("Vest")))
    third = said.clause("met", "meet", subject(she), object_(said.mention("Vest", nth=1)), nth=1)
    links = resolved(said, first, second, third)
    assert names(links, it) == ["Norland"]
    assert names(links, she) == ["Ann Lee"]


def test_two_that_are_equally_prominent_are_no_answer():
    said = Said("Norland spoke and Vest slept. It left the Open Doors Treaty.")
    it = said.pronoun("It")
    spoke = said.clause("spoke", "speak", subject(said.mention("Norland")))
    slept = said.clause("slept", "sleep", subject(said.mention("Vest")))
    gone = left(said, it, said.mention("Open Doors Treaty"))
    assert names(resolved(said, spoke, slept, gone), it) == []


def test_what_is_too_far_is_forgotten():
    said = Said("Norland spoke. A dog ran. A dog ran. A dog ran. It left the Open Doors Treaty.")
    it = said.pronoun("It")
    spoke = said.clause("spoke", "speak", subject(said.mention("Norland")))
    ran = [said.clause("ran", "run", nth=nth) for nth in range(3)]
    gone = left(said, it, said.mention("Open Doors Treaty"))
    assert names(resolved(said, spoke, *ran, gone), it) == []


def test_a_possessive_is_the_subject_of_its_clause():
    said = Said("Vest spoke. Norland left its pact.")
    its = said.pronoun("its")
    pact = said.noun("pact", possessor(its))
    spoke = said.clause("spoke", "speak", subject(said.mention("Vest")))
    assert names(resolved(said, spoke, left(said, said.mention("Norland"), pact)), its) == [
        "Norland"
    ]


@pytest.mark.parametrize(("preposition", "whose"), [("for", ["Vest"]), ("of", [])])
def test_a_possessive_after_an_object_is_the_objects_or_open(preposition, whose):
    said = Said(f"Norland accused Vest {preposition} its letter.")
    its = said.pronoun("its")
    clause = said.clause(
        "accused",
        "accuse",
        subject(said.mention("Norland")),
        object_(said.mention("Vest")),
        oblique(preposition, said.noun("letter", possessor(its))),
    )
    assert names(resolved(said, clause), its) == whose


def test_a_possessive_may_stand_before_its_name():
    said = Said("In its letter, Norland left the Open Doors Treaty.")
    its = said.pronoun("its")
    clause = said.clause(
        "left",
        "leave",
        subject(said.mention("Norland")),
        object_(said.mention("Open Doors Treaty")),
        oblique("in", said.noun("letter", possessor(its))),
    )
    assert names(resolved(said, clause), its) == ["Norland"]


def test_the_possessive_of_the_subject_itself_looks_back():
    said = Said("Norland spoke. Its letter left Vest.")
    its = said.pronoun("Its")
    spoke = said.clause("spoke", "speak", subject(said.mention("Norland")))
    gone = left(said, said.noun("letter", possessor(its)), said.mention("Vest"))
    assert names(resolved(said, spoke, gone), its) == ["Norland"]


def test_they_are_those_who_are_coordinated():
    said = Said("Norland and Vest met. They left the Open Doors Treaty.")
    they = said.pronoun("They", number="Plur")
    met = said.clause(
        "met", "meet", subject(said.mention("Norland")), subject(said.mention("Vest"))
    )
    gone = left(said, they, said.mention("Open Doors Treaty"))
    assert names(resolved(said, met, gone), they) == ["Norland", "Vest"]


def test_they_are_not_one_state():
    said = Said("Norland spoke. They left the Open Doors Treaty.")
    they = said.pronoun("They", number="Plur")
    spoke = said.clause("spoke", "speak", subject(said.mention("Norland")))
    gone = left(said, they, said.mention("Open Doors Treaty"))
    assert names(resolved(said, spoke, gone), they) == []


def test_they_are_the_officials_of_one_state():
    said = Said("Norlandic officials spoke. They left the Open Doors Treaty.")
    they = said.pronoun("They", number="Plur")
    officials = said.noun(
        "officials", modifier(said.mention("Norlandic")), head="official", number="Plur"
    )
    spoke = said.clause("spoke", "speak", subject(officials))
    gone = left(said, they, said.mention("Open Doors Treaty"))
    assert names(resolved(said, spoke, gone), they) == ["Norland"]


# Definite phrases


@pytest.mark.parametrize("noun", ["treaty", "agreement"])
def test_the_treaty_is_the_one_named_before(noun):
    said = Said(f"Norland left the Open Doors Treaty. Vest signed the {noun}.")
    definite = said.noun(noun, definite=True)
    first = left(said, said.mention("Norland"), said.mention("Open Doors Treaty"))
    second = said.clause("signed", "sign", subject(said.mention("Vest")), object_(definite))
    assert names(resolved(said, first, second), definite) == ["Open Doors Treaty"]


def test_a_treaty_is_a_new_one():
    said = Said("Norland left the Open Doors Treaty. Vest signed a treaty.")
    indefinite = said.noun("treaty")
    first = left(said, said.mention("Norland"), said.mention("Open Doors Treaty"))
    second = said.clause("signed", "sign", subject(said.mention("Vest")), object_(indefinite))
    assert names(resolved(said, first, second), indefinite) == ["treaty"]


def test_the_treaty_on_something_tells_itself():
    said = Said("Norland left the Open Doors Treaty. Vest signed the treaty on grain.")
    definite = said.noun("treaty", oblique("on", said.noun("grain")), definite=True)
    first = left(said, said.mention("Norland"), said.mention("Open Doors Treaty"))
    second = said.clause("signed", "sign", subject(said.mention("Vest")), object_(definite))
    assert names(resolved(said, first, second), definite) == ["treaty on grain"]


def test_of_two_treaties_neither_is_the_treaty():
    said = Said("Norland left the Open Doors Treaty and the Blue Treaty. Vest signed the treaty.")
    definite = said.noun("treaty", definite=True)
    first = said.clause(
        "left",
        "leave",
        subject(said.mention("Norland")),
        object_(said.mention("Open Doors Treaty")),
        object_(said.mention("Blue Treaty")),
    )
    second = said.clause("signed", "sign", subject(said.mention("Vest")), object_(definite))
    assert names(resolved(said, first, second), definite) == ["treaty"]


def test_the_only_treaty_of_a_text_is_the_treaty_from_afar():
    filler = " ".join(["A dog ran."] * 8)
    said = Said(f"Norland left the Open Doors Treaty. {filler} Vest signed the treaty.")
    definite = said.noun("treaty", definite=True)
    first = left(said, said.mention("Norland"), said.mention("Open Doors Treaty"))
    ran = [said.clause("ran", "run", nth=nth) for nth in range(8)]
    second = said.clause("signed", "sign", subject(said.mention("Vest")), object_(definite))
    assert names(resolved(said, first, *ran, second), definite) == ["Open Doors Treaty"]


def test_other_words_must_be_in_the_name():
    said = Said("Norland left the Open Doors Treaty. Vest signed the grain treaty.")
    definite = said.noun("grain treaty", definite=True)
    first = left(said, said.mention("Norland"), said.mention("Open Doors Treaty"))
    second = said.clause("signed", "sign", subject(said.mention("Vest")), object_(definite))
    assert names(resolved(said, first, second), definite) == ["grain treaty"]


def test_the_country_is_a_state_and_the_organization_is_none():
    said = Said("Norland joined the Mid Union. The country left the organization.")
    country = said.noun("country", definite=True)
    body = said.noun("organization", definite=True)
    first = said.clause(
        "joined", "join", subject(said.mention("Norland")), object_(said.mention("Mid Union"))
    )
    links = resolved(said, first, left(said, country, body))
    assert names(links, country) == ["Norland"]
    assert names(links, body) == ["Mid Union"]


def test_the_president_must_be_one():
    said = Said("President Bo Berg met Ida Dahl. The president left the Open Doors Treaty.")
    president = said.noun("president", definite=True)
    berg = said.mention("Bo Berg", apposition(said.mention("President")), label="PERSON")
    met = said.clause(
        "met", "meet", subject(berg), object_(said.mention("Ida Dahl", label="PERSON"))
    )
    gone = left(said, president, said.mention("Open Doors Treaty"))
    assert names(resolved(said, met, gone), president) == ["Bo Berg"]


def test_an_office_told_by_a_role_counts():
    said = Said("Bo Berg is the president of Vest. The president left the Open Doors Treaty.")
    president = said.noun("president", definite=True, nth=1)
    berg = said.mention("Bo Berg", label="PERSON")
    role = said.clause("president", "president", subject(berg), kind=ClauseKind.ROLE)
    gone = left(said, president, said.mention("Open Doors Treaty"))
    assert names(resolved(said, role, gone), president) == ["Bo Berg"]


# Several


@pytest.mark.parametrize("words", ["two sides", "two countries"])
def test_the_two_are_the_pair_before(words):
    said = Said(f"Norland met Vest. The {words} left the Open Doors Treaty.")
    two = said.noun(
        words, head=words.split()[1].rstrip("s").replace("ie", "y"), number="Plur", definite=True
    )
    met = said.clause(
        "met", "meet", subject(said.mention("Norland")), object_(said.mention("Vest"))
    )
    gone = left(said, two, said.mention("Open Doors Treaty"))
    assert names(resolved(said, met, gone), two) == ["Norland", "Vest"]


def test_both_leaders_are_persons():
    said = Said("Bo Berg of Vest met Ida Dahl of Norland. Both leaders left the pact.")
    both = said.noun("leaders", head="leader", number="Plur", definite=True)
    berg = said.mention("Bo Berg", oblique("of", said.mention("Vest")), label="PERSON")
    dahl = said.mention("Ida Dahl", oblique("of", said.mention("Norland")), label="PERSON")
    met = said.clause("met", "meet", subject(berg), object_(dahl))
    gone = left(said, both, said.noun("pact", definite=True))
    assert names(resolved(said, met, gone), both) == ["Bo Berg", "Ida Dahl"]


def test_of_three_the_two_are_none():
    said = Said("Norland, Vest and Sudria met. The two countries left the Open Doors Treaty.")
    two = said.noun("two countries", head="country", number="Plur", definite=True)
    ends = [subject(said.mention(name)) for name in ("Norland", "Vest", "Sudria")]
    gone = left(said, two, said.mention("Open Doors Treaty"))
    links = resolved(said, said.clause("met", "meet", *ends), gone)
    assert names(links, two) == ["two countries"]


def test_the_former_and_the_latter():
    said = Said("Norland met Vest. The former left the pact, the latter left the deal.")
    former, latter = said.noun("former", definite=True), said.noun("latter", definite=True)
    met = said.clause(
        "met", "meet", subject(said.mention("Norland")), object_(said.mention("Vest"))
    )
    first = left(said, former, said.noun("pact", definite=True))
    second = left(said, latter, said.noun("deal", definite=True), nth=1)
    links = resolved(said, met, first, second)
    assert names(links, former) == ["Norland"]
    assert names(links, latter) == ["Vest"]


# The first person, and what a pronoun possesses


def test_i_is_the_author():
    said = Said("I left the Open Doors Treaty.", creator="Ann Lee")
    i = said.pronoun("I")
    assert names(resolved(said, left(said, i, said.mention("Open Doors Treaty"))), i) == ["Ann Lee"]


def test_i_is_nobody_where_no_author_is_known():
    said = Said("I left the Open Doors Treaty.")
    i = said.pronoun("I")
    assert names(resolved(said, left(said, i, said.mention("Open Doors Treaty"))), i) == []


def test_i_in_a_quotation_is_the_speaker():
    said = Said("I left the Open Doors Treaty, Bo Berg said.", creator="Ann Lee")
    i, berg = said.pronoun("I"), said.mention("Bo Berg", label="PERSON")
    clause = said.clause(
        "left", "leave", subject(i), object_(said.mention("Open Doors Treaty")), speaker=berg
    )
    assert names(resolved(said, clause), i) == ["Bo Berg"]


def test_we_is_a_body_and_no_person():
    said = Said("We left the Open Doors Treaty, Norland said.", creator="Ann Lee")
    we = said.pronoun("We", number="Plur")
    norland = said.mention("Norland")
    treaty = said.mention("Open Doors Treaty")
    clause = said.clause("left", "leave", subject(we), object_(treaty), speaker=norland)
    assert names(resolved(said, clause), we) == ["Norland"]
    assert names(resolved(said, left(said, we, treaty)), we) == []


def test_its_officials_are_the_state_and_its_program_belongs_to_it():
    said = Said("Norland spoke. Its officials left the Open Doors Treaty. Its program left Vest.")
    spoke = said.clause("spoke", "speak", subject(said.mention("Norland")))
    officials = said.noun(
        "officials", possessor(said.pronoun("Its")), head="official", number="Plur"
    )
    program = said.noun("program", possessor(said.pronoun("Its", nth=1)))
    gone = left(said, officials, said.mention("Open Doors Treaty"))
    again = left(said, program, said.mention("Vest"), nth=1)
    links = resolved(said, spoke, gone, again)
    assert names(links, officials) == ["Norland"]
    assert names(links, program) == ["Norland’s program"]


def test_a_possessive_outside_all_clauses_needs_one_name_to_stand_for():
    said = Said("Norland condemned Vest for its letter.")
    its = said.pronoun("its")
    letter = said.noun("letter", possessor(its))
    vest = said.mention("Vest")
    clause = said.clause("condemned", "condemn", subject(said.mention("Norland")), object_(vest))
    event = said.clause("letter", "letter", kind=ClauseKind.NOUN)
    assert names(resolved(said, clause, event, others=[letter]), its) == []
    alone = said.clause("condemned", "condemn", object_(vest))
    assert names(resolved(said, alone, event, others=[letter]), its) == ["Vest"]


def test_the_treaty_is_a_phrase_even_with_a_capital():
    said = Said("Norland left the Open Doors Treaty. Vest signed the Treaty.")
    definite = said.mention("Treaty", nth=1, definite=True)
    first = left(said, said.mention("Norland"), said.mention("Open Doors Treaty"))
    second = said.clause("signed", "sign", subject(said.mention("Vest")), object_(definite))
    assert names(resolved(said, first, second), definite) == ["Open Doors Treaty"]


def test_the_verb_tells_what_it_may_be():
    said = Said("Norland spoke and the Open Doors Treaty slept. It was signed. It left the pact.")
    signed, left_it = said.pronoun("It"), said.pronoun("It", nth=1)
    spoke = said.clause("spoke", "speak", subject(said.mention("Norland")))
    slept = said.clause("slept", "sleep", subject(said.mention("Open Doors Treaty")))
    second = said.clause("signed", "sign", object_(signed))
    third = left(said, left_it, said.noun("pact", definite=True))
    links = resolved(said, spoke, slept, second, third)
    assert names(links, signed) == ["Open Doors Treaty"]
    assert names(links, left_it) == ["Norland"]
