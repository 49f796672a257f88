"""One name, many spellings: what may vary in a name without its naming something else."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from kgbuild.model import Mention, Role

_QUOTES: Final = ' \t\n"“”«»,;:'
_ARTICLE: Final = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_GENITIVE: Final = re.compile(r"['’]s$|(?<=s)['’]$")
_DOTTED: Final = re.compile(r"\b(?:[A-Z]\.){2,}|\b[A-Z]\.[A-Z]\b")
_ACRONYM: Final = re.compile(r"^[A-Z][A-Za-z0-9&/-]*[A-Z0-9][A-Za-z]?$")
_INSERTED: Final = re.compile(r"\s*[(\[]\s*(?P<acronym>[^)\]]+?)\s*(?:[)\]]\s*|$)")
_BRITISH: Final = re.compile(
    r"(?P<stem>organi|defen|program)(?:s(?=ation)|c(?=e\b)|me\b)", re.IGNORECASE
)
_AMERICAN: Final = MappingProxyType({"organi": "z", "defen": "s", "program": ""})
TELLING: Final = ("of", "on", "for", "with", "against", "between", "from", "to", "in")
_SHORT: Final = re.compile(r"(?:\s+[^\s,;:()]+){2,9}")
_SMALL: Final = re.compile(r"\b(?:of|on|for|the|and|in|to)\b")
_TITLE: Final = re.compile(
    r"(?:mrs?|ms|miss|dr|prof|sir|dame|lord|lady|sen|rep|gov|gen|lt|col|capt|adm|amb|hon|rev|sgt|maj"
    r"|king|queen|prince|princess|pope|emperor|sheikh|ayatollah|sultan|emir|general|colonel|admiral"
    r"|marshal|captain|lieutenant|major|sergeant|brigadier|commander|professor|doctor"
    r"|tsar|czar|kaiser|shah|count)\.?",
    re.IGNORECASE,
)


def bare(text: str) -> str:
    """Return a name without quotes, article and genitive ending.

    >>> bare("the “United States’”"), bare("the INF Treaty's")
    ('United States', 'INF Treaty')
    """
    trimmed = _ARTICLE.sub("", text.strip(_QUOTES)).strip(_QUOTES)
    return " ".join(_GENITIVE.sub("", trimmed).strip(_QUOTES + "'’‘").split())


def spellings(text: str) -> tuple[str, ...]:
    """Return the ways to spell a name, the given one first.

    An acronym within the name, in brackets, is left out, or stands for the words before it.

    >>> spellings("the U.S.")
    ('U.S.', 'US', 'the U.S.')
    >>> spellings("Limited Weapons (LW) Treaty")[1:4]
    ('Limited Weapons Treaty', 'LW Treaty', 'LW')
    """
    found = [bare(text), *inserted(bare(text))]
    found += [_DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), name) for name in found]
    found += [_BRITISH.sub(_american, name) for name in found]
    found += [name.replace("-", " ").replace("–", " ") for name in found]
    found += [f"the {bare(text)}"]
    return tuple(dict.fromkeys(name for name in found if name))


def inserted(name: str) -> tuple[str, ...]:
    """Return a name with brackets in it without them, and with them for the words before.

    >>> inserted("Limited Weapons (LW) Treaty")
    ('Limited Weapons Treaty', 'LW Treaty', 'LW')
    """
    found = _INSERTED.search(name)
    if not found:
        return ()
    before, rest = name[: found.start()], name[found.end() :]
    whole, short = f"{before} {rest}".strip(), found["acronym"]
    if not is_acronym(short) or not abbreviates(short, before):
        return (whole,)
    return tuple(dict.fromkeys((whole, f"{short} {rest}".strip(), short)))


def _american(found: re.Match[str]) -> str:
    return found["stem"] + _AMERICAN[found["stem"].casefold()]


def is_acronym(text: str) -> bool:
    """Whether ``text`` is one word with two capitals or more.

    >>> is_acronym("NPT"), is_acronym("Treaty"), is_acronym("IAEAs")
    (True, False, True)
    """
    return len(text) <= 12 and _ACRONYM.match(text.replace(".", "")) is not None


def abbreviates(acronym: str, name: str) -> bool:
    """Whether ``acronym`` can stand for ``name``: its capitals begin words, or come in order.

    >>> abbreviates("NPT", "Treaty on the Non-Proliferation of Nuclear Weapons")
    True
    >>> abbreviates("UK", "Treaty on Open Skies")
    False
    """
    capitals = [letter.casefold() for letter in acronym if letter.isupper()]
    begins = {word[0] for word in re.findall(r"\w+", name.casefold())}
    letters = iter(name.casefold())
    return begins.issuperset(capitals) or all(capital in letters for capital in capitals)


def is_spelt(name: str, text: str) -> bool:
    """Whether ``text`` may write ``name``: an acronym is all capitals, a name has a capital.

    >>> is_spelt("US", "us"), is_spelt("US", "U.S."), is_spelt("SORT", "Sort")
    (False, True, False)
    >>> is_spelt("Turkey", "turkey"), is_spelt("Open Skies Treaty", "open skies treaty")
    (False, True)
    """
    if " " not in name and name.replace(".", "").isupper():
        return text.strip().replace(".", "").removesuffix("s").isupper()
    several = " " in text.strip() and not name.replace(".", "").isupper()
    return several or name.islower() or not text.islower()


def is_title(word: str) -> bool:
    """Whether ``word`` is a form of address, which is no part of a name."""
    return _TITLE.fullmatch(word) is not None


def singular(mention: Mention) -> str:
    """Return a mention's name with its head word as lemma: "cruise missiles", cruise missile."""
    start, end = mention.head_span.start - mention.span.start, mention.head_span.end
    head = mention.text[max(0, start) : max(0, end - mention.span.start)]
    before, found, after = mention.name.rpartition(head or mention.name)
    return before + mention.head + after if head and found else mention.name


def complement(mention: Mention, *, text: str, prepositions: tuple[str, ...] = ("of",)) -> str:
    """Return what tells a thing apart, right after its noun: "use *of chemical weapons*".

    The phrase is in the words of the document, with a space before it; "" if there is none.
    One that is longer than a name would be is cut to what its own noun tells.
    """
    ends = [
        end
        for argument in mention.attachments
        if argument.role is Role.OBLIQUE and argument.preposition in prepositions
        for end in (
            (argument.mention.extent or argument.mention.span).end,
            argument.mention.span.end,
        )
    ]
    tails = (text[mention.span.end : end] for end in sorted(ends, reverse=True))
    fitting = (
        tail
        for tail in tails
        if tail.startswith(tuple(f" {word} " for word in prepositions)) and _SHORT.fullmatch(tail)
    )
    return " ".join(["", *next(fitting, "").split()]).rstrip()


def is_titled(phrase: str) -> bool:
    """Whether all words of a phrase but the small ones begin with a capital.

    >>> is_titled(" of the Rights of Man"), is_titled(" of chemical weapons"), is_titled("")
    (True, False, False)
    """
    words = re.sub(r"[,–-]", " ", _SMALL.sub("", phrase)).split()
    return bool(words) and all(word[0].isupper() for word in words)
