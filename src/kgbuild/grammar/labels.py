"""The label schemes: each dependency label and the grammatical function it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kgbuild.grammar.tree import Function

F = Function

UNIVERSAL: Mapping[str, Function] = MappingProxyType(
    {
        "root": F.ROOT,
        "nsubj": F.SUBJECT,
        "nsubj:pass": F.PASSIVE_SUBJECT,
        "nsubj:outer": F.OUTER_SUBJECT,
        "csubj": F.CLAUSAL_SUBJECT,
        "obj": F.OBJECT,
        "iobj": F.INDIRECT,
        "obl": F.OBLIQUE,
        "obl:agent": F.AGENT,
        "obl:unmarked": F.BARE,
        "obl:npmod": F.BARE,
        "obl:tmod": F.BARE,
        "nmod": F.NOMINAL,
        "nmod:poss": F.POSSESSOR,
        "nmod:desc": F.TITLE,
        "nmod:unmarked": F.BARE,
        "nmod:npmod": F.BARE,
        "nmod:tmod": F.BARE,
        "appos": F.APPOSITION,
        "nummod": F.NUMBER,
        "amod": F.ADJECTIVE,
        "compound": F.COMPOUND,
        "compound:prt": F.PARTICLE,
        "flat": F.FLAT,
        "goeswith": F.FLAT,
        "fixed": F.FIXED,
        "det": F.DETERMINER,
        "case": F.CASE,
        "mark": F.MARKER,
        "aux": F.AUXILIARY,
        "aux:pass": F.PASSIVE_AUXILIARY,
        "cop": F.COPULA,
        "advmod": F.ADVERB,
        "acl": F.ADNOMINAL,
        "acl:relcl": F.RELATIVE,
        "advcl": F.ADVERBIAL,
        "ccomp": F.COMPLEMENT,
        "xcomp": F.OPEN_COMPLEMENT,
        "conj": F.CONJUNCT,
        "cc": F.COORDINATOR,
        "cc:preconj": F.PRECONJUNCT,
        "parataxis": F.PARATAXIS,
        "orphan": F.ORPHAN,
        "expl": F.EXPLETIVE,
        "punct": F.PUNCTUATION,
    }
)

CLEARNLP: Mapping[str, Function] = MappingProxyType(
    {
        "root": F.ROOT,
        "nsubj": F.SUBJECT,
        "nsubjpass": F.PASSIVE_SUBJECT,
        "csubj": F.CLAUSAL_SUBJECT,
        "csubjpass": F.CLAUSAL_SUBJECT,
        "dobj": F.OBJECT,
        "dative": F.DATIVE,
        "prep": F.PREPOSITION,
        "agent": F.AGENT_PREPOSITION,
        "pobj": F.PREPOSITION_OBJECT,
        "pcomp": F.PREPOSITION_CLAUSE,
        "npadvmod": F.BARE,
        "attr": F.PREDICATE,
        "acomp": F.PREDICATE,
        "oprd": F.OPEN_COMPLEMENT,
        "poss": F.POSSESSOR,
        "appos": F.APPOSITION,
        "nummod": F.NUMBER,
        "amod": F.ADJECTIVE,
        "nmod": F.COMPOUND,
        "compound": F.COMPOUND,
        "prt": F.PARTICLE,
        "det": F.DETERMINER,
        "predet": F.DETERMINER,
        "case": F.CASE,
        "mark": F.MARKER,
        "aux": F.AUXILIARY,
        "auxpass": F.PASSIVE_AUXILIARY,
        "advmod": F.ADVERB,
        "neg": F.ADVERB,
        "quantmod": F.ADVERB,
        "acl": F.ADNOMINAL,
        "relcl": F.RELATIVE,
        "advcl": F.ADVERBIAL,
        "ccomp": F.COMPLEMENT,
        "xcomp": F.OPEN_COMPLEMENT,
        "conj": F.CONJUNCT,
        "cc": F.COORDINATOR,
        "preconj": F.PRECONJUNCT,
        "parataxis": F.PARATAXIS,
        "expl": F.EXPLETIVE,
        "punct": F.PUNCTUATION,
    }
)

UNIVERSAL_NEEDS = ("nsubj", "obj", "obl", "nmod", "case", "amod", "conj", "xcomp", "ccomp", "acl")
CLEARNLP_NEEDS = ("nsubj", "dobj", "prep", "pobj", "attr", "amod", "conj", "xcomp", "ccomp", "acl")
