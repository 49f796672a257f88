"""The English pipeline: edit scripts, encoding, trees, windows, and the Language itself."""

import itertools

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild import parse
from kgbuild.errors import ModelError
from kgbuild.model import Document
from kgbuild.parse import lemmas, trees, windows
from kgbuild.parse.encoding import SHAPES, Encoder, shape
from kgbuild.parse.network import Analysis, Network

WORDS = st.text("abcdefgABCDEFG'-é", min_size=1, max_size=12)


@pytest.fixture(scope="module")
def nlp():
    return parse.load(threads=1)


@given(form=WORDS, lemma=WORDS)
def test_a_lemma_script_makes_the_lemma_it_was_made_from(form, lemma):
    assert lemmas.apply(lemmas.script(form, lemma), form) == lemma


@pytest.mark.parametrize(
    ("learned", "applied"),
    [
        (("signed", "sign"), ("vowed", "vow")),
        (("Ratifies", "ratify"), ("DENIES", "deny")),
        (("treaties", "treaty"), ("Countries", "country")),
        (("is", "be"), ("was", "be")),
    ],
)
def test_a_lemma_script_carries_over(learned, applied):
    assert lemmas.apply(lemmas.script(*learned), applied[0]) == applied[1]


def test_a_listed_form_has_the_listed_lemma_and_others_follow_the_scripts():
    lemmatizer = lemmas.Lemmatizer(
        {"VERB": {"left": "leave"}},
        known={"VERB": ["violate", "be"]},
        scripts=("k|0||0|", "l|0||2|", "l|0||1|", "=be"),
        tags=("ADJ", "VERB", "PROPN"),
    )
    assert lemmatizer("Left", (0, 1), 1) == "leave"
    assert lemmatizer("left", (0, 1), 0) == "left"
    assert lemmatizer("Signed", (1, 0), 1) == "sign"
    assert lemmatizer("violated", (3, 1, 2), 1) == "violate"
    assert lemmatizer("'re", (3,), 1) == "be"
    assert lemmatizer("Accords", (2, 0), 2) == "Accords"


def test_a_lemma_script_that_cuts_more_than_there_is_leaves_the_word():
    assert lemmas.apply("l|0||3|", "ad") == "ad"


@pytest.mark.parametrize(
    ("word", "expected"),
    [("pact", "lower"), ("Pact", "title"), ("NATO", "upper"), ("X", "initial"), ("42nd", "lower"),
     ("1968", "number"), ("--", "other"), ("MacRae", "mixed")],
)  # fmt: skip
def test_the_shape_of_a_word(word, expected):
    assert SHAPES[shape(word)] == expected


def test_encoding_finds_the_first_and_last_piece_of_each_word():
    encoder = Encoder(parse.HOME / "tokenizer.json")
    words = ["Verification", "of", "denuclearization", "”", "\xa0", "x" * 300]
    encoded = encoder(words)
    assert len(encoded.first) == len(encoded.last) == len(words)
    assert (encoded.first <= encoded.last).all()
    assert (encoded.first[1:] == encoded.last[:-1] + 1).all()
    assert encoded.first[0] == 1
    assert encoded.last[-1] == len(encoded.pieces) - 2
    assert len(encoded.pieces) < 60  # a run of one letter is cut short


def best_tree(scores):
    """Return the best head for each word by trying every tree with one root."""
    n = len(scores)
    best, found = -np.inf, None
    for heads in itertools.product(range(n + 1), repeat=n):
        if heads.count(0) != 1 or any(not reaches_root(heads, k) for k in range(n)):
            continue
        total = sum(scores[k, h] for k, h in enumerate(heads))
        if total > best:
            best, found = total, heads
    return best, found


def reaches_root(heads, k):
    seen = set()
    while heads[k] != 0:
        if k in seen:
            return False
        seen.add(k)
        k = heads[k] - 1
    return True


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.randoms(use_true_random=False))
def test_heads_are_the_best_tree_below_the_root_they_choose(n, random):
    scores = np.array([[random.random() for _ in range(n + 1)] for _ in range(n)], np.float32)
    heads = trees.heads(scores).tolist()
    assert heads.count(0) == 1
    assert all(reaches_root(heads, k) for k in range(n))
    root = heads.index(0)
    fixed = scores.copy()
    fixed[:, 0] = -100
    fixed[root] = -100
    fixed[root, 0] = 0
    total = sum(fixed[k, h] for k, h in enumerate(heads))
    assert total == pytest.approx(best_tree(fixed)[0], abs=1e-4)


def paragraphs(text):
    tokens = [(token.text, token.idx) for token in spacy.blank("en").make_doc(text)]
    return [" ".join(tokens[i][0] for i in words) for words in windows.paragraphs(tokens, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pact signed\n\nThey met.", ["Pact signed", "They met ."]),
        ("Pact signed\nThey met in Oslo.", ["Pact signed", "They met in Oslo ."]),
        (
            "Talks resume\nThe two sides said that the talks\nwould go on in May.",
            ["Talks resume", "The two sides said that the talks would go on in May ."],
        ),
        ("\n\n  \n", []),
        ("", []),
    ],
    ids=["blank line", "unwrapped", "wrapped", "white space", "nothing"],
)
def test_paragraphs(text, expected):
    assert paragraphs(text) == expected


