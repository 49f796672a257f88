"""Dependency labels as grammatical functions: one table a label scheme, one tree for all.

The steps that follow ask a :class:`Tree` of :class:`Word` objects for functions and never
see a label. Trees have the shape of Universal Dependencies: content words are heads,
prepositions and copulas their dependents. Schemes that draw it the other way round
(ClearNLP's, of the ``en_core_web`` pipelines) are turned while the tree is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.errors import ModelError
from kgbuild.grammar.labels import CLEARNLP, CLEARNLP_NEEDS, UNIVERSAL, UNIVERSAL_NEEDS
from kgbuild.grammar.tree import Function, Tree, Word
from kgbuild.grammar.turning import turn
from kgbuild.model import Span

if TYPE_CHECKING:
    import spacy.tokens as spacy_tokens

__all__ = ["CLEARNLP", "UNIVERSAL", "Function", "Grammar", "Tree", "Word", "recognise"]

SUBJECTS = (Function.SUBJECT, Function.PASSIVE_SUBJECT)
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True)
class Grammar:
    """How a pipeline's labels are to be read; ``turned`` when function words are heads."""

    name: str
    functions: Mapping[str, Function]
    turned: bool = False

    def function(self, label: str) -> Function:
        """Return what ``label`` says, with the label before the colon as the fall-back."""
        label = label.lower()
        found = self.functions.get(label) or self.functions.get(label.partition(":")[0])
        return found or Function.OTHER

    def tree(self, sentence: spacy_tokens.Span) -> Tree:
        """Read one sentence of a Doc."""
        return self._read(sentence, text=sentence.doc.text, features={}, functions={})

    def trees(self, doc: spacy_tokens.Doc) -> Iterator[Tree]:
        """Read each sentence of ``doc``, in their order."""
        features: dict[str, Mapping[str, str]] = {}
        functions: dict[str, Function] = {}
        text = doc.text  # made anew at each call
        for sentence in doc.sents:
            yield self._read(sentence, text=text, features=features, functions=functions)

    def _read(
        self,
        sentence: spacy_tokens.Span,
        *,
        text: str,
        features: dict[str, Mapping[str, str]],
        functions: dict[str, Function],
    ) -> Tree:
        tokens = list(sentence)
        first, after = sentence.start, sentence.end
        words = tuple(_word(token, token.i - first, features) for token in tokens)
        for word, token in zip(words, tokens, strict=True):
            label = token.dep_
            if label not in functions:
                functions[label] = self.function(label)
            word.function = functions[label]
            head = token.head.i
            if head == token.i or not first <= head < after:
                word.function = Function.ROOT
            else:
                word.head = words[head - first]
                word.head.children.append(word)
        if self.turned:
            turn(words)
        for word in words:
            _mend_possessor(word)
        return Tree(words, Span(sentence.start_char, sentence.end_char), text, first)


def _mend_possessor(word: Word) -> None:
    """Hang a subject that has a possessive mark on the noun behind it: "Korea's violation"."""
    above = word.head
    if above is None or word.function not in SUBJECTS or word.pos not in ("NOUN", "PROPN"):
        return
    if not any(child.text in POSSESSIVE for child in word.having(Function.CASE)):
        return
    owned = next((other for other in above.having(*SUBJECTS) if other.index > word.index), None)
    if owned is not None:
        above.children.remove(word)
        owned.children.insert(0, word)
        word.head, word.function = owned, Function.POSSESSOR


def _word(token: spacy_tokens.Token, index: int, known: dict[str, Mapping[str, str]]) -> Word:
    morph = str(token.morph)
    features = known.get(morph)
    if features is None:
        features = known[morph] = token.morph.to_dict()
    return Word(
        index,
        text=token.text,
        lemma=token.lemma_,
        pos=token.pos_,
        start=token.idx,
        features=features,
        entity=token.ent_type_,
        entity_begins=token.ent_iob == 3,
    )


def recognise(labels: Iterable[str]) -> Grammar:
    """Return the grammar whose dependency labels ``labels`` are.

    Raises ModelError, naming every label that is missing, for a scheme that is unknown.

    >>> recognise(UNIVERSAL).name
    'Universal Dependencies'
    """
    given = {label.lower() for label in labels}
    clearnlp = "pobj" in given or "dobj" in given
    needs = CLEARNLP_NEEDS if clearnlp else UNIVERSAL_NEEDS
    missing = [label for label in needs if label not in given]
    if missing:
        raise ModelError(
            f"the parser lacks the dependency labels {', '.join(missing)}",
            hint="use a pipeline with Universal Dependencies or ClearNLP labels",
        )
    if clearnlp:
        return Grammar("ClearNLP", CLEARNLP, turned=True)
    return Grammar("Universal Dependencies", UNIVERSAL)
