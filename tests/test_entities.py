"""Mentions → entities: names known and unknown, phrases, and those who act for others."""

from dataclasses import replace

import pytest

from kgbuild import entities
from kgbuild.ontology import Ontology
from meaning import ENTITY, Said, apposition, domain, modifier, oblique, possessor


def link(said, *mentions):
    found = entities.link(mentions, ontology=domain(), document=said.document)
    return [[entity.label for entity in found.get(mention, ())] for mention in mentions]


def linked(said, mention):
    [entity] = entities.link([mention], ontology=domain(), document=said.document)[mention]
    return entity


def types(entity):
    return [domain().local(kind) for kind in entity.types]


# Names the ontology knows


@pytest.mark.parametrize(
    "name",
    [
        "Norland",
        "NORLAND",
        "the Kingdom of Norland",
        "Norland's",
        "Norland’s",
        "“Norland”",
        "N.L.",
        "NL",
    ],
)
def test_a_name_is_known_however_it_is_spelt(name):
    said = Said(f"We saw {name}.")
    assert linked(said, said.mention(name)).iri == ENTITY + "norland"


@pytest.mark.parametrize(
    "name",
    [
        "Open Doors Treaty",
        "open doors treaty",
        "Open-Doors Treaty",
        "ODT",
        "Open Doors (ODT) Treaty",
        "ODT treaty",
        "new Open Doors Treaty",
    ],
)
def test_a_treaty_is_known_however_it_is_spelt(name):
    said = Said(f"We saw the {name}.")
    assert linked(said, said.mention(name)).iri == ENTITY + "open-doors-treaty"


def test_an_acronym_is_never_a_common_word():
    said = Said("The odt file and the turk.")
    assert linked(said, said.noun("odt")).known is False
    assert linked(said, said.noun("turk")).known is False


@pytest.mark.parametrize("words", ["Norlandic", "Norlanders", "Port Nor", "the Keep"])
def test_a_state_is_named_by_adjective_people_capital_and_seat(words):
    said = Said(f"Today {words} refused.")
    assert link(said, said.mention(words)) == [["Norland"]]


@pytest.mark.parametrize("words", ["in Port Nor", "near Port Nor", "outside the Keep"])
def test_a_capital_is_a_place_where_something_happens(words):
    said = Said(f"They met {words}.")
    place = linked(said, said.mention(words.split(" ", 1)[1].removeprefix("the "), label="LOC"))
    assert place.known is False
    assert types(place) == ["Place"]


def test_a_part_of_a_longer_name_is_another_thing():
    said = Said("East Vest, Norland Airways and Vest Virginia.")
    assert link(
        said,
        said.mention("East Vest"),
        said.mention("Norland Airways", label="ORG"),
        said.mention("Vest Virginia", label="LOC"),
    ) == [["East Vest"], ["Norland Airways"], ["Vest Virginia"]]


# Names that several things have


def test_an_ambiguous_name_is_left_unlinked():
    said = Said("Today FAIR failed. Sudrian wheat.")
    assert link(said, said.mention("FAIR"), said.mention("Sudrian")) == [[], []]


def test_other_names_in_the_document_settle_it():
    said = Said("The Second Fair Deal Treaty was signed. FAIR failed.")
    mentions = said.mention("Second Fair Deal Treaty"), said.mention("FAIR")
    assert link(said, *mentions) == [["Second Fair Deal Treaty"]] * 2


def test_what_the_recogniser_saw_settles_it():
    said = Said("Lee spoke of Sudria and the Turk.")
    assert link(said, said.mention("Lee", label="PERSON")) == [["Ann Lee"]]
    assert link(said, said.mention("Turk", label="LOC")) == [["Sudria"]]


# People


@pytest.mark.parametrize(
    "name", ["Ann Lee", "President Ann Lee", "Norlandic President Ann Lee", "Mrs. Lee", "Lee"]
)
def test_a_person_is_known_without_title_and_office(name):
    said = Said(f"Then {name} spoke.")
    assert link(said, said.mention(name, label="PERSON")) == [["Ann Lee"]]


def test_another_person_of_the_same_last_name_is_another():
    said = Said("Then Bob Lee spoke. Lee left.")
    bob, lee = said.mention("Bob Lee", label="PERSON"), said.mention("Lee", nth=1, label="PERSON")
    assert link(said, bob, lee) == [["Bob Lee"], ["Bob Lee"]]


def test_a_last_name_may_stand_before_the_full_one():
    said = Said("Berg left. Later Bo Berg and Mr. Berg spoke.")
    mentions = [
        said.mention("Berg", label="PERSON"),
        said.mention("Bo Berg", label="PERSON"),
        said.mention("Mr. Berg", label="PERSON"),
    ]
    found = entities.link(mentions, ontology=domain(), document=said.document)
    assert {found[mention][0].iri for mention in mentions} == {ENTITY + "bo-berg"}


