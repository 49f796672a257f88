"""Lemmas: from a table where a form is known, else by an edit that a classifier names.

The method is that of UDPipe 2 (Straka 2018, section 3.2), reduced to what English needs: a
casing rule, and a prefix and a suffix to cut and to add. "took" becomes "take" by the
script ``l||3|ake``: lower-case, cut three letters from the end, add "ake".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from types import MappingProxyType

CASINGS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"l": str.lower, "k": str, "t": str.capitalize, "u": str.upper}
)


class Lemmatizer:
    """Gives the lemma of a form by its part of speech and the edit scripts that are likely.

    ``forms`` is the table of lemmas by part of speech and lower-cased form, ``known`` the
    lemmas that there are of a part of speech. A form that is not in the table has the lemma
    of the likeliest script that makes a known one ("violated" is no "violat"), or else of
    the likeliest; a proper noun keeps its capital. Scripts and parts of speech are given as
    the network's indices.
    """

    def __init__(
        self,
        forms: Mapping[str, Mapping[str, str]],
        *,
        known: Mapping[str, Sequence[str]],
        scripts: Sequence[str],
        tags: Sequence[str],
    ) -> None:
        self._scripts = scripts
        self._forms = [forms.get(tag, {}) for tag in tags]
        self._known = [frozenset(known.get(tag, ())) for tag in tags]
        self._name = tags.index("PROPN")

    def __call__(self, form: str, choices: tuple[int, ...], tag: int) -> str:
        """Return the lemma of a form; ``choices`` are scripts, the likeliest first."""
        listed = self._forms[tag].get(form.lower())
        if listed:
            return listed
        edits = [self._scripts[choice] for choice in choices]
        found = [apply(edit, form) or form for edit in edits if not edit.startswith("=")]
        found = found or [apply(edits[0], form)]
        if tag == self._name and form[:1].isupper():
            return next((lemma for lemma in found if lemma[:1].isupper()), found[0])
        return next((lemma for lemma in found if lemma in self._known[tag]), found[0])


def script(form: str, lemma: str) -> str:
    """Return the shortest edit script that turns ``form`` into ``lemma``.

    >>> script("Signed", "sign")
    'l|0||2|'
    >>> script("is", "be")
    '=be'
    """
    found = [edit for casing in CASINGS if (edit := _edit(casing, form=form, lemma=lemma))]
    if not found:
        return f"={lemma}"
    return min(found, key=lambda edit: (len(edit), "lktu".index(edit[0])))


def apply(edit: str, form: str) -> str:
    """Return the lemma that ``edit`` makes of ``form``; an edit that does not fit gives the form.

    >>> apply("l|0||2|", "Vowed")
    'vow'
    """
    if edit.startswith("="):
        return edit[1:]
    casing, cut_front, front, cut_back, back = edit.split("|")
    base = CASINGS[casing](form)
    end = len(base) - int(cut_back)
    if end <= int(cut_front) and not front + back:
        return base
    return front + base[int(cut_front) : max(end, int(cut_front))] + back


def _edit(casing: str, *, form: str, lemma: str) -> str | None:
    base = CASINGS[casing](form)
    block = SequenceMatcher(None, base, lemma, autojunk=False).find_longest_match()
    if not block.size or "|" in lemma:
        return None
    front, back = lemma[: block.b], lemma[block.b + block.size :]
    cut_back = len(base) - block.a - block.size
    return f"{casing}|{block.a}|{front}|{cut_back}|{back}"
