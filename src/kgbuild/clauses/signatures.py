"""What English words say about the truth of what stands below them.

Each table maps a lemma to an :class:`Effect`; the classes are those of the literature on
factuality: implicatives (Karttunen 1971), factives (Kiparsky and Kiparsky 1970), and the
sources of FactBank (Sauri and Pustejovsky 2009). The tables are English, not domain.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType


class Effect(Enum):
    """What a word does to the status of its complement."""

    KEEP = auto()  # true when the whole is: "managed to", "began"
    PRESUPPOSE = auto()  # true whether the whole is or not: "regret that"
    FLIP = auto()  # false when the whole is true, and the other way round: "failed to"
    NEGATE = auto()  # false when the whole is true: "refused to"
    PLAN = auto()  # open: "wants to", "will"
    ATTRIBUTE = auto()  # someone says so: "said that"
    DENY = auto()  # someone says that it is not so: "denied that"


def _table(**words: str) -> Mapping[str, Effect]:
    return MappingProxyType(
        {lemma: Effect[effect.upper()] for effect, text in words.items() for lemma in text.split()}
    )


def _pairs(**words: str) -> Mapping[tuple[str, str], Effect]:
    return MappingProxyType(
        {
            (verb, preposition): effect
            for phrase, effect in _table(**words).items()
            for verb, _, preposition in (phrase.partition("+"),)
        }
    )


# Verb + infinitive. An unknown verb leaves it open.
INFINITIVE = _table(
    keep=(
        "manage begin start continue proceed come get happen turn help cause lead force "
        "compel make drive prompt induce persuade convince dare choose opt remember use "
        "let have watch see hear feel bother resume rush hasten hurry serve condescend "
        "move return bring trick provoke inspire spur motivate succeed grow tend"
    ),
    flip="fail forget neglect omit cease stop",
    negate="refuse decline disdain scorn hesitate lack",
    attribute=(
        "say report claim allege believe think rumor rumour purport profess know "
        "understand find accuse suspect deem consider show acknowledge admit confess "
        "pretend reveal prove observe"
    ),
    deny="deny",
)

# Verb + finite clause. An unknown verb reports.
FINITE = _table(
    presuppose=(
        "know realize realise regret forget recall remember discover learn see hear "
        "show demonstrate reveal prove mean notice resent welcome deplore lament "
        "celebrate ignore illustrate forgive thank mind bemoan underscore"
    ),
    keep="ensure happen turn make lead cause help",
    plan=(
        "hope wish want demand propose recommend urge request require order "
        "expect fear ask intend plan vow promise pledge threaten decide determine wonder "
        "hypothesize imagine suppose assume prefer favor favour await desire "
        "stipulate guarantee seek seem appear consider discuss debate predict forecast anticipate "
        "prohibit forbid prevent question worry pray undertake command direct instruct mandate"
    ),
    deny="deny reject refute dispute doubt disprove rebut contradict disbelieve",
)

# Verb + gerund, bare ("stopped deploying") or behind a preposition ("accused of deploying").
GERUND = _table(
    keep=(
        "begin start continue keep resume remember finish complete succeed go spend "
        "persist justify enjoy"
    ),
    presuppose=(
        "regret resent celebrate criticize criticise condemn denounce blast slam praise "
        "thank punish sanction forgive apologize apologise applaud commend defend "
        "rebuke fault"
    ),
    flip="avoid stop cease quit fail forgo escape halt end abandon refrain abstain desist",
    negate=(
        "prevent refuse decline discourage deter dissuade block bar stop hinder "
        "preclude restrain inhibit refrain abstain"
    ),
    plan=(
        "consider propose suggest recommend favor favour oppose support advocate "
        "envisage discuss plan contemplate risk aim want insist warn threaten think "
        "talk mull weigh prohibit ban forbid outlaw allow permit require delay postpone "
        "resist commit agree object look dream intend call hope prepare envision reject "
        "exclude endorse vote negotiate"
    ),
    attribute=(
        "accuse suspect blame charge convict report admit acknowledge mention describe "
        "recall allege implicate indict cite claim confess"
    ),
    deny="deny dispute acquit clear absolve",
)

# Verb + event noun as its object: "called off", "denied", "proposed the withdrawal".
EVENT_OBJECT = _table(
    flip="avoid forgo cancel abandon scrap",
    negate="prevent block refuse reject avert stop lack forbid decline prohibit veto forswear",
    plan=(
        "propose plan demand seek threaten consider urge recommend suggest support "
        "oppose favor favour want envisage discuss negotiate request postpone delay "
        "promise pledge ban outlaw require await expect anticipate advocate authorize "
        "authorise approve allow permit need prepare contemplate mull debate vow intend "
        "order offer risk fear foresee predict prohibit encourage pursue attempt "
        "schedule agree desire commit facilitate accelerate"
    ),
    attribute="allege report claim suspect",
    deny="deny dispute refute doubt",
    # What is lifted or deplored is there, even where that is only planned.
    presuppose="lift ease remove relax end halt stop condemn criticize criticise denounce deplore "
    "evade circumvent lament mourn avenge investigate resent",
)

# Verb and preposition + event noun: "called for the withdrawal", "warned against".
EVENT_OBLIQUE = _pairs(
    plan=(
        "call+for push+for press+for ask+for appeal+for hope+for wait+for plead+for pray+for "
        "aim+for aim+at argue+for argue+against plan+for plan+on prepare+for vote+for "
        "vote+against vote+on warn+against warn+of advise+against decide+on decide+against "
        "agree+on agree+to agree+upon commit+to insist+on threaten+with negotiate+on "
        "negotiate+over talk+about talk+on lobby+for lobby+against campaign+for campaign+against "
        "provide+for look+to look+for consent+to object+to"
    ),
    flip="refrain+from abstain+from",
    attribute="accuse+of suspect+of blame+for charge+with",
)

# Noun + infinitive, + "of"/"for"/"on" with a gerund or an event noun, or + "that".
NOUN = _table(
    keep=(
        "success continuation resumption start beginning commencement completion "
        "process act practice series round result effect history course record pattern "
        "habit crime experience tradition sign"
    ),
    presuppose="fact reason anniversary aftermath wake consequence condemnation knowledge",
    negate=(
        "failure refusal inability unwillingness reluctance lack absence end halt "
        "cessation rejection prevention avoidance cancellation abandonment non- "
        "compliance"
    ),
    plan=(
        "plan intention intent decision threat promise pledge vow commitment offer "
        "proposal readiness willingness desire wish hope aim goal objective ambition "
        "attempt effort bid move drive campaign call appeal demand request need "
        "obligation duty requirement right ability capability capacity opportunity "
        "chance possibility prospect risk danger fear likelihood potential option idea "
        "ban prohibition moratorium talk negotiation discussion consultation agreement "
        "deal accord treaty permission authority authorization mandate order resolution "
        "recommendation suggestion urge ultimatum warning step measure way means "
        "purpose preparation condition prerequisite support opposition consideration "
        "expectation condition deadline timetable schedule motion vote question debate "
        "resolve determination struggle push pressure invitation incentive interest "
        "eagerness inclination freedom power program programme project initiative "
        "strategy policy threat time"
    ),
    attribute=(
        "allegation claim accusation charge report statement assertion announcement "
        "suggestion-that belief suspicion rumor rumour evidence conclusion view opinion "
        "complaint contention declaration notion theory admission acknowledgement "
        "acknowledgment assessment news speculation impression insistence confirmation "
        "finding indication remark comment"
    ),
    deny="denial",
)

# Adjective + infinitive or clause.
ADJECTIVE = _table(
    keep=(
        "able first last quick slow right wrong wise forced glad happy proud pleased "
        "sorry sad important-to"
    ),
    presuppose=(
        "aware sorry glad happy proud pleased sad regrettable unfortunate deplorable "
        "tragic odd strange ashamed conscious disappointed surprised grateful"
    ),
    negate="unable unwilling reluctant impossible loath powerless incapable unlikely false untrue",
    plan=(
        "likely ready willing eager prepared set due free keen anxious poised bound "
        "about certain sure possible necessary essential important crucial vital "
        "imperative expected scheduled determined obliged obligated committed inclined "
        "desirable capable afraid probable conceivable entitled authorized hopeful "
        "confident responsible urgent"
    ),
    attribute="true clear evident obvious convinced plain apparent doubtless",
    deny="doubtful",
)

# Modifiers of an event noun: "a possible attack".
EVENT_ADJECTIVE = _table(
    plan=(
        "possible potential proposed planned future prospective intended eventual "
        "expected upcoming threatened imminent hypothetical would-be scheduled "
        "impending likely probable forthcoming conditional next feared desired "
        "attempted looming pending"
    ),
    attribute="alleged suspected reported purported supposed apparent claimed",
    negate="failed non-existent aborted cancelled canceled thwarted foiled rejected",
)

# Adverbs on a verb or a clause.
ADVERB = _table(
    plan=(
        "possibly perhaps maybe probably potentially presumably hopefully conceivably "
        "likely hypothetically"
    ),
    attribute="reportedly allegedly supposedly purportedly apparently ostensibly seemingly",
    negate="not never n't nt n’t hardly scarcely barely nor neither nowhere cannot seldom rarely",
)
# "not only", "not just": no negation of the verb.
NEGATION_CANCELLERS = frozenset({"only", "just", "merely", "simply", "solely", "necessarily"})
NEGATIVE_DETERMINERS = frozenset({"no", "neither"})
NEGATIVE_PRONOUNS = frozenset({"nobody", "nothing", "none", "neither", "no-one", "noone"})

MODALS = frozenset(
    "will would shall should may might must can could ought 'll ’ll 'd ’d wo ca sha".split(" ")
)
# With a negation these deny a fact ("could not agree"); the others plan that it be not so.
ABILITY_MODALS = frozenset({"can", "could", "ca"})

# Conjunctions and prepositions before a clause.
CONDITIONAL_MARKERS = frozenset(
    "if unless whether lest provided providing supposing until till once assuming otherwise".split(
        " "
    )
)
PURPOSE_MARKERS = frozenset({"to", "so", "order"})
NEGATIVE_MARKERS = frozenset({"without", "instead", "rather"})
# "We wish to condemn" condemns: what follows such a wish is done by saying so.
WISHES = frozenset({"wish", "like", "want"})
PERFORMATIVES = frozenset(
    "affirm reaffirm reiterate stress emphasize emphasise underline underscore commend condemn "
    "welcome express thank congratulate note recall mention deplore denounce pay voice associate "
    "align support endorse announce declare report add say state urge appeal call draw point".split(
        " "
    )
)
# Their own negation is meant for the complement: "does not believe that X signed".
NEGATION_RAISING = frozenset({"think", "believe", "suppose", "imagine"})
# Of these, the ones that tell of a fact when the verb is in the past: "once they had left".
FACTUAL_IN_PAST = frozenset({"until", "till", "once"})
SEQUENCE_MARKERS = frozenset({"before", "when", "after", "as soon as", "once", "upon", "whenever"})

# Prepositions before an event noun: a fact even where the clause is not.
FACTUAL_PREPOSITIONS = frozenset(
    "despite over following since given owing notwithstanding amid".split(" ")
) | {"because of", "due to", "in light of", "owing to", "thanks to"}

SPEECH = frozenset(
    "say speak tell report claim state announce declare add note explain argue insist write warn "
    "believe think assert maintain allege testify confirm reply respond comment remark "
    "acknowledge admit "
    "contend suggest observe stress emphasize emphasise reiterate quote cite recall describe "
    "conclude indicate estimate affirm proclaim tweet reveal predict continue complain "
    "boast hint signal underline caution charge ask".split(" ")
)
SOURCE_PREPOSITIONS = frozenset({"according to", "in the view of", "in the words of"})

# Verbs whose object, where there is one, is the subject of their infinitive or gerund.
# With all others too; these keep their own subject: "promised Iran to withdraw".
SUBJECT_CONTROL = frozenset({"promise", "vow", "pledge", "threaten", "use", "swear"})
# Verbs whose infinitive belongs to their object even if the parser calls it adverbial.
OBJECT_CONTROL = frozenset(
    "urge ask order force tell persuade convince invite press pressure push request require "
    "instruct direct command compel oblige encourage allow permit enable authorize authorise "
    "forbid lead prompt cause help advise warn remind challenge induce pressurize beg implore "
    "exhort mandate charge assign empower expect want drive entitle commit call appeal "
    "obligate tempt teach train motivate inspire spur nominate appoint elect".split(" ")
)
# Verbs and nouns whose prepositional object is that subject: "called on Iran to sign".
OBLIQUE_CONTROL: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "call": frozenset({"on", "upon", "for"}),
        "appeal": frozenset({"to"}),
        "pressure": frozenset({"on", "upon"}),
        "request": frozenset({"to", "for"}),
        "demand": frozenset({"to", "on"}),
        "plead": frozenset({"with"}),
        "wait": frozenset({"for"}),
        "prevail": frozenset({"on", "upon"}),
        "rely": frozenset({"on", "upon"}),
        "count": frozenset({"on", "upon"}),
        "need": frozenset({"for"}),
        "invitation": frozenset({"to", "for"}),
        "look": frozenset({"to"}),
    }
)

# Verbs that say little but that the event of their object took place (or begins, or ends).
LIGHT = frozenset(
    "make take give have do conduct carry hold perform undertake launch impose stage mount commit "
    "begin start continue resume complete finish announce declare "
    "order plan threaten propose initiate execute enter reach pursue effect implement deliver "
    "issue maintain escalate intensify accelerate exercise "
    "seek attempt prepare consider engage open pay express voice offer promise pledge "
    "increase reduce".split(" ")
)