def test_a_last_name_that_two_people_have_is_neither():
    said = Said("Bo Berg and Ida Berg met. Berg left.")
    people = said.mention("Bo Berg", label="PERSON"), said.mention("Ida Berg", label="PERSON")
    assert link(said, *people, said.mention("Berg", nth=2, label="PERSON"))[2] == ["Berg"]


# Acronyms the text defines


@pytest.mark.parametrize(
    "text",
    [
        "The Wide Seas Pact (WSP) held. WSP members met.",
        "The Wide Seas Pact (hereafter “WSP”) held. WSP members met.",
    ],
)
def test_an_acronym_stands_for_what_defined_it(text):
    said = Said(text)
    pact, short = said.mention("Wide Seas Pact"), said.mention("WSP", nth=1)
    assert link(said, pact, short) == [["Wide Seas Pact"]] * 2


def test_an_acronym_within_the_name_counts_too():
    said = Said("The Wide Seas (WS) Pact held. The WS Pact fell. WS was right.")
    mentions = [
        said.mention("Wide Seas (WS) Pact"),
        said.mention("WS Pact"),
        said.mention("WS", nth=2),
    ]
    found = entities.link(mentions, ontology=domain(), document=said.document)
    assert len({found[mention][0].iri for mention in mentions}) == 1


def test_an_acronym_in_apposition():
    said = Said("The Wide Seas Pact, WSP, held. WSP fell.")
    pact = said.mention("Wide Seas Pact", apposition(said.mention("WSP")))
    assert link(said, pact, said.mention("WSP", nth=1)) == [["Wide Seas Pact"]] * 2


def test_brackets_that_abbreviate_nothing_define_nothing():
    said = Said("The Wide Seas Pact (USA) held. USA fell.")
    mentions = said.mention("Wide Seas Pact"), said.mention("USA", nth=1)
    assert link(said, *mentions) == [["Wide Seas Pact"], ["USA"]]


# Those who act for a state


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("official", "Norlandic officials"),
        ("government", "Norlandic government"),
        ("side", "Norlandic side"),
        ("negotiator", "senior Norlandic negotiators"),
        ("leader", "Norlandic leaders"),
    ],
)
def test_who_acts_for_a_state_is_the_state(head, words):
    said = Said(f"Then {words} refused.")
    number = "Plur" if words.endswith("s") else "Sing"
    whole = said.noun(words, head=head, number=number)
    parts = said.noun(words, modifier(said.mention("Norlandic")), head=head, number=number)
    assert link(said, whole) == link(said, parts) == [["Norland"]]


def test_the_government_of_a_state_and_its_own():
    said = Said("The government of Norland and Vest's government refused.")
    of_it = said.noun("government", oblique("of", said.mention("Norland")))
    own = said.noun("government", possessor(said.mention("Vest")), nth=1)
    assert link(said, of_it, own) == [["Norland"], ["Vest"]]


def test_officials_of_two_states_are_two():
    said = Said("Norlandic and Vestish officials refused.")
    both = said.noun(
        "officials",
        modifier(said.mention("Norlandic")),
        modifier(said.mention("Vestish")),
        head="official",
        number="Plur",
    )
    assert link(said, both) == [["Norland", "Vest"]]


def test_one_official_is_a_person():
    said = Said("A Norlandic official refused.")
    official = linked(said, said.noun("Norlandic official", head="official"))
    assert types(official) == ["Person"]


def test_a_ministry_stays_an_organization():
    said = Said("The Norlandic Foreign Ministry refused.")
    ministry = linked(said, said.mention("Norlandic Foreign Ministry", label="ORG"))
    assert (ministry.label, types(ministry)) == ("Norlandic Foreign Ministry", ["Organization"])


def test_two_ministries_are_two():
    said = Said("Norland's Foreign Ministry met Vest's Foreign Ministry.")
    ours = said.mention("Foreign Ministry", possessor(said.mention("Norland")))
    theirs = said.mention("Foreign Ministry", possessor(said.mention("Vest")), nth=1)
    assert link(said, ours, theirs) == [
        ["Norland’s Foreign Ministry"],
        ["Vest’s Foreign Ministry"],
    ]


def test_a_pair_of_states():
    said = Said("A Norlandic–Vestish border.")
    assert link(said, said.mention("Norlandic–Vestish")) == [["Norland", "Vest"]]


# New entities


