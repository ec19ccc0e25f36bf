"""Whether the looks in a clause are those of the one it is about, and what a statement carries along. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cutting import Clause, Sentence
from .looks import IDENTITY, WARDROBE
from .memory import SELF
from .patterns import OWNED, OWNED_DRESS

_VISIBLE = re.compile("[DdcYQBbmGWvr]")
_MARKED = re.compile(r"[AhM][XDdw]*[mG][^M]*M[XDdw]*[Bb]")
_SAW = re.compile("[VX][KX]?h?(R)K?[CHvrW]")
_THAT_HE = re.compile("h(R)K?[CHv]")
_GOES_ON = re.compile("K?[JDTtX](?:[K&]+[DdTtXw]+)*$|[pIoL][AhM]?[XDdwK]*[BbGgXm]$")
_KNOWN_BY = re.compile("[&KV]*[hM][^CHVSvR]*$")
_ONE_MORE = re.compile("[&K]*A[^CHVNRMJ]*[Bbm](?![^po]*[VJ])")
_NAME_OF = re.compile(r"\bname of\b|['\u2019]s name\b")
_BEFORE_AGE = tuple(",;(:-\u2013\u2014")
_LONGEST_WHICH = 12  # words
_NEW_THOUGHT = frozenset(
    (
        "when",
        "while",
        "as",
        "because",
        "if",
        "that",
        "where",
        "so",
        "for",
        "then",
        "until",
        "since",
        "though",
        "whom",
        "after",
    )
)
_WITH_HAIR_WET = re.compile("[&K]*[BbmG]K*[tDdcz]")  # "Nina runs in, hair wild"
_POSE = re.compile(
    r"\bhands? (?:deep )?(?:behind|in|on|over|to|before|upon)\b|\bin (?:his|her) hands?\b|"
    r"\bhands? (?:are|is|were|was) (?:\w+ )?(?:shaking|trembling)\b|"
    r"\bface (?:is|was|goes|went) (?:tight|blank|set|still)\b|\bface shows? nothing\b|"
    r"\bback (?:is |was )?(?:\w+ )?(?:to|towards?|turned)\b|\beyes? (?:for|on|upon|fixed|fastened|riveted)\b"
)
# What somebody does with an arm or a mouth for a moment.
_GESTURE = re.compile(
    r"(?<![\w-])(?:uplifted|outstretched|raised|folded|extended|clenched|open|opened|waving|trembling|interlocked|clasped|"
    r"joined|linked|uninjured|disengaged) "
    r"(?:arms?|hands?|mouth|fists?)\b|"
    r"\b(?:arms?|fists?) (?:curved|raised|folded|akimbo|outstretched|uplifted)\b|\bopened? (?:his|her) mouth\b"
)
_MOTION = re.compile(
    r"\b(?:gesture|movement|motion|wave|turn|jerk|shake|nod|toss|lift|flick) of (?:his|her|the) (?:\w+ )?\w+$"
)
_OPENED = re.compile(r"\b(?:eyes?|eyelids|mouth|lips) (?:\w+ ){0,3}(?:open|closed|shut)$")
_SUPPOSED = re.compile(r"\bsuspected of\b|\bwould be\b")  # no look, but what one might think
_AS_BEFORE = re.compile(r"\bas (?:before|in (?:the )?(?:first|second|third|last|act)\b)")
_NOT_SO = re.compile(
    r"\b(?:(?:did|does|do) (?:not|never)|(?:did|does|do)n['\u2019]t) (?:wear|have)\b|\bnever (?:wore|wears|had)\b"
)
_AGED_THEN = re.compile("[RN]K*CK*X?Q+$")  # "her father died when she was three"
_WHEN = frozenset(("when", "since", "until", "till", "before", "after"))
_MY_LOOKS = re.compile(r"\b(?:such|this|that) (?:was|is) my (?:appearance|portrait|picture|face|look)")
_HOUSE = re.compile("[&Kh]*(?:N+|R)?M[XDdwT]*XK*[CH]")  # "her house is small"
_ROLES = re.compile("[&Ah]*O(?:&*[Ah]?O)*")  # "a JUDGE, BAILIFF and CLERK"
_MEETS = re.compile("[VXJp]A[KDdwcYTt&]*[dcYDt][KDdwcYTt&]*N")
_SEES_IN = re.compile("[VX](N+)[IL][AhM]?[XDdwK]*[Gg]")  # "she sees Tim in a suit"
_WHICH_HE_WORE = re.compile("[AhM][XDdwK]*(?:[FG][XDdwG]*)?[Gg]I?[Xh](R)(?:H?CK*|H?K*)[vrW]")  # "the cloak she wore"
_WORKED = re.compile("[&K]*M[XDdw]*[Bbm]z")
_PERCEIVING = frozenset(
    (
        "saw",
        "see",
        "sees",
        "seen",
        "seeing",
        "find",
        "finds",
        "found",
        "spots",
        "notice",
        "notices",
        "noticed",
        "noticing",
        "beheld",
        "behold",
        "observe",
        "observed",
        "observing",
        "impression",
        "glimpse",
        "glimpsed",
        "remark",
        "remarked",
        "perceive",
        "perceived",
        "discern",
        "discerned",
    )
)
_FEATURES = re.compile("[FXh]*(?P<shown>A?(?:[KXDdwcT&]*[DdcwT][KXDdwcT&]*[Bb]|[XDdw]*[Bb]K+[DdcwT].*))")
_FACES = frozenset(("face", "head", "visage", "countenance"))
_OWN = frozenset(("his", "her", "my"))
_FLEETING = frozenset(
    (
        "startled",
        "terrified",
        "shocked",
        "horrified",
        "smiling",
        "grinning",
        "frowning",
        "scowling",
        "smile",
        "grin",
        "frown",
        "scowl",
        "expression",
        "look",
        "gaze",
        "smiles",
        "grimace",
    )
)


def counts(sentence: Sentence, clause: Clause, before: Clause | None, run: Sequence[Clause]) -> bool:
    """Whether the looks in a clause are those of the one it is about."""
    reading = clause.reading
    tags = reading.tags
    if _NOT_SO.search(sentence.text, *clause.span):
        return False
    if _AGED_THEN.search(tags) and any(word.low in _WHEN for word in clause.words):
        return False
    saw = _SAW.search(tags) if reading.kind else None
    told = _THAT_HE.search(tags) if reading.kind and sentence.memory.prose and not saw else None
    if told and clause.who in ((), sentence.memory.narrator) and reading.last > told.start(1):
        subject = clause.words[told.start(1)]  # "the discovery that he was a short man"
        clause.who, clause.cut = sentence.means(subject), (subject.start, clause.span[1])
        return bool(clause.who) and clause.who != sentence.memory.narrator
    # "I noticed that he wore a ring": his look, not the one's who saw
    if saw and (tags[saw.start()] == "V" or clause.words[saw.start()].low in _PERCEIVING):
        subject = clause.words[saw.start(1)]
        clause.who = sentence.means(subject)
        clause.cut = (clause.words[0].start if sentence.memory.prose else subject.start, clause.span[1])
        return bool(clause.who) and reading.last > saw.start(1)
    if sentence.memory.prose and (worn := _WHICH_HE_WORE.search(tags)):
        clause.who = sentence.means(clause.words[worn.start(1)])
        clause.cut = (clause.words[worn.start()].start, clause.span[1])
        return bool(clause.who)
    if sentence.memory.prose and _WORKED.fullmatch(tags) and (tags[0] == "&" or sentence.opens(clause)):
        return False  # "his jaw worked"
    if clause.lead == "possessive" and _HOUSE.match(tags):
        return False
    if _ROLES.fullmatch(tags) and all(word.text.isupper() for word in clause.words if word.low != "and"):
        return sentence.text.isupper()
    if (sees := _SEES_IN.search(tags)) and clause.words[sees.start()].low in _PERCEIVING:
        seen = clause.words[sees.start(1)]
        clause.who = tuple(mention.who for mention in clause.names if mention.start == seen.start)
        clause.cut = (seen.start, clause.span[1])
    if reading.kind == WARDROBE and len(clause.who) == 1 and reading.deed is not None:
        worn = [word.low for word in clause.words[reading.first : reading.last + 1] if word.low in _OWN]
        if worn and worn[0] == "my" and clause.who != sentence.memory.narrator:
            return False  # "she hid her face in my coat"
        if worn and worn[0] != "my" and not sentence.memory.fits(clause.who, worn[0]):
            return False  # "She feels in his coat"
    if not sentence.memory.prose and reading.kind and (seen := _MEETS.search(tags, reading.first)):
        at = clause.words[seen.end() - 1].start
        met = next((m for m in clause.names if m.start <= at < m.end), None)
        if met and met.who not in clause.who:
            return False  # "Ida sees a cocky-looking YOUNG MAN"
    acts_first = reading.deed is not None and reading.deed < reading.first
    worn = OWNED_DRESS.search(tags) if sentence.memory.prose and reading.kind == WARDROBE and not reading.last else None
    nobodys = sentence.memory.prose and not clause.who
    if (worn or acts_first or clause.lead == "own" or nobodys) and (owned := OWNED.search(tags) or worn):
        _take_owned(sentence, clause, owned.start(), owned.end())
        return bool(clause.who) and not (clause.cut and _GESTURE.search(sentence.text, *clause.cut))
    follows = bool(run) and run[-1] is before
    if _NAME_OF.search(sentence.text, *clause.span):
        return False  # "that was the name of the fair-haired man"
    if (
        sentence.memory.prose
        and clause.lead == "name"
        and not clause.names
        and _KNOWN_BY.match(tags[: reading.last + 1])
    ):
        return reading.deed is None  # "the curly-haired man waved"
    alone = re.fullmatch("[&pK]*Q", tags) and not sentence.memory.aside and clause.lead != "elliptical"
    if alone and sentence.text[: clause.span[0]].rstrip()[-1:] not in _BEFORE_AGE:
        return False  # a footnote's number
    if clause.lead == "own" and (marked := _MARKED.search(tags)):  # "a dimple appeared in her cheek"
        _take_owned(sentence, clause, marked.start(), len(tags), tags.index("M", marked.start()))
        return bool(clause.who)
    if not clause.who:
        return False
    if any(sentence.memory.people[who].gender == SELF for who in clause.who):
        if _seen_by_narrator(sentence, clause):
            return True
        mine = bool(_MY_LOOKS.search(sentence.text, sentence.start, sentence.end))
        return _of_narrator(clause, follows or _summed_up(sentence, clause, before), mine)
    if acts_first and re.match("[&K]*[RN]+SK*Qu|[&K]*[RN]+[VS][Ks]*Qu", tags):
        return True  # "he stood full six feet in height"
    if acts_first and clause.lead in ("name", "pronoun", "aside", "own") and reading.kind == IDENTITY:
        return tags[reading.first] == "C" or bool(re.search("L[AhM]?$", tags[: reading.first]))
    other = acts_first and re.search("[pV]A[XDdwcYTe&K]*[POZ]$", tags[: reading.first])
    if other and clause.lead in ("name", "pronoun", "aside") and reading.kind == WARDROBE:
        return False  # "waves to a woman in a veil"
    if acts_first and re.match("[WDdc]N", tags[reading.first :]):
        return False  # "watches barefoot Edward leave"
    if says_nothing_new(clause):
        return False
    if clause.lead in ("name", "pronoun", "aside"):
        return True
    if clause.lead in ("possessive", "elliptical", "leading"):
        return True
    if clause.lead == "relative":
        return before is not None and before.lead == "possessive" and tags[1:2] == "C"
    if clause.lead == "stranger":
        return bool(_VISIBLE.search(tags[reading.first : reading.last + 1]))
    if clause.lead == "predicate":  # "sits on the counter in a jersey"
        if not sentence.memory.prose and re.match("K*VL", tags):
            return True  # "now blessed with a moustache"
        return reading.kind == WARDROBE and tags[reading.first] in "IWrv"
    if clause.lead == "own":
        if clause.introduced and reading.deed is None and not re.search("[CHNR]", tags):
            return True  # "a spider inked behind his ear"
        enters = clause.introduced and re.match("[Ah][XDdwcYTKe&]*[POZ]", tags) and not sentence.memory.prose
        if enters and (reading.deed is None or reading.deed > reading.last):
            return True  # "ROSA (30) - a small woman in a red hat rides past"
        if re.match(r"A[XDdwcYTKe&]*P", tags) and before is not None and before.who == clause.who:
            return reading.deed is None  # "He lay there, a heavy man in a suit"
        if sentence.memory.prose and follows and reading.kind == IDENTITY and _ONE_MORE.match(tags):
            return True  # "with a big head, a bristly moustache"
        if not sentence.memory.prose and follows and reading.deed is None and re.match("[&K]*[AL]|[^RNMC]*$", tags):
            return True  # "He has a narrow face, cold eyes, and a chin without a beard"
        return follows and reading.deed is None and reading.kind == WARDROBE and run[-1].reading.kind == WARDROBE
    if says_nothing_new(clause):
        return False
    if clause.introduced or follows:
        return True
    if reading.kind == WARDROBE and reading.first < 4 and tags[reading.first] in "IL" and reading.deed is None:
        return True  # "Mira, without the raincoat, in a plain navy dress"
    beside = before is not None and before.lead in ("name", "pronoun") and before.who == clause.who
    if beside and tags[:1] == "L" and reading.kind == IDENTITY and reading.first < 4 and reading.deed is None:
        return True  # "He was a man of strong character, with a thick, hanging lip"
    return (
        (bool(_WITH_HAIR_WET.match(tags)) and reading.deed is None and not sentence.memory.prose)
        or (tags[:1] in ("W", "v", "r", "t", "d", "D", "c", "K", "Y", "C", "H") and beside)
        or bool(re.search("[Wvr]", tags[:3]))
        or bool(re.match("&?K*[HC]", tags) and reading.deed is None)
        or "M" in tags[:3]
    )


def says_nothing_new(clause: Clause) -> bool:
    """A smile that comes and goes, a pose, dress "as before", a title, or a clause about several people at once."""
    reading = clause.reading
    told = {word.low for word in clause.words[reading.first : reading.last + 1]}
    tags = "".join(t for t, w in zip(reading.tags, clause.words, strict=False) if w.low not in _FLEETING)
    character = clause.introduced and "T" in tags  # "a dangerous smile"
    sly = told & {"look", "looks"} and "d" in tags  # "with a gruff, sleepy look about her"
    if told & _FLEETING and (character or not clause.introduced) and not (sly or re.search("[GgmfcYPW]", tags)):
        return not any(t in "Bb" and w.low not in _FLEETING for t, w in zip(reading.tags, clause.words, strict=False))
    if reading.tags.strip("XhA") == "O" and clause.words[-1].text.isupper():
        return True  # "MAYA SANTOS: COMEDY ASSASSIN!"
    said = " ".join(word.low for word in clause.words)
    if _SUPPOSED.search(said) or _MOTION.search(said) or re.fullmatch("[&K]*h?b", reading.tags):
        return True  # "with a wave of her hand", "all eyes"
    if _OPENED.search(said) and not re.search("[cYGm]", reading.tags):
        return True  # "his eyes are wide open"
    if _POSE.search(said) and not re.search("[GgDc]", reading.tags):
        return True
    if _GESTURE.search(said) and not re.search("[GgmcY]", reading.tags):
        return True
    if _AS_BEFORE.search(said):
        return not re.search("[Gg]", reading.tags)
    return reading.tags.count("R") > 2 and len(clause.words) > 20


def _take_owned(sentence: Sentence, clause: Clause, first: int, end: int, owner: int | None = None) -> None:
    """Cut a clause to "his bald head": it is his, whoever acts."""
    index = first if owner is None else owner
    pronoun = clause.words[index].low
    named = [m for m in clause.names if m.end <= clause.words[index].start]
    if pronoun == "'s" and named:
        clause.who, start = (named[-1].who,), named[-1].start
    else:
        first = 0 if re.fullmatch("iCK*", clause.reading.tags[:first]) else first  # "there is a burn across his jaw"
        clause.who, start = sentence.means(clause.words[index], clause.who), clause.words[first].start
    if sentence.memory.prose and (more := _GOES_ON.match(clause.reading.tags[end:])):
        end += more.end()  # "with his grey eyes streaming"
    clause.cut = (start, clause.words[end - 1].end)


def _summed_up(sentence: Sentence, clause: Clause, before: Clause | None) -> bool:
    """ "I'm not much to look at: short, thickset": what the colon leads to."""
    if before is None or before.who != clause.who or "C" not in before.reading.tags:
        return False
    return sentence.text[before.span[1] : clause.span[0]].strip() == ":"


def _seen_by_narrator(sentence: Sentence, clause: Clause) -> bool:
    """ "I saw very blue eyes in a sunburnt face": those of whoever the story speaks of."""
    seen = next((at for at, word in enumerate(clause.words) if word.low in _PERCEIVING), None)
    tags = clause.reading.tags
    if seen is None or clause.lead != "name" or not sentence.memory.prose or clause.reading.last <= seen:
        return False
    marked = _MARKED.search(tags, seen + 1)  # "I was startled to see a fresh cut across her brow"
    if marked and clause.words[marked.start() + tags[marked.start() :].index("M")].low in ("his", "her"):
        _take_owned(sentence, clause, marked.start(), len(tags), tags.index("M", marked.start()))
        return bool(clause.who)
    shown = _FEATURES.match(tags[seen + 1 :])
    others = [who for who in sentence.memory.recent if (who,) != sentence.memory.narrator]
    if not shown or not others or "M" in tags[seen:]:
        return False
    never = any(word.low == "never" for word in clause.words[:seen])  # "I had never seen a face so pale"
    if shown["shown"][0] == "A" and not never and any(word.low in _FACES for word in clause.words[seen:]):
        return False  # "I saw a pale face at the window": somebody new
    clause.who = sentence.memory.sitter or (others[0],)
    clause.cut = (clause.words[seen + 1 + shown.start("shown")].start, clause.span[1])
    return True


def _of_narrator(clause: Clause, follows: bool, mine: bool) -> bool:
    """ "I was twelve and skinny" is a look; most of what a narrator says is not."""
    tags = clause.reading.tags
    if clause.lead in ("elliptical", "attached") and mine:
        return True
    if clause.lead == "attached" and follows:
        return bool(re.match("[K]*(?:[dcDL]|A[XDdwcYTe&K]*P)", tags))
    if clause.lead == "possessive":
        return bool(re.match(r"[&K]*M[Kw]*(?:[Dc][Dd&]*[Bm]|[Bm](?:H?[CK]+[Dd]|HVI?D|S))", tags))
    if clause.lead == "pronoun":
        return bool(re.match(r"RC[KAh]*(?:[dcYQ]|[Wr])", tags))  # "I, who was fourteen"
    said = re.match(
        r"[&K]*N(?:K?H[Kh]*m|K?H?C[KAh]*(?:[dcYQ]|[Wr]|X?L[^V]*[Dc][^V]*[BbmG])|K?[Wv]|HoM?|HAw[Dd]*[Bm]|H[^VJp]*[Dc][Dd]*[Bm])",
        tags,
    )
    return bool(said) and clause.lead == "name"


def carried(clause: Clause, run: Sequence[Clause], dashed: bool) -> bool:
    """Whether a clause without looks of its own still belongs to the picture: short, and no new thought."""
    tags, first = clause.reading.tags, clause.words[0].low
    worn = re.match("[&K]*[AhM]?[XDdwKeY]*[Gg]", tags) or (tags[0] == "V" and first.endswith("ed"))
    if run[0].reading.kind == WARDROBE and clause.who == run[-1].who and worn and not re.search("[CHRN]|.V", tags):
        return True  # "He wore baggy trousers, ..., unbuttoned in front, and a drab waistcoat"
    stated = run[0].lead == "elliptical" or any(part.reading.statement for part in run)
    if not stated or clause.who != run[-1].who or clause.others or len(clause.words) > 12:
        return False
    if first == "which":
        return len(clause.words) <= _LONGEST_WHICH
    if first == "as" and re.match("p[KDdwc]+p", tags):  # "as round as an apple"
        return True
    if dashed and not re.search("[DdcBbmGgPYt]", tags):
        return False  # "in uniform - new recruits to the force"
    if tags == "IX" and clause.words[1].text[0].isupper():
        return False  # "which would, in England"
    if clause.reading.deed is not None or first in _NEW_THOUGHT or re.match(r"[&K]*[RiN]", tags):
        return False
    return not clause.reading.character or "E" in run[-1].reading.tags
