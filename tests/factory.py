# ruff: noqa: E501  (a table: a sentence a line)
"""Claims made by hand, with no language model: forty entities, sixty claims, five texts.

A line of ``SAID`` is a sentence and what it says; the words of each part are found in the
sentence, so that every offset is right by construction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kgbuild import ontology
from kgbuild.model import Claim, Date, Document, Entity, Span, Status
from kgbuild.ontology import Ontology

AC = "https://w3id.org/kgbuild/arms-control#"
KGE = "https://w3id.org/kgbuild/entity/"
ONTOLOGY = Path(__file__).parent / "golden" / "ontology.ttl"

DOCUMENTS = {
    "treaty-exits": Document(
        "treaty-exits",
        "",
        title="How the treaties came apart",
        creator="A. Writer",
        publisher="The Test Bulletin",
        date="2021-03-04",
        source="https://example.org/2021/treaty-exits",
    ),
    "vienna-round": Document(
        "vienna-round", "", title="A hard round in Vienna", creator="B. Author", date="2021-06"
    ),
    "border-talks": Document("border-talks", "", title="Talks on the border", date="2022"),
    "arsenals": Document("arsenals", "", title="Who has what", publisher="The Test Bulletin"),
    "notes": Document("notes", ""),
}


def entity(slug: str, label: str, kind: str, *aliases: str, match: str | None = None) -> Entity:
    matches = (match,) if match else ()
    return Entity(KGE + slug, label, (AC + kind,), aliases, matches)


ENTITIES = {
    known.label: known
    for known in (
        entity(
            "united-states",
            "United States",
            "State",
            "US",
            "Washington",
            "the White House",
            match="https://example.org/entity/us",
        ),
        entity("russia", "Russia", "State", "Moscow", "the Kremlin", "Russian Federation"),
        entity("china", "China", "State", "Beijing"),
        entity("iran", "Iran", "State", "Tehran"),
        entity("north-korea", "North Korea", "State", "Pyongyang", "DPRK"),
        entity("south-korea", "South Korea", "State", "Seoul"),
        entity("japan", "Japan", "State", "Tokyo"),
        entity("france", "France", "State", "Paris"),
        entity("germany", "Germany", "State", "Berlin"),
        entity("united-kingdom", "United Kingdom", "State", "London", "Britain"),
        entity("india", "India", "State", "New Delhi"),
        entity("pakistan", "Pakistan", "State", "Islamabad"),
        entity("israel", "Israel", "State"),
        entity("turkey", "Turkey", "State", "Ankara"),
        entity("poland", "Poland", "State", "Warsaw"),
        entity("austria", "Austria", "State", "Vienna"),
        entity("nato", "NATO", "Organization", "North Atlantic Treaty Organization"),
        entity("iaea", "IAEA", "Organization", "International Atomic Energy Agency"),
        entity("european-union", "European Union", "Organization", "EU"),
        entity("state-duma", "State Duma", "Organization", "Duma"),
        entity("us-senate", "Senate", "Organization"),
        entity("anna-keller", "Anna Keller", "Person", "Keller"),
        entity("pavel-orlov", "Pavel Orlov", "Person", "Orlov"),
        entity("li-wen", "Li Wen", "Person"),
        entity("dana-price", "Dana Price", "Person", "Price"),
        entity("inf-treaty", "INF Treaty", "Treaty", "Intermediate-Range Nuclear Forces Treaty"),
        entity("new-start", "New START", "Treaty"),
        entity("abm-treaty", "ABM Treaty", "Treaty"),
        entity("open-skies", "Open Skies Treaty", "Treaty", "Treaty on Open Skies"),
        entity("ctbt", "CTBT", "Treaty", "Comprehensive Nuclear-Test-Ban Treaty"),
        entity("npt", "NPT", "Treaty", "Non-Proliferation Treaty"),
        entity("jcpoa", "JCPOA", "Agreement", "Iran nuclear deal"),
        entity("joint-statement", "joint statement", "Statement"),
        entity("9m729", "9M729", "Missile", "SSC-8"),
        entity("s-400", "S-400", "MissileDefenseSystem"),
        entity("thaad", "THAAD", "MissileDefenseSystem"),
        entity("ballistic-missiles", "ballistic missiles", "Missile"),
        entity("intermediate-range-missiles", "intermediate-range missiles", "Missile"),
        entity("nuclear-weapons", "nuclear weapons", "NuclearWeapon"),
        entity("natanz", "Natanz", "Facility"),
        entity("strategic-stability", "strategic stability", "Concept"),
        entity("nuclear-tests", "nuclear tests", "Activity"),
    )
}
NAMES = {name: known for known in ENTITIES.values() for name in (known.label, *known.aliases)} | {
    "its": ENTITIES["Russia"],
    "it": ENTITIES["Iran"],
}


@dataclass(frozen=True)
class Said:
    """What one sentence says: the words of each part, as they stand in it."""

    subject: str
    predicate: str
    object: str
    relation: str
    status: Status = Status.ASSERTED
    speaker: str | None = None
    time: str | None = None
    confidence: float = 0.9
    extractors: tuple[str, ...] = ("arcs",)


A, N, P = Status.ATTRIBUTED, Status.NEGATED, Status.PLANNED

SAID: tuple[tuple[str, str, tuple[Said, ...]], ...] = (
    ("treaty-exits", "The United States left the INF Treaty on 2 August 2019, and Russia soon did too.", (
        Said("United States", "left", "INF Treaty", "withdrewFrom", time="2019-08-02", confidence=0.97,
             extractors=("withdrewFrom: leave", "arcs")),
        Said("Russia", "did", "INF Treaty", "withdrewFrom", confidence=0.71),
    )),
    ("treaty-exits", "Washington had quit the ABM Treaty in 2002.", (
        Said("Washington", "quit", "ABM Treaty", "withdrewFrom", time="2002", confidence=0.95),
    )),
    ("treaty-exits", "The White House says Moscow broke the INF Treaty by testing the 9M729.", (
        Said("Moscow", "broke", "INF Treaty", "violated", A, "United States"),
        Said("Moscow", "testing", "9M729", "tested", A, "United States", confidence=0.81),
    )),
    ("treaty-exits", "The Kremlin denies that it ever breached the INF Treaty.", (
        Said("Kremlin", "breached", "INF Treaty", "violated", N, "Russia", confidence=0.84),
    )),
    ("treaty-exits", "Washington also left the Open Skies Treaty in November 2020.", (
        Said("Washington", "left", "Open Skies Treaty", "withdrewFrom", time="2020-11", confidence=0.96),
    )),
    ("treaty-exits", "Russia may follow it out of the Treaty on Open Skies.", (
        Said("Russia", "follow", "Treaty on Open Skies", "withdrewFrom", P, confidence=0.77),
    )),
    ("treaty-exits", "Russia and the United States extended New START on 3 February 2021.", (
        Said("Russia", "extended", "New START", "extended", time="2021-02-03", confidence=0.98),
        Said("United States", "extended", "New START", "extended", time="2021-02-03", confidence=0.98),
    )),
    ("treaty-exits", "New START expires on 5 February 2026.", (
        Said("New START", "expires", "5 February 2026", "expiresOn", time="2026-02-05"),
    )),
    ("treaty-exits", "The Duma ratified the CTBT in 2000, but the Senate never has.", (
        Said("Duma", "ratified", "CTBT", "ratified", time="2000", confidence=0.93),
        Said("Senate", "has", "CTBT", "ratified", N, confidence=0.7),
    )),
    ("treaty-exits", "The INF Treaty banned intermediate-range missiles.", (
        Said("INF Treaty", "banned", "intermediate-range missiles", "restricts", confidence=0.94),
    )),
    ("treaty-exits", "In Paris and Berlin the end of it was seen as a blow: France and Germany said the exit undermined strategic stability.", (
        Said("exit", "undermined", "strategic stability", "undermined", A, "France", confidence=0.62),
    )),
    ("treaty-exits", "Russia deployed the 9M729 and the United States plans to deploy intermediate-range missiles.", (
        Said("Russia", "deployed", "9M729", "deployed"),
        Said("United States", "deploy", "intermediate-range missiles", "deployed", P),
    )),
    ("vienna-round", "Negotiators of Iran and the European Union met in Vienna in June 2021.", (
        Said("Iran", "met", "European Union", "metWith", time="2021-06", confidence=0.91),
    )),
    ("vienna-round", "The United States quit the JCPOA in May 2018 and sanctioned Iran.", (
        Said("United States", "quit", "JCPOA", "withdrewFrom", time="2018-05", confidence=0.97),
        Said("United States", "sanctioned", "Iran", "sanctioned", confidence=0.93),
    )),
    ("vienna-round", "Tehran has threatened Israel, which is said to have attacked Natanz.", (
        Said("Tehran", "threatened", "Israel", "threatened", confidence=0.88),
        Said("Israel", "attacked", "Natanz", "attacked", A, confidence=0.69),
    )),
    ("vienna-round", "The IAEA inspected Natanz twice, and Iran did not comply with the JCPOA, the IAEA reported.", (
        Said("IAEA", "inspected", "Natanz", "inspected", confidence=0.92),
        Said("Iran", "comply", "JCPOA", "compliedWith", N, "IAEA", confidence=0.86),
    )),
    ("vienna-round", "France, Germany and Britain support the JCPOA.", (
        Said("France", "support", "JCPOA", "supported"),
        Said("Germany", "support", "JCPOA", "supported"),
        Said("Britain", "support", "JCPOA", "supported"),
    )),
    ("vienna-round", "Israel rejects the Iran nuclear deal.", (
        Said("Israel", "rejects", "Iran nuclear deal", "opposed", confidence=0.95),
    )),
    ("vienna-round", "Washington would rejoin the JCPOA if it complied, Dana Price said.", (
        Said("Washington", "rejoin", "JCPOA", "joined", P, "Dana Price", confidence=0.83),
        Said("it", "complied", "JCPOA", "compliedWith", P, "Dana Price", confidence=0.66),
    )),
    ("vienna-round", "Price, a spokeswoman of the United States, urged Iran to let the IAEA in.", (
        Said("Price", "spokeswoman", "United States", "officialOf", confidence=0.82),
        Said("Price", "urged", "Iran", "urged", confidence=0.9),
    )),
    ("vienna-round", "Austria and the European Union issued a joint statement that criticized Iran.", (
        Said("Austria", "issued", "joint statement", "issued"),
        Said("European Union", "issued", "joint statement", "issued"),
        Said("joint statement", "criticized", "Iran", "criticized", confidence=0.8),
    )),
    ("border-talks", "Li Wen, who negotiates for China, met Pavel Orlov in Moscow on 12 April 2022.", (
        Said("Li Wen", "negotiates", "China", "officialOf", confidence=0.58),
        Said("Li Wen", "met", "Pavel Orlov", "metWith", time="2022-04-12", confidence=0.94),
    )),
    ("border-talks", "Orlov is Russia's envoy and Anna Keller speaks for Germany.", (
        Said("Orlov", "envoy", "Russia", "officialOf", confidence=0.9),
        Said("Anna Keller", "speaks", "Germany", "officialOf", confidence=0.74),
    )),
    ("border-talks", "Keller accused Russia of arming Turkey.", (
        Said("Keller", "accused", "Russia", "accused", confidence=0.95),
        Said("Russia", "arming", "Turkey", "suppliedArmsTo", A, "Anna Keller", confidence=0.85),
    )),
    ("border-talks", "Turkey bought the S-400, and Washington sanctioned Turkey for it.", (
        Said("Turkey", "bought", "S-400", "developed", confidence=0.41),
        Said("Washington", "sanctioned", "Turkey", "sanctioned", confidence=0.95),
    )),
    ("border-talks", "Turkey and Poland belong to NATO.", (
        Said("Turkey", "belong", "NATO", "memberOf", confidence=0.97),
        Said("Poland", "belong", "NATO", "memberOf", confidence=0.97),
    )),
    ("border-talks", "NATO denounced Russia and backed Poland.", (
        Said("NATO", "denounced", "Russia", "criticized", confidence=0.96),
        Said("NATO", "backed", "Poland", "supported", confidence=0.9),
    )),
    ("border-talks", "China works with Russia but does not support its war.", (
        Said("China", "works", "Russia", "cooperatedWith", confidence=0.87),
        Said("China", "support", "its", "supported", N, confidence=0.64),
    )),
    ("arsenals", "India and Pakistan both have nuclear weapons.", (
        Said("India", "have", "nuclear weapons", "possesses", confidence=0.96),
        Said("Pakistan", "have", "nuclear weapons", "possesses", confidence=0.96),
    )),
    ("arsenals", "India has not signed the NPT.", (
        Said("India", "signed", "NPT", "signed", N, confidence=0.95),
    )),
    ("arsenals", "North Korea left the NPT in 2003 and tested nuclear weapons.", (
        Said("North Korea", "left", "NPT", "withdrewFrom", time="2003", confidence=0.96),
        Said("North Korea", "tested", "nuclear weapons", "tested", confidence=0.94),
    )),
    ("arsenals", "Pyongyang launched ballistic missiles over Japan, and Tokyo condemned North Korea.", (
        Said("Pyongyang", "launched", "ballistic missiles", "tested", confidence=0.92),
        Said("Tokyo", "condemned", "North Korea", "criticized", confidence=0.95),
    )),
    ("arsenals", "Pyongyang vowed to suspend nuclear tests.", (
        Said("Pyongyang", "suspend", "nuclear tests", "suspended", P, confidence=0.9),
    )),
    ("arsenals", "The United States deployed THAAD in South Korea, which Beijing opposes.", (
        Said("United States", "deployed", "THAAD", "deployed", confidence=0.95),
        Said("Beijing", "opposes", "THAAD", "opposed", confidence=0.78),
    )),
    ("arsenals", "Seoul will not talk to Pyongyang, but China has asked South Korea to.", (
        Said("Seoul", "talk", "Pyongyang", "negotiatedWith", N, confidence=0.72),
        Said("China", "asked", "South Korea", "urged", confidence=0.75),
    )),
    ("notes", "Washington quit the ABM Treaty.", (
        Said("Washington", "quit", "ABM Treaty", "withdrewFrom", confidence=0.95),
    )),
)  # fmt: skip


def documents() -> tuple[Document, ...]:
    """The five texts, each sentence on its line."""
    return tuple(_with_text(document) for document in DOCUMENTS.values())


def _with_text(document: Document) -> Document:
    text = "\n".join(sentence for name, sentence, _ in SAID if name == document.id)
    known = ("title", "creator", "publisher", "date", "source")
    return Document(document.id, text, **{key: getattr(document, key) for key in known})


def claims() -> tuple[Claim, ...]:
    """What the five texts say."""
    texts = {document.id: document.text for document in documents()}
    return tuple(
        claim(name, said, sentence=span_of(sentence, texts[name]), text=texts[name])
        for name, sentence, saids in SAID
        for said in saids
    )


def claim(document: str, said: Said, *, sentence: Span, text: str) -> Claim:
    """One claim, its parts found in the sentence."""
    return Claim(
        document=document,
        sentence=sentence,
        subject=_entity(said.subject),
        relation=AC + said.relation,
        object=Date(said.time)
        if said.relation == "expiresOn" and said.time
        else _entity(said.object),
        status=said.status,
        confidence=said.confidence,
        subject_span=span_of(said.subject, text, within=sentence),
        predicate_span=span_of(said.predicate, text, within=sentence),
        object_span=span_of(said.object, text, within=sentence, after=said.predicate),
        speaker=ENTITIES[said.speaker] if said.speaker else None,
        time=Date(said.time) if said.time and said.relation != "expiresOn" else None,
        extractors=said.extractors,
    )


def _entity(name: str) -> Entity:
    if name == "Kremlin":
        return ENTITIES["Russia"]
    if name == "exit":
        return Entity(KGE + "exit", "exit from the INF Treaty", (AC + "Activity",))
    return NAMES[name]


def span_of(words: str, text: str, *, within: Span | None = None, after: str = "") -> Span:
    """Where ``words`` stand, past the word ``after`` where they stand there as well."""
    begin, end = (within.start, within.end) if within else (0, len(text))
    past = text.find(after, begin, end) if after else begin
    start = text.find(words, past, end)
    start = text.index(words, begin, end) if start < 0 else start
    return Span(start, start + len(words))


def domain() -> Ontology:
    """The classes and relations the claims use, read from Turtle."""
    return ontology.load([ONTOLOGY])


def hostile(payload: str) -> tuple[tuple[Document, ...], tuple[Claim, ...]]:
    """A text that holds ``payload`` wherever a name or a sentence may stand."""
    text = f"{payload} left {payload}."
    where = Span(0, len(payload))
    document = Document(
        "hostile", text, payload, payload, payload, date=payload, source=payload, sha256=payload
    )
    one = Entity(KGE + "one", payload, (AC + "State",), (payload,))
    two = Entity(KGE + "two", payload + "!", (AC + "Treaty",), (payload,))
    cue = Span(len(payload) + 1, len(payload) + 5)
    there = Span(cue.end + 1, cue.end + 1 + len(payload))
    said = Claim(
        "hostile", Span(0, len(text)), one, AC + "withdrewFrom", two, Status.ATTRIBUTED, 0.5,
        where, cue, there, speaker=one, time=Date(payload), extractors=(payload,),
    )  # fmt: skip
    return (document,), (said,)


def sentences() -> Iterator[str]:
    """The sentences alone."""
    for _, sentence, _ in SAID:
        yield sentence