@pytest.mark.parametrize(
    ("name", "label", "kinds"),
    [
        ("Wide Seas Pact", None, ["Agreement"]),
        ("Treaty of Dale", "ORG", ["Treaty"]),
        ("Bo Berg", "PERSON", ["Person"]),
        ("Dale Works", "ORG", ["Organization"]),
        ("Dalers", "NORP", ["Group"]),
        ("Dale", "LOC", []),
        ("Zed", None, []),
    ],
)
def test_a_new_name_gets_a_slug_and_a_type(name, label, kinds):
    said = Said(f"Then {name} came.")
    entity = linked(said, said.mention(name, label=label))
    assert entity.label == name
    assert entity.iri == ENTITY + name.lower().replace(" ", "-")
    assert types(entity) == kinds


def test_an_apposition_tells_the_type():
    said = Said("The Zed, a missile, flew.")
    assert types(linked(said, said.mention("Zed", apposition(said.noun("missile"))))) == ["Missile"]


def test_one_and_many_of_a_kind_are_one_node_in_all_documents():
    one, many = Said("A blue missile flew.", id="a"), Said("Blue missiles flew.", id="b")
    single = linked(one, one.noun("blue missile"))
    plural = linked(many, many.noun("Blue missiles", head="missile", number="Plur"))
    assert single.iri == plural.iri == ENTITY + "blue-missile"
    assert single.label == plural.label == "blue missile"
    assert plural.aliases == ("blue missiles",)


def test_an_unnamed_document_belongs_to_its_text():
    first, second = Said("A new pact held.", id="a"), Said("A new pact held.", id="b")
    pacts = [linked(said, said.noun("new pact")) for said in (first, second)]
    assert [pact.label for pact in pacts] == ["new pact", "new pact"]
    assert [pact.iri for pact in pacts] == [ENTITY + "a/new-pact", ENTITY + "b/new-pact"]


def test_a_phrase_is_not_cut_in_half():
    said = Said("The use of blue missiles ended a pact on grain between us.")
    missiles = said.noun("blue missiles", head="missile", number="Plur")
    use = linked(said, said.noun("use", oblique("of", missiles), definite=True))
    assert (use.label, use.iri) == ("use of blue missiles", ENTITY + "note/use-of-blue-missiles")
    pact = linked(said, said.noun("pact", oblique("on", said.noun("grain"))))
    assert (pact.label, pact.aliases) == ("pact on grain", ("pact",))


def test_how_many_they_are_is_another_name():
    said = Said("Today two leaders met.")
    leaders = said.noun("leaders", head="leader", number="Plur")
    counted = replace(leaders, extent=said.span("two leaders"))
    assert set(linked(said, counted).aliases) == {"leader", "two leaders"}


def test_whose_it_is_tells_phrases_apart():
    said = Said("Norland's program and Vest's program.")
    ours = said.noun("program", possessor(said.mention("Norland")))
    theirs = said.noun("program", possessor(said.mention("Vest")), nth=1)
    found = entities.link([ours, theirs], ontology=domain(), document=said.document)
    assert found[ours][0].iri == ENTITY + "norland-program"
    assert found[ours][0].label == "Norland’s program"
    assert found[ours][0].aliases == ("program",)
    assert found[theirs][0].iri == ENTITY + "vest-program"


def test_pronouns_and_dates_stand_for_nothing():
    said = Said("It came in May.")
    assert link(said, said.pronoun("It"), said.mention("May", label="DATE")) == [[], []]


def test_a_domain_without_classes_still_names():
    bare = Ontology({}, {}, (), {}, (), (), {}, {}, {}, {})
    said = Said("Bo Berg of Norlandic officials.")
    name = said.mention("Bo Berg", label="PERSON")
    [entity] = entities.link([name], ontology=bare, document=said.document)[name]
    assert (entity.label, entity.types) == ("Bo Berg", ())


# Names that a parser cut


@pytest.mark.parametrize("part", ["Saint Ann", "Dale"])
def test_a_part_of_a_known_name_is_the_whole(part):
    said = Said("Then Saint Ann and Dale refused.")
    assert link(said, said.mention(part)) == [["Saint Ann and Dale"]]


def test_a_known_name_that_goes_on_is_another_one():
    said = Said("Then the Kingdom of Norland refused.")
    assert link(said, said.mention("Kingdom", label="LOC")) == [["Norland"]]


def test_a_new_name_that_goes_on_is_whole():
    said = Said("They signed the Treaty of San Marco.")
    treaty = linked(said, said.mention("Treaty"))
    assert (treaty.label, treaty.iri) == ("Treaty of San Marco", ENTITY + "treaty-of-san-marco")


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The Treaty of Trust, Peace and Trade was signed.", "Treaty of Trust", None),
        ("The Treaty of San Marco–Lago was signed.", "Treaty of San Marco", None),
        ("The Treaty of Vest, Lago and Marco signed.", "Treaty of Vest", "Treaty of Vest"),
        ("The Treaty of Trust and Bo Berg signed.", "Treaty of Trust", "Treaty of Trust"),
    ],
)
def test_a_new_name_may_hold_a_list_but_not_of_names(text, name, label):
    said = Said(text)
    whole = text.removeprefix("The ").removesuffix(" was signed.")
    assert linked(said, said.mention(name)).label == (label or whole)


