"""Where the network points, and what mention that is: hand-written parses, hand-made arcs."""

from dataclasses import astuple

import pytest

import parses
from kgbuild import arcs, grammar
from kgbuild.parse.network import ARCS, Arc

UNIVERSAL = grammar.recognise(grammar.UNIVERSAL)

SENTENCE = """\
1 Green Green PROPN _ _ 2 compound _ Entity=B-ORG
2 Council Council PROPN _ Number=Sing 3 compound _ Entity=I-ORG
3 sanctions sanction NOUN _ Number=Plur 4 nsubj _ _
4 hit hit VERB _ Tense=Past|VerbForm=Fin 0 root _ _
5 San San PROPN _ _ 6 compound _ Entity=B-LOC
6 Marco Marco PROPN _ Number=Sing 4 obj _ Entity=I-LOC
7 on on ADP _ _ 8 case _ _
8 5 5 NUM _ NumType=Card 4 obl _ Entity=B-DATE
9 March March PROPN _ Number=Sing 8 nmod:unmarked _ Entity=I-DATE
10 1970 1970 NUM _ NumType=Card 8 nmod:unmarked _ Entity=I-DATE

"""


@pytest.mark.parametrize(
    ("ends", "names"),
    [
        ((2, 5), ("Green Council", "San Marco")),
        ((1, 6), ("Green Council", "San Marco")),
        ((3, 10), ("Green Council sanctions", "5 March 1970")),
        ((3, 8), ("Green Council sanctions", "5 March 1970")),
    ],
)
def test_an_end_is_the_whole_name_or_date_around_a_word_but_not_the_noun_after_it(ends, names):
    [parse] = parses.read(SENTENCE)
    doc = parses.doc(parse)
    subject, object_ = (end - 1 for end in ends)
    doc.user_data[ARCS] = [astuple(Arc("sanctioned", 3, subject, object_, "asserted", 0.9, 0.9))]
    [candidate] = arcs.candidates(doc, grammar=UNIVERSAL)
    assert (candidate.subject.name, candidate.object.name) == names


DATED = """\
1 In in ADP _ _ 3 case _ _
2 May May PROPN _ Number=Sing 3 compound _ Entity=B-DATE
3 1950 1950 NUM _ NumType=Card 4 dep _ Entity=I-DATE
4 Norland Norland PROPN _ Number=Sing 5 nsubj _ Entity=B-LOC
5 signed sign VERB _ Tense=Past|VerbForm=Fin 0 root _ _
6 pacts pact NOUN _ Number=Plur 5 obj _ _
7 and and CCONJ _ _ 9 cc _ _
8 Vest Vest PROPN _ Number=Sing 9 nsubj _ Entity=B-LOC
9 left leave VERB _ Tense=Past|VerbForm=Fin 5 parataxis _ _
10 the the DET _ PronType=Art 11 det _ _
11 treaty treaty NOUN _ Number=Sing 9 obj _ _
12 ruled rule VERB _ Tense=Past|VerbForm=Part 11 acl _ _
13 void void ADJ _ _ 12 xcomp _ _
14 on on ADP _ _ 16 case _ _
15 5 5 NUM _ NumType=Card 16 nummod _ Entity=B-DATE
16 March March PROPN _ Number=Sing 11 dep _ Entity=I-DATE
17 1970 1970 NUM _ NumType=Card 13 dep _ Entity=I-DATE

"""


@pytest.mark.parametrize(
    ("cue", "dates"), [("signed", ["May 1950"]), ("left", []), ("ruled", ["5 March 1970"])]
)
def test_a_date_that_hangs_nowhere_holds_of_the_verb_before_it_or_the_first(cue, dates):
    [parse] = parses.read(DATED)
    doc = parses.doc(parse)
    at = [word.text for word in doc].index(cue)
    doc.user_data[ARCS] = [astuple(Arc("signed", at, 3, 10, "asserted", 0.9, 0.9))]
    [candidate] = arcs.candidates(doc, grammar=UNIVERSAL)
    assert [time.text for time in candidate.times] == dates
