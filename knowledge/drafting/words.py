"""The English words that say who said something: verbs of saying, roles, groups, bodies, documents."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.occupations import ROLES


def words_of(text: str) -> frozenset[str]:
    """Return the words of `text`, which has spaces between them."""
    return frozenset(text.split())


_REGULAR = """
add address admit advise affirm allege announce argue assert assure attribute blame caution claim clarify comment
complain concede conclude confirm confess counter criticise criticize declare demand describe disclose emphasise
emphasize estimate explain express indicate insist joke lament maintain mention note observe predict pledge point
proclaim promise propose continue recall recommend reiterate remark remind repeat reply report respond reveal signal
state stress suggest
testify threaten tweet urge vow warn post voice second welcome praise accuse acknowledge apologise apologize appeal
call believe fear hope expect ask question request endorse oppose condemn denounce slam
"""
_DENYING = "deny dispute reject contest contradict dismiss refute rebut challenge disagree oppose counter rebuff decry"
_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "think": "thinks thought",
    "feel": "feels felt",
    "swear": "swears swore",
    "find": "finds found",
    "rule": "rules ruled ruling",
    "show": "shows showed",
    "hold": "holds held",
    "speak": "spoke",
    "put": "",
}


def _forms(verb: str) -> Iterable[str]:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb in {"admit", "rebut"}:
        return verb, f"{verb}s", f"{verb}ted", f"{verb}ting"
    end = "es" if verb.endswith(("s", "sh", "ch", "ss")) else "s"
    return verb, f"{verb}{end}", f"{verb}ed", f"{verb}ing"


SAYING: dict[str, str] = {form: verb for verb in (*_REGULAR.split(), *_DENYING.split()) for form in _forms(verb)} | {
    form: verb for verb, forms in _IRREGULAR.items() for form in (verb, *forms.split())
}
DENYING = frozenset(_DENYING.split())
# Verbs that mean something else as often as not: only with what's named after them.
NEEDS_NEXT: dict[str, frozenset[str]] = {
    "call": frozenset(["for", "on", "upon", "it", "the", "this", "that", "them", "him", "her", "his", "its"]),
    "point": frozenset(["out", "to"]),
    "speak": frozenset(["of"]),
    "voice": frozenset(["concern", "concerns", "support", "opposition", "doubt", "doubts", "fears", "fear", "hope"]),
    "express": frozenset(
        ["concern", "concerns", "support", "doubt", "doubts", "regret", "confidence", "hope", "fears"]
    ),
    "find": frozenset(["that", "no", "there"]),
    "hold": frozenset(["that"]),
    "show": frozenset(["that", "a", "the", "how"]),
    "rule": frozenset(["that", "out", "against", "in", "the"]),
    "put": frozenset(["the", "its"]),
    "post": frozenset(["on", "that", "a", "in"]),
    "question": frozenset(["whether", "the", "why", "how"]),
    "address": frozenset(),
    "respond": frozenset(["that"]),
    "continue": frozenset([".", ":"]),
    "expect": frozenset(["that", "the", "to"]),
    "hope": frozenset(["that", "the", "to", "for"]),
    "second": frozenset(["the", "his", "her", "that"]),
    "counter": frozenset(["that", "the"]),
    "challenge": frozenset(["the", "that", "this", "those", "his", "her", "its", "their"]),
    "contest": frozenset(["the", "that", "this", "those", "his", "her", "its", "their"]),
}
OPEN_TO_NAMES = frozenset(["second", "call", "challenge", "contest", "counter", "question"])

COUNTS = words_of("few dozen hundred thousand couple handful number pair score group")  # "a few residents"
GROUPS = (
    words_of(
        """
