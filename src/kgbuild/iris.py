"""Minted names: the same thing gets the same IRI in every build, with no library behind it.

https://w3id.org/kgbuild/entity/inf-treaty              an entity, by its name
https://w3id.org/kgbuild/doc/inf-news                   a document, by its identifier
https://w3id.org/kgbuild/doc/inf-news#char=120,214      a stretch of it (RFC 5147)
https://w3id.org/kgbuild/claim/5f3c…                    a claim, by a hash of what it says
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Final
from urllib.parse import quote

from kgbuild.model import Span, Status

BASE: Final = "https://w3id.org/kgbuild/"
ENTITY: Final = BASE + "entity/"
DOCUMENT: Final = BASE + "doc/"
CLAIM: Final = BASE + "claim/"
ACTIVITY: Final = BASE + "activity/"
RELEASE: Final = BASE + "release/"

_LONGEST_SLUG = 80
# Latin letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_SILENT = re.compile(r"['’ʼ`]|\.(?!\d)")
_GAP = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """Return ``name`` as lower-case ASCII words joined by hyphens, for the end of an IRI.

    Case, accents and punctuation do not tell two names apart. A letter, digit or symbol
    that ASCII cannot hold does, as does the end of a name that is cut: then a hash of the
    whole name is appended, so that different names keep different slugs.

    >>> slug("U.S.–Russia talks")
    'us-russia-talks'
    >>> slug("People's Republic of Curaçao")
    'peoples-republic-of-curacao'
    >>> slug("Договор INF") == slug("Договoр INF")
    False
    """
    folded = unicodedata.normalize("NFC", name).casefold()
    letters = unicodedata.normalize("NFKD", folded.translate(_LETTERS))
    letters = _SILENT.sub("", "".join(filter(_is_kept, letters)))
    words = _GAP.sub("-", letters).strip("-")
    if words and len(words) <= _LONGEST_SLUG and not any(map(_is_lost, letters)):
        return words
    digest = hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words[:_LONGEST_SLUG].strip('-')}-{digest}".lstrip("-")


def _is_kept(character: str) -> bool:
    """Whether a character of a decomposed name is more than an accent."""
    return not unicodedata.combining(character)


def _is_lost(character: str) -> bool:
    """Whether a slug would drop a letter, number or symbol that tells names apart."""
    category = unicodedata.category(character)
    return category[0] == "S" or (category[0] in "LN" and not character.isascii())


def entity_iri(name: str) -> str:
    """Return the IRI of an entity that the ontology does not know.

    >>> entity_iri("INF Treaty")
    'https://w3id.org/kgbuild/entity/inf-treaty'
    """
    return ENTITY + slug(name)


def document_iri(document: str) -> str:
    """Return the IRI of the document whose identifier is ``document``.

    >>> document_iri("2019/INF news")
    'https://w3id.org/kgbuild/doc/2019%2FINF%20news'
    """
    return DOCUMENT + quote(document, safe="", errors="surrogatepass")


def span_iri(document: str, *, span: Span) -> str:
    """Return the IRI of a stretch of a document: its characters, as RFC 5147 counts them.

    >>> span_iri("inf-news", span=Span(120, 214))
    'https://w3id.org/kgbuild/doc/inf-news#char=120,214'
    """
    return f"{document_iri(document)}#char={span.start},{span.end}"


def claim_iri(
    document: str, *, sentence: Span, subject: str, relation: str, object: str, status: Status
) -> str:
    """Return the IRI of a claim: half a SHA-256 of the JSON array of what it says, and where.

    ``subject`` and ``relation`` are IRIs, ``object`` an IRI or an ISO date.
    """
    parts = [document, sentence.start, sentence.end, subject, relation, object, str(status)]
    return CLAIM + hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def activity_iri(release: str) -> str:
    """Return the IRI of what a release of kgbuild does: reading text into claims."""
    return ACTIVITY + quote(release, safe="")


def release_iri(release: str) -> str:
    """Return the IRI of a release of kgbuild, the agent behind its activity."""
    return RELEASE + quote(release, safe="")
