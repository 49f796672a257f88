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
    """Gives lemmas by part of speech, form and edit script, the last two as the network's indices.

    ``table`` is that of lemmas by part of speech and lower-cased form.
    """

    def __init__(
        self,
        table: Mapping[str, Mapping[str, str]],
        *,
        scripts: Sequence[str],
        tags: Sequence[str],
    ) -> None:
        self._scripts = scripts
        self._tables = [table.get(tag, {}) for tag in tags]

    def __call__(self, form: str, script: int, tag: int) -> str:
        """Return the lemma of a form."""
        return self._tables[tag].get(form.lower()) or apply(self._scripts[script], form) or form


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
