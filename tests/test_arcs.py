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