def analysis(n, starts):
    zeros = np.zeros(n, np.int64)
    lemmas = np.zeros((n, 4), np.int64)
    flags = np.zeros(n, np.bool_)
    flags[[0, *starts]] = True
    return Analysis(flags, zeros, zeros, zeros, zeros, lemmas, zeros, ())


def test_a_long_paragraph_is_read_in_windows_that_end_with_sentences():
    words = [f"w{k}" for k in range(400)]
    seen = []

    def run(window):
        seen.append(list(window))
        offset = words.index(window[0])
        starts = [k for k in range(1, len(window)) if (offset + k) % 40 == 0]
        return analysis(len(window), starts)

    parts = list(windows.analyse(words, run, lambda _: 1))
    assert sum(map(len, parts)) == len(words)
    assert all(len(window) <= windows.WINDOW for window in seen)
    assert [window[0] for window in seen] == ["w0", "w120", "w240", "w360"]


def test_a_sentence_longer_than_a_window_is_cut_not_lost():
    words = ["w"] * 500
    run = lambda window: analysis(len(window), [])  # noqa: E731
    assert sum(map(len, windows.analyse(words, run, lambda _: 20))) == 500


def test_the_pipeline_fills_a_doc(nlp):
    doc = nlp("The two presidents signed the accord in Geneva in May 1990. It was not ratified.")
    for attribute, _ in parse.NEEDED:
        assert doc.has_annotation(attribute)
    assert len(list(doc.sents)) == 2
    signed = next(token for token in doc if token.text == "signed")
    assert (signed.lemma_, signed.pos_, signed.dep_) == ("sign", "VERB", "ROOT")
    assert [child.text for child in signed.children if child.dep_ == "nsubj"] == ["presidents"]
    assert [child.text for child in signed.children if child.dep_ == "obj"] == ["accord"]
    assert "Tense=Past" in str(signed.morph)
    assert ("Geneva", "LOC") in [(ent.text, ent.label_) for ent in doc.ents]
    assert all(sum(t.head.i == t.i for t in s if not t.is_space) == 1 for s in doc.sents)


SPLITS = [
    ["U.S. President Ann Lee met Gen. Park on Jan. 5.", "They agreed."],
    ["The treaty was signed in the U.S.", "He praised it."],
    ["Resolution No. 3 was adopted.", "It calls on St. Lucia and the U.K. to act."],
    ['"We will not sign," Mr. Ivanov said.', '"It is too late."'],
    ["Sens. Lugar and Nunn wrote the bill.", "It passed in Dec. 1991 by 86 votes."],
    ["GENEVA (Reuters) - The talks resumed on Monday.", "No date was set."],
]


@pytest.mark.parametrize("sentences", SPLITS, ids=[s[0][:20] for s in SPLITS])
def test_sentences_of_news(nlp, sentences):
    assert [s.text.strip() for s in nlp(" ".join(sentences)).sents] == sentences


def test_offsets_are_those_of_the_document(nlp):
    documents = [Document("a", "Oslo.\n\nRiga  signed."), Document("b", "")]
    found = list(parse.parse(documents, nlp=nlp))
    assert [document.id for document, _ in found] == ["a", "b"]
    for document, doc in found:
        assert all(document.text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_threads_change_nothing(nlp):
    text = "\n\n".join(f"State {k} signed the treaty of {1950 + k}." for k in range(12))
    one, four = (pipe(text).to_bytes() for pipe in (nlp, parse.load(threads=4)))
    assert one == four


def test_what_is_read_beside_a_paragraph_changes_nothing(nlp):
    alone = nlp("They opposed the plan.")
    beside = nlp("They opposed the plan.\n\nA second, longer paragraph stands here, with more.")
    for token, other in zip(alone, beside, strict=False):
        assert (token.dep_, token.pos_, token.lemma_) == (other.dep_, other.pos_, other.lemma_)


def test_an_unknown_pipeline_is_refused():
    with pytest.raises(ModelError, match="no_such_pipeline: no such spaCy pipeline"):
        parse.load("no_such_pipeline")


def test_a_pipeline_that_lacks_everything_is_told_all_of_it(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError) as raised:
        parse.load(str(tmp_path / "blank"))
    line = str(raised.value)
    for need in ("dependencies", "sentence starts", "parts of speech", "lemmas", "entities"):
        assert need in line
    assert "\n" not in line


def test_a_model_with_missing_files_names_them(tmp_path):
    with pytest.raises(ModelError, match=r"no network\.onnx, labels\.onnx"):
        Network(tmp_path)
