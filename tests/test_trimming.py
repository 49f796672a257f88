"""Names into which a parser took more than the name."""

from dataclasses import replace

import pytest

from kgbuild import entities
from meaning import ENTITY, Said, domain


def labels(text, name, *, head, label=None):
    """Return the labels of what ``name`` stands for in ``text``, with ``head`` as its head word."""
    said = Said(text)
    mention = replace(said.mention(name, label=label, head=head.lower()), head_span=said.span(head))
    found = entities.link([mention], ontology=domain(), document=said.document)
    return [entity.label for entity in found[mention]]


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("Norland on 12 June", "Norland", "Norland"),
        ("Norland in early May 1941", "Norland", "Norland"),
        ("Norland when Prime Minister", "Norland", "Norland"),
        ("Norland) for its part", "Norland", "Norland"),
        ("Norland, which broke its word", "Norland", "Norland"),
        ("Norland against Vest", "Norland", "Norland"),
        ("Norland – for good", "Norland", "Norland"),
        ("Green Council until 1944", "Council", "Green Council"),
        ("Green Council and in the Sixth Committee", "Council", "Green Council"),
        ("Green Council and, later", "Council", "Green Council"),
        ("Green Council broke with Vest", "Council", "Green Council"),
        ("Green Council and", "Council", "Green Council"),
        ("Red Lake Accord with Vestish leader Bo Berg", "Accord", "Red Lake Accord"),
        ("by Norland", "Norland", "Norland"),
        ("PORT NOR — Norland", "Norland", "Norland"),
        ("PORT NOR - Norland", "Norland", "Norland"),
        ("Regarding these matters, Norland", "Norland", "Norland"),
        ("1998 Open Doors Treaty", "Treaty", "Open Doors Treaty"),
        ("1998 Red Lake Treaty", "Treaty", "1998 Red Lake Treaty"),
        ("Treaty on Open Doors in Vest", "Treaty", "Open Doors Treaty"),
    ],
)
def test_a_name_ends_where_a_date_a_clause_or_a_bracket_begins(name, head, expected):
    assert labels(f"We know {name}.", name, head=head) == [expected]


@pytest.mark.parametrize(
    "name",
    [
        "Red Lake treaty",
        "Council of State or Government",
        "Gulf of San Marco",
        "Red Lake (RL) Pact",
    ],
)
def test_small_words_and_class_nouns_are_part_of_a_name(name):
    assert labels(f"We know {name}.", name, head=name.split()[0])[0].startswith(name[:8])
    assert labels(f"We know {name}.", name, head=name.split()[0])[0].split()[-1] == name.split()[-1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bo Berg, Cy Dahl du Toit and Ann Lee", ["Bo Berg", "Cy Dahl du Toit", "Ann Lee"]),
        ("Bo Berg and by Cy Dahl", ["Bo Berg", "Cy Dahl"]),
        ("Bo Berg of Norland", ["Bo Berg"]),
        ("-General Bo Berg", ["Bo Berg"]),
        ("Former President Bo Berg", ["Bo Berg"]),
        ("SUDVILLE — Vestish President Bo Berg", ["Bo Berg"]),
        ("Tsar Bo Berg III", ["Bo Berg III"]),
    ],
)
def test_people_are_one_each(name, expected):
    assert labels(f"Signed by {name}.", name, head="Berg", label="PERSON") == expected


def test_states_in_a_list_are_one_each_but_a_name_with_and_is_whole():
    name = "Norland and the East Vest to leave"
    assert labels(f"They asked {name}.", name, head="Norland") == ["Norland", "East Vest"]
    name = "Saint Ann and Dale"
    assert labels(f"They asked {name}.", name, head="Ann") == ["Saint Ann and Dale"]


def test_what_is_cut_keeps_its_place_in_the_text():
    said = Said("Signed by Green Council on 3 May 1990.")
    whole = said.mention("Green Council on 3 May 1990", label="ORG")
    [entity] = entities.link([whole], ontology=domain(), document=said.document)[whole]
    assert (entity.iri, entity.label) == (ENTITY + "green-council", "Green Council")
