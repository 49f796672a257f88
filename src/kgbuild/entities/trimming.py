"""What a parser or a recogniser took into a name: dates, clauses, a second name.

"Norland on 12 June", "Ann Lee and Bo Berg", "NU) for its part": the name is cut where it
ends, and a list becomes the names it lists. What the ontology knows as it stands is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kgbuild.entities import spelling
from kgbuild.model import Mention, MentionKind, Span
from kgbuild.ontology import Ontology

# The small words that names have in them, in English and in names of people.
_SMALL: Final = (
    "of|or|on|for|the|and|in|to|with|against|from|between|de|la|las|los|le|les|du|des|da|dos|del|der|den"
    "|di|von|van|zu|zur|af|al|el|bin|ibn|ben|abu|bint|y|e|und|et|ul|ur|as|ash|st"
)
_MONTH: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_DATE: Final = rf"(?:(?:early |late |mid-?)?(?:\d\d? )?(?:{_MONTH})\b|\d{{1,2}}\b|[12]\d{{3}}\b)"
_END: Final = re.compile(
    rf",?\s+(?:in|on|since|until|by|from|of|for)\s+(?:the\s+)?(?={_DATE})"
    r"|,\s+(?!and\b)(?=[a-z])|,?\s+and(?=,|\s+(?:in|on|at|for)\b)|\s+[–—]\s|[:;]\s"
    rf"|,?(?<! and)\s+(?!(?:{_SMALL})\b)(?P<word>[a-z][a-z]+)(?![\w’'-])"
)
_PREPOSITION: Final = re.compile(r"\s+(?:with|against|between|from|by|in|on)\s+")
_OF: Final = re.compile(r"\s+of\s+")
# What stands before a name: "Regarding peace, Norland", and a dateline: "PORT NOR — Norland".
_ADVERBIAL: Final = re.compile(r"^.*(?:\s[a-z]{5,},|\s[–—]|\s-|^[A-Z]{3,}:)\s+")
_DANGLING: Final = re.compile(rf"(?:[\s,]+(?:{_SMALL}|by|or|at))*[\s,;:–—-]*$")
# Of what follows "with" and goes on in lower case, nothing is part of the name.
_TOLD: Final = re.compile(r"\s+with\s+[A-Z][\w’'-]*$")
_LEADING: Final = re.compile(r"^(?:[-–—.,;:\s]+|(?:by|from|of|with|to|and|on|in)\s+(?=[A-Z]))+")
_YEAR: Final = re.compile(rf"^(?:(?:{_MONTH})\s+)?[12]\d{{3}}\s+(?=[A-Z])")
_COMMA: Final = re.compile(r",\s+(?:and\s+)?|\s+and\s+(?:by\s+|the\s+)?")


def parts(mention: Mention, *, ontology: Ontology) -> tuple[Mention, ...]:
    """Return what a mention names, one mention each, cut to the names; most name one thing."""
    cut = _trimmed(mention, ontology=ontology) if mention.kind is MentionKind.NAME else mention
    return tuple(_listed(cut, ontology=ontology)) or (cut,)


def _trimmed(mention: Mention, *, ontology: Ontology) -> Mention:
    name = mention.text
    if _is_known(name, ontology=ontology) or mention.name != " ".join(name.split()):
        return mention
    end = _ending(mention, ontology=ontology)
    start = _ADVERBIAL.match(name[: _head(mention)[0]]) or _LEADING.match(name)
    first = min(start.end() if start else 0, _head(mention)[0])
    cut = _within(mention, first, _end_of_known(name, end, mention, ontology=ontology))
    dated = _YEAR.match(cut.text)
    undated = _within(cut, dated.end(), len(cut.text)) if dated else cut
    return undated if _is_known(undated.text, ontology=ontology) else cut


def _end_of_known(text: str, end: int, mention: Mention, *, ontology: Ontology) -> int:
    """Return where a known name ends that has a phrase after it: "Norland in its despair".

    A person is followed by "of" as well: "Ann Lee of Norland".
    """
    _, head = _head(mention)
    for found in _PREPOSITION.finditer(text, head, end):
        if _is_known(text[: found.start()], ontology=ontology):
            return found.start()
    whose = _OF.search(text, head, end) if mention.label == "PERSON" else None
    several = whose is not None and " " in text[: whose.start()]
    return whose.start() if whose and several else end


def _ending(mention: Mention, *, ontology: Ontology) -> int:
    """Return where a name ends within its text; nothing before its head word is cut."""
    text, (start, head) = mention.text, _head(mention)
    named = not text[start:head].islower()
    breaks = (
        found.start()
        for found in (_END.finditer(text, head) if named else ())
        if not _is_noun_of(found, text, ontology=ontology)
    )
    end = next(breaks, len(text))
    closing = next((at for at, sign in enumerate(text[:end]) if _closes(text, at, sign)), end)
    end = closing if closing >= head else end
    told = _TOLD.search(text, head, end) if end < len(text) else None
    dangling = _DANGLING.search(text, head, told.start() if told else end)
    return max(head, dangling.start() if dangling else end)


def _is_noun_of(found: re.Match[str], text: str, *, ontology: Ontology) -> bool:
    """Whether a word in lower case ends a name, as the kind of thing it is: "Versailles treaty"."""
    return found.end() == len(text) and bool(ontology.classify(found["word"] or ""))


def _closes(text: str, at: int, sign: str) -> bool:
    """Whether a bracket closes at ``at`` that the name did not open."""
    pair = {")": "(", "]": "["}.get(sign)
    return pair is not None and text[:at].count(pair) <= text[:at].count(sign)


def _head(mention: Mention) -> tuple[int, int]:
    """Return where the head word lies within a mention's text."""
    start = mention.head_span.start - mention.span.start
    return max(0, start), max(0, min(len(mention.text), mention.head_span.end - mention.span.start))


def _listed(mention: Mention, *, ontology: Ontology) -> Iterator[Mention]:
    """Yield the mentions of a list of people, or of names that are all known."""
    if mention.kind is not MentionKind.NAME or _is_known(mention.text, ontology=ontology):
        return
    ends = [0, *(at for found in _COMMA.finditer(mention.text) for at in found.span())]
    ends.append(len(mention.text))
    found = [_within(mention, ends[at], ends[at + 1]) for at in range(0, len(ends), 2)]
    if len(found) > 1 and all(_is_one(part, mention, ontology=ontology) for part in found):
        yield from found


def _is_one(part: Mention, whole: Mention, *, ontology: Ontology) -> bool:
    if whole.label == "PERSON" or " and by " in whole.text:
        return " " in part.text and part.text[:1].isupper()
    return _is_known(part.text, ontology=ontology)


def _is_known(text: str, *, ontology: Ontology) -> bool:
    return any(ontology.named(form) for form in spelling.spellings(text))


def _within(mention: Mention, start: int, end: int) -> Mention:
    """Return the mention of characters ``start`` to ``end`` of a mention's text."""
    if (start, end) == (0, len(mention.text)):
        return mention
    span = Span(mention.span.start + start, mention.span.start + end)
    text = mention.text[start:end]
    head = mention.head_span if span.covers(mention.head_span) else _last_word(span, text)
    return replace(mention, span=span, text=text, name=" ".join(text.split()), head_span=head)


def _last_word(span: Span, text: str) -> Span:
    return Span(span.end - len(text.rsplit(maxsplit=1)[-1]), span.end)