officials authorities police government governments ministry ministries administration cabinet parliament congress
senate council councils committee commission court courts judges prosecutors prosecution defence defense lawyers
attorneys investigators detectives inspectors regulators regulator experts scientists researchers academics economists
analysts doctors nurses medics surgeons physicians epidemiologists ecologists biologists geologists engineers
specialists authors author co-authors critics opponents supporters campaigners activists environmentalists
conservationists protesters protestors demonstrators organisers organizers residents locals neighbours neighbors
villagers townspeople citizens people families relatives parents mothers students pupils teachers workers employees
staff strikers unions union management managers executives directors shareholders investors traders farmers growers
fishermen miners dockers drivers passengers crew pilots commuters customers consumers shoppers users tenants landlords
owners witnesses survivors victims journalists reporters observers commentators historians sources source insiders
military army navy troops soldiers commanders fighters rebels militants separatists opposition coalition party parties
lawmakers legislators senators councillors councilors ministers leaders diplomats delegates negotiators
representatives members company companies firm firms corporation manufacturer manufacturers maker makers retailer
retailers supplier suppliers operator operators airline bank brewery factory plant hospital hospitals school schools
university college club clubs team teams league federation association organisation organization organisations
organizations charity charities group groups agency agencies department departments office bureau service services
watchdog board panel tribunal jury body bodies institute centre center firefighters paramedics rescuers responders
hospital players fans referees officials coaches athletes media newspaper newspapers magazine website site broadcaster
channel network outlet outlets church archdiocese diocese defendants defendant plaintiffs plaintiff claimants claimant
suspect accused foundation society trust authority embassy consulate kremlin pentagon westminster downing capitol
mayor governor president premier spokesman spokeswoman spokesperson spokespeople minister secretary chief chairman
chairwoman chair director judge prosecutor lawyer attorney professor coroner commissioner ambassador captain coach
manager referee inspector officer officers leader representative co-founder founder owner family duo trio pair couple
developer developers
"""
    )
    | ROLES
)
SURNAMES = words_of("king dean judge bishop pope prince major speaker fisher baker farmer fellow whip page")
SEEN = words_of("seen obtained released published reviewed leaked consulted close familiar led")
RANKS = words_of("former deputy chief senior junior assistant vice acting interim head regional local")
ADDRESSES = words_of("mr mrs ms miss dr sir")
REGISTERED = words_of("ltd inc plc corp llc gmbh co")  # what ends a company's name
COUNTED = words_of("figure figures number toll cost bill total value estimate damage loss losses price odds")
DOCUMENTS = words_of(
    """
report reports study studies survey poll paper statement lawsuit complaint filing indictment ruling judgment judgement
verdict audit review letter document documents memo notice analysis research findings inquiry investigation email
affidavit petition motion article editorial release assessment
"""
)
BODIES = words_of(
    """
committee service ministry institute university college council court union party department agency commission
association board police news times post group inc ltd plc corp company standards organisation organization federation
centre center foundation authority office bureau bank club fc league network society trust hospital school airlines
airways railways parliament congress senate house guard army navy force forces front movement alliance coalition
church tribunal fund forum academy observatory laboratory museum library press agence gazette herald guardian courier
echo chronicle telegraph mirror journal tribune administration assembly chamber confederation consortium cooperative
corporation health industries international rovers united city wanderers athletic rangers mutual capital holdings
brands labs paving nation watch home ledger retail motors stores markets bros sons customs revenue fire records games
pictures studios media express line lines partners solutions systems technologies foods motors pharmaceuticals energy
water
"""
)
BARE_BODIES = REGISTERED | words_of(  # whose names have no article: "Kestrel United"
    """
airlines airways athletic brands bros capital city energy express fc foods games holdings industries international labs
media motors mutual partners paving pharmaceuticals pictures railways rangers retail rovers solutions sons stores
studios systems technologies united wanderers water
"""
)
GROUPS |= BODIES - words_of(
    "times post home watch ledger line lines water energy front house city news health fire games press"
)
GROUPS |= {f"{word}s" for word in ROLES | BODIES if word.isalpha() and word != "new"}
GROUPS |= words_of(
    """
presidency treasury palace junta regime sides side campaign industry lobby nations insurers advocates scholars riders
"""
)
PLACE_PREPOSITIONS = words_of("for of at from in with on to behind by against")
PRONOUNS = words_of("he she they it we i")
AUXILIARIES = words_of("has have had did does do would will could may might can must should")
MODALS = words_of("will would could may might can must should")
BEING = words_of("is are was were be been being")
ADVERBS = words_of(
    """
also later previously reportedly further again repeatedly publicly then quickly earlier now still since even often
recently initially subsequently only already always never once just both all meanwhile however therefore thus strongly
flatly categorically vehemently firmly angrily simply clearly openly personally yesterday today tomorrow monday
tuesday wednesday thursday friday saturday sunday tonight immediately additionally consistently formally separately
similarly briefly long not first last finally himself herself themselves itself jointly unanimously
"""
)
DAYS = words_of("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = words_of("january february march april may june july august september october november december")
BREAKS = words_of(
    """
that but while although though despite because as when after before if whether since than which who whom where so
until unless whose what how why with without amid
"""
)
DETERMINERS = words_of(
    """
the a an one some several many most all another other any no both his her their its our two three four five at least
"""
)
OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it"}
POSSESSIVES = frozenset(OWNERS)
STOPWORDS = words_of(
    """
the a an and or but of in on at to for from by with as is are was were be been being has have had do does did will
would can could may might must should shall not no it its he she they them his her their this that these those there
here who which what when where why how than then so if into over under about after before between during through up
down out off more most some any all each every other another such own same also just only very too now still said says
say others nobody everybody everyone someone somebody anyone nothing everything
"""
)