@pytest.mark.parametrize("words", ["terms", "implementation", "provisions", "obligations"])
def test_what_a_treaty_says_is_the_treaty(words):
    said = Said(f"They broke the {words} of the Open Doors Treaty and the {words} of Norland.")
    treaty = oblique("of", said.mention("Open Doors Treaty"))
    head = words.removesuffix("s")
    assert link(said, said.noun(words, treaty, head=head)) == [["Open Doors Treaty"]]
    other = said.noun(words, oblique("of", said.mention("Norland")), head=head, nth=1)
    assert link(said, other) != [["Norland"]]


def test_names_in_the_plural_are_all_that_share_it():
    said = Said("Both FAIRs and both Norlands failed.")
    fairs = said.mention("FAIRs", number="Plur")
    assert link(said, fairs) == [["First Fair Deal Treaty", "Second Fair Deal Treaty"]]
    assert link(said, said.mention("Norlands", number="Plur")) == [["Norlands"]]


def test_several_who_belong_to_a_body_are_not_the_body():
    said = Said("Three Mid Union members and one ODT treaty.")
    members = said.mention("Mid Union members", head="member", number="Plur")
    assert link(said, members) != [["Mid Union"]]


@pytest.mark.parametrize("some", ["two", "Some of the", "other", "certain", "one of the"])
def test_some_of_a_body_are_not_the_body(some):
    said = Said(f"Yesterday {some} union members refused.")
    members = said.noun("union members", head="member", number="Plur")
    assert link(said, members) != [["Mid Union"]]
    said = Said("Yesterday the union members refused.")
    members = said.noun("union members", head="member", number="Plur")
    assert link(said, members) == [["Mid Union"]]


def test_an_acronym_is_not_a_word_with_one_capital():
    said = Said("Odt is a file, Fair is fair, ODT a treaty.")
    names = said.mention("Odt"), said.mention("Fair"), said.mention("ODT")
    assert link(said, *names) == [["Odt"], ["Fair"], ["Open Doors Treaty"]]


def test_what_a_person_leads_has_a_name_of_its_own():
    said = Said("Ann Lee's Green Alliance and Vest's Green Alliance refused.")
    lee = possessor(said.mention("Ann Lee", label="PERSON"))
    vest = possessor(said.mention("Vest", label="LOC"))
    own = said.mention("Green Alliance", lee, label="ORG")
    of_vest = said.mention("Green Alliance", vest, label="ORG", nth=1)
    assert link(said, own) == [["Green Alliance"]]
    assert link(said, of_vest) == [["Vest’s Green Alliance"]]


def test_a_capital_makes_no_name_of_a_noun():
    said = Said("They signed the Treaty.")
    treaty = linked(said, said.mention("Treaty", definite=True))
    assert treaty.iri == ENTITY + "note/treaty"


def test_an_unknown_administration_is_no_organization_of_that_name():
    said = Said("The Berg administration refused.")
    berg = modifier(said.mention("Berg", label="ORG"))
    assert link(said, said.mention("Berg administration", berg)) == [["Berg administration"]]


@pytest.mark.parametrize(
    "words", ["Lee administration", "Ann Lee government", "former Lee regime", "Bo-Lee government"]
)
def test_a_government_called_after_its_leader_is_the_state(words):
    said = Said(f"The {words} refused.")
    expected = [words] if "Bo-" in words else ["Norland"]
    head = words.rsplit(maxsplit=1)[1]
    lee = modifier(said.mention("Lee", label="PERSON"))
    assert link(said, said.mention(words, head=head)) == [expected]
    if "Bo-" not in words:
        assert link(said, said.noun(words, lee, head=head)) == [["Norland"]]


def test_a_capital_is_the_state_that_the_document_speaks_of():
    said = Said("Sudville denied that Old Sudria left.")
    sudville, old = said.mention("Sudville"), said.mention("Old Sudria")
    assert link(said, sudville) == [["Sudria"]]
    assert link(said, sudville, old) == [["Old Sudria"], ["Old Sudria"]]
    both = Said("Sudville denied that Old Sudria left, and Sudria stayed.")
    mentions = [both.mention("Sudville"), both.mention("Old Sudria"), both.mention("Sudria", nth=1)]
    assert link(both, *mentions) == [["Sudria"], ["Old Sudria"], ["Sudria"]]


def test_an_apposition_names_whom_an_office_leaves_open():
    said = Said("The leader of Vest, Bo Berg, refused.")
    leader = said.noun("leader", apposition(said.mention("Bo Berg", label="PERSON")))
    assert link(said, leader) == [["Bo Berg"]]
