"""The closed classes of English that noun phrases turn on."""

from __future__ import annotations

from types import MappingProxyType


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS = _words(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec."
)
WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
DAYS = _words("today yesterday tomorrow tonight")
# Nouns that date something when nothing else but "last", "this" or a number stands with them.
PERIODS = _words(
    "day week weekend fortnight month quarter year decade century morning afternoon evening night "
    "spring summer autumn fall winter hour minute moment time end beginning start eve mid"
)

# Nouns and pronouns of amount: "one of the states", "a number of missiles" are about the states,
# the missiles.
PARTITIVES = _words(
    "one some all both each many most several few any none either neither number series range "
    "couple round dozen dozens hundred hundreds thousand thousands million majority rest lot "
    "pair total half percent per-cent bulk remainder part portion much ton tons plenty variety"
)

# Determiners that make a phrase point at something already known.
DEFINITE = _words("the this that these those both")

RELATIVE_PRONOUNS = _words("which who whom that whose")

# Prepositions that may stand inside a name: "Treaty on the Prohibition of Nuclear Weapons".
NAME_PREPOSITIONS = _words("of on for against")
INNER_NAME_PREPOSITIONS = NAME_PREPOSITIONS | _words("in to and with")

# What the common recognisers call their classes, by the names of model.Mention.label.
ENTITY_LABELS = MappingProxyType(
    {
        "PER": "PERSON",
        "PERSON": "PERSON",
        "ORG": "ORG",
        "GPE": "LOC",
        "LOC": "LOC",
        "FAC": "LOC",
        "NORP": "NORP",
        "DATE": "DATE",
        "TIME": "DATE",
        "EVENT": "EVENT",
        "PRODUCT": "PRODUCT",
        "LAW": "EVENT",
        "MISC": "MISC",
    }
)
NAMING_LABELS = frozenset({"PERSON", "ORG", "LOC", "NORP", "EVENT", "PRODUCT", "MISC"})

HONORIFICS = _words("mr mr. mrs mrs. ms ms. miss dr dr. sir st. st")

PRONOUN_NUMBERS = MappingProxyType(
    {
        "i": "Sing",
        "he": "Sing",
        "she": "Sing",
        "it": "Sing",
        "his": "Sing",
        "her": "Sing",
        "its": "Sing",
        "this": "Sing",
        "that": "Sing",
        "we": "Plur",
        "they": "Plur",
        "our": "Plur",
        "their": "Plur",
        "these": "Plur",
        "those": "Plur",
        "both": "Plur",
    }
)
