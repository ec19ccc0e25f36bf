"""Who is in a piece of prose: names that speak, act, carry titles or have faces; places and weekdays are none. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from . import appearance, dress, folk, given_names, narrator, one_person, verbs
from . import lexicon as lex
from . import text as kinds
from .alphabet import LOWER, UPPER
from .people import RANKS, TITLES, Person, vote_by_name
from .sentences import without_speech
from .text import ScriptText

_SHORT = 12_000  # characters of narration of a short story
_SURE = 4  # how much speaks for a name of which one mention is enough: "old Taylor, the gardener, said"

_SHORT_TITLES = "Mr|Mrs|Ms|Mx|Dr|Prof|Capt|Sgt|Rev|Lt|Col|Gen|Mme|Mlle|Mdlle"  # with a full stop
_ANY_TITLE = "|".join(sorted((title.capitalize() for title in TITLES), key=len, reverse=True))
_NO_TITLE = rf"(?!(?:{_ANY_TITLE})\b)"
_NAME_WORD = rf"{_NO_TITLE}(?:O['\u2019]|Mc|Mac|[DL]['\u2019]|St\.\s)?[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?"
_TITLE = rf"(?:(?:{_SHORT_TITLES})\.\s|(?:{_ANY_TITLE})\s)"
_NAME = re.compile(
    rf"(?<![\w\u2019'-])(?P<title>{_TITLE})?(?P<name>{_NAME_WORD}(?:\s(?:(?:de|van|von|la|le|del|of)\s)?{_NAME_WORD}){{0,2}})(?!\w|-\w)"
)
_SPEECH = (
    "said|asked|replied|answered|cried|whispered|muttered|shouted|called|continued|exclaimed|remarked|murmured|returned|added|"
    "observed|laughed|sighed|inquired|demanded|growled|snapped|told|began|repeated|explained|agreed|suggested|went|says|asks"
)
_SAYS = re.compile(rf"\s(?:{_SPEECH})\b")
_SAID = re.compile(rf"\b(?:{_SPEECH})\s$")
_ACTS = re.compile(
    r",?\swho\b|\s(?:[a-z]+ly\s)?(?:was|had|is|has|would|could|will|can|must|might|should|looked|turned|stood|sat|came|went|took|smiled|nodded|shook|rose|walked|wore|got|gave|ran|made|put|knew|kept|held|left|lay|"
    r"brought|drove|ate|spoke|threw|drew|did|didn['\u2019]t|wasn['\u2019]t|never|always|[a-z]{3,}ed|"
    r"standing|sitting|lying|kneeling|leaning|crouching|holding|carrying|wearing|smiling|nodding)\b"
)
_HE_FOLLOWS = re.compile(r"[^.!?;A-Z\"\u201c\u2018]*\b(?:he|she|him|his|her)\b")
_OWNS = re.compile(r"['\u2019]s?\s(?:[a-z\-]+\s){0,2}(\w+)")
_NAMED = re.compile(
    r"\b(?:name\b.{0,25}\b(?:is|was)|named|called|name is|name was|I am|I'm|[Tt]his is|"
    r"[Tt]hat(?:'s|\u2019s| is| was)|[Tt]his was|[Mm]eet|[Aa]re you|[Yy]ou are|old|young|poor|dear|beloved|by)\s$"
)
# "the eyes of Orsel"; the mouth of a river, the back of a house
_OF_A_PLACE = lex.word_list("mouth head foot feet face neck arm arms shoulder shoulders back brow spine side form look")
_OF_SOMEBODY = re.compile(
    rf"\b(?:{'|'.join(sorted((appearance.BODY | {'person', 'voice', 'name'}) - _OF_A_PLACE))})\sof\s"
    r"(?:(?:my|his|her|the|old|poor|dear|lady)\s)*$"
)
_SPOKEN_TO = re.compile(
    r"\b(?:said|say|spoke|speak|spoken|speaking|talk(?:ed|ing)?|bowed|nodded|smiled|married) (?:to|with|at)\s$"
)
_SHOWN = re.compile(r"\b(?:look|point|turn|glanc|star|gestur|beckon)(?:e?d|ing)? (?:at|to|towards?)\s$")
_CALLED_OUT = re.compile(r"\bcr(?:y|ies) of\s[\"'\u201c\u2018]$|\b[Ww]here(?:'s|\u2019s| is| was)\s$")
_QUOTES = ('"', "'", "\u201c", "\u2018")
_TELLS_NAME = re.compile(r"[,.!?][\"'\u201d\u2019]\s(?:he|she|said|[A-Z][a-z]+|the \w+)\s")  # "Mateo," he said
_ONCE = re.compile(
    r"(?:'s|\u2019s)?\s(?:was|had|is|has|looked|turned|stood|sat|came|took|wore|[a-z]{3,}ed)\b[^.!?]{0,120}\b(?:he|she|his|her|who)\b"
)
_NO_NOUNS = lex.word_list(
    "general major private human being individual adult male female elder senior junior model page"
)
_RELATED = re.compile(
    rf"\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir)\s(?:\w+\s)?(?:{'|'.join(sorted(folk.KIN))})(?:,\sthe)?\s$|"
    rf"\b(?:[Tt]he|[Mm]y|[Hh]is|[Hh]er|[Oo]ur)\s(?:{'|'.join(sorted((folk.PEOPLE | folk.OCCUPATIONS) - _NO_NOUNS))})\s$"
)  # his sister Ruth, her cousin, the Princess Ruth, the gardener Ruth
_NOBLE = lex.word_list("princess countess duchess baroness count baron marquis reverend widow emperor empress")
_IS_SOMEBODY = re.compile(
    r"(?:,|:|\u2014|--)\s?(?:this (?:is|was) )?(?:a|an|the)\s(?:[a-z]+[-\s]){0,4}?([a-z]+)\b"
)  # ", a slender girl"
_CALLING = re.compile(r",\s?$")  # "Well, Bill," said he
# A name that somebody is said to have: "a lad named Wren", "a lady, addressed as Auntie", "his name was Abel".
_SOMEBODY_IS = "|".join(sorted(folk.PEOPLE | folk.OCCUPATIONS | folk.KIN | folk.VISITORS | {"one", "others"}))
_HAS_NAME = re.compile(
    rf"\b(?:(?:{_SOMEBODY_IS}|he|she|who|whom),?\s(?:(?:is|are|was|were|we|they|I|(?:his|her|the)\s\w+)\s(?:\w+ly\s)?)?"
    r"(?:named|called|styled|(?:known|addressed) as|(?:by|of) the name of|whose name (?:is|was))|"
    rf"(?:[Hh]is|[Hh]er) name (?:is|was))\s(?:{_NAME_WORD} and )?[\"'\u201c\u2018]?$"
)
_NAMING = ("named", "called", "styled", "as", "of", "is", "was", "and")
_TWO_OF_THEM = re.compile(rf"\sand\s({_NAME_WORD}),\s(?:two|both|the two|a pair of)\s")  # "Otto and Emil, two sailors"
_SMALL = re.compile(r"\b[a-z]{3,}\b")
_PLACED = re.compile(r"\b(?:in|at|to|from|near|into|through|across|towards?|via)\s$")
# "the village of Sandhope", "the Prince of Wales", "a book called Deep Water"
_NO_PERSON = re.compile(
    r"\b(?:villages?|towns?|city|cities|ports?|county|counties|kingdom|land|parish|isles?|islands?|coasts?|shores?|"
    rf"[Pp]rince|[Pp]rincess|[Kk]ing|[Qq]ueen|[Ee]mperor|[Mm]ayor|[Bb]ishop)\sof\s(?:[{UPPER}]\w+\sand\s)?$|"
    r"\b(?:book|story|play|poem|song|newspaper|magazine|place|house|farm|estate|castle|villa|village|town|street|ship|boat|inn)\s"
    r"(?:(?:is|was|were)\s)?(?:called|named)\s$"
)
_LADY = re.compile(r"(?:\bthe )?\blady $")  # "the features of the lady Orsel"
_THE = re.compile(r"\b[Tt]he\s$")
_START = re.compile(r"(?:^|[.!?:;\u2026]['\"\u201d\u2019)\]]*\s+|^['\"\u201c\u2018(]+|[\"\u201c\u2018]|--|\u2014)\s*$")
_AT_HOME = frozenset(
    (
        "Mom",
        "Mum",
        "Mam",
        "Dad",
        "Daddy",
        "Mama",
        "Papa",
        "Gran",
        "Granny",
        "Grandma",
        "Grandpa",
        "Grandad",
        "Nana",
        "Nan",
        "Mummy",
        "Mommy",
        "Auntie",
        "Aunty",
        "Grannie",
        "Nanny",
    )
)
_NOT_NAMES = lex.word_list(
    """
    christmas easter god heaven hell lord english french german american british european
    indian spanish italian russian dutch irish scotch scottish welsh turkish chinese chapter the and but yes no oh
    ah well now then there here what why how when where who this that these those it its he she they we you his her
    their our your my if as at in on for from with not so too very just only even still all some any every each both
    one two three four first second third good great poor dear old young sir madam mister mrs miss mr dr latin greek
    roman hebrew bible church street road square house hall inn river lane park station bridge castle hotel
    university college company court hill island bay sea north south east west london england paris france germany
    america europe india scotland ireland london's please thank hello hey come go let look stop wait perhaps maybe
    anybody anyone everyone whoever jove having being
    never always nothing something everything someone nobody everybody after before because although though while
    until since once again somebody people folk men women children
    to by hi bye of ay aye bah an which jr ltd majesty christian psalm geometry pooh fie alas hush pshaw tut humbug
    englishman englishwoman frenchman irishman scotsman finnish japan wikipedia awfully evidently presently
    under over up down out off away back inside outside another other others such same many
    sundays mondays tuesdays wednesdays thursdays fridays saturdays esq esquire sahib missis missus nature heavens
    christ marines navy army providence destiny
    nor pray certainly indeed surely endnote footnote spaniard americans romans greeks
    huh yup yep yeah nope nah aha uh um er hm hmm ugh ouch oops wow gosh gee golly goodness goodbye farewell thanks
    sorry okay ok sure cheers congratulations amen hurrah hooray bravo welcome whoa la lud gad egad begad zounds
    morning afternoon evening night goodnight howdy greetings honey darling sweetheart sweetie buddy pal mate
    either neither several much more most less few behind between beside beyond above below during despite
    """
)
_CALENDAR = lex.word_list(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december spring summer autumn winter
    """
)
_DATED = re.compile(
    r"\b(?:on|in|of|by|till|until|since|this|that|next|last|every|each|from|to|a|the|before|after|during|\d+(?:st|nd|rd|th)?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?)\s$",
    re.IGNORECASE,
)
_OF_THE_DAY = re.compile(r"\s(?:morning|afternoon|evening|night|last|next|\d)|,?\s(?:the\s)?\d|,\s(?:which|when)\b")
_OPENERS = lex.word_list(
    """
    meanwhile neither either whereupon thereupon hereupon poor dear old young little call ask tell let take give see
    send bring look come get find meet
    """
)
_PLACES = lex.word_list(
    """
    street road square house hall inn river lane park station bridge church castle hotel university college company
    court hill island bay sea avenue place terrace gardens heath moor wood forest lake ocean mountain valley city
    town county harbour harbor pier cross common abbey school street's club theatre museum office agency department
    ministry grange manor lodge mansion priory regiment bells alley crescent market
    """
)


_MODAL = frozenset(("will", "may"))  # "Will Marilla come?"
_FOUNDED = frozenset(("san", "new", "fort", "mount", "lake", "port"))  # San Francisco


def find(script: ScriptText) -> list[Person]:
    """The people of the story, most often named first; the narrator where the story says I."""
    evidence = _Evidence()
    narration = [p.text for p in script.paragraphs if p.kind == kinds.ACTION]
    for paragraph in script.paragraphs:
        if paragraph.kind == kinds.ACTION:
            evidence.take(paragraph.text, paragraph.line)
    people = one_person.merge(evidence.people(sum(map(len, narration))), evidence.lines, evidence.count)
    one_person.add_spellings(people, evidence.count)
    for person in people:
        for name in (person.name, *person.names):
            for form in sorted(evidence.forms.get(name, ())):
                person.add(form)
    bare = [without_speech(text) for text in narration]
    if narrator.says_i(bare):
        narrator.add(people, bare, narration)
    for person in people:
        vote_by_name(person)
    return people


def _is_word(first: str) -> bool:
    """Whether a capital at a sentence's start is no name: "Meanwhile Orrin", "Call Orrin"."""
    return first in verbs.FINITE or first.endswith(("ly", "ing")) or first in _OPENERS


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Whether the name of a day or a month is one: "on Friday", "Friday morning"."""
    dated = _DATED.search(text, max(0, match.start() - 12), match.start())
    return bool(dated or _OF_THE_DAY.match(text, match.end()))


_CALLINGS = folk.OCCUPATIONS | folk.VISITORS
_NOBODY = _NOT_NAMES | folk.PEOPLE
_OWNED = appearance.BODY | folk.KIN | dress.GARMENTS | {"voice"}
_SOMEBODY = folk.PEOPLE | folk.KIN | folk.OCCUPATIONS | RANKS


class _Evidence:
    """Counts what speaks for a name being a person's."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.score: Counter[str] = Counter()
        self.inside: Counter[str] = Counter()  # not at a sentence's start
        self.lines: dict[str, int] = {}
        self.told: set[str] = set()  # what he or she does is told right after the name
        self.given: set[str] = set()  # names that the story says somebody has
        self.forms: defaultdict[str, set[str]] = defaultdict(set)  # "the lady Orsel", "The Tall Man"
        self.common: set[str] = set()  # words that also occur in small letters

    def take(self, text: str, line: int) -> None:
        """Read one paragraph's names."""
        self.common.update(_SMALL.findall(text))
        for match in _NAME.finditer(text):
            name = " ".join(dict.fromkeys(match.group("name").split()))  # "Orrin! Orrin!" without the marks
            title = (match.group("title") or "").strip()
            first = name.split()[0]
            opens = bool(_START.search(text, max(0, match.start() - 6), match.start()))
            article = "The " if first == "The" and not opens else ""
            if " of " in name and name.partition(" of ")[0].lower() not in TITLES:  # "Ebenezer Balfour of Shaws"
                name = name.partition(" of ")[0]
            if (first.lower() in _NOT_NAMES or (opens and " " in name and _is_word(first.lower()))) and not title:
                name = " ".join(name.split()[1:])
                if not name or name.lower() in _NOT_NAMES:
                    continue
                opens = False
            if first.lower() in _CALENDAR and not title and _is_date(text, match):
                continue
            if name.split()[-1].lower() in _PLACES or (name.lower() in _NOBODY and not title):
                self.score[name.rpartition(" ")[0]] -= 1  # of Harl Street, Harl is likely to be the place
                continue
            if name.endswith("s") and name.split()[-1][:-1].lower() in folk.ORIGINS:
                continue  # the Harl Indians
            full = f"{title} {name}" if title else name
            self.count[full] += 1
            self.lines.setdefault(full, line)
            if lady := _LADY.search(text, max(0, match.start() - 9), match.start()):
                article = lady[0]
            if article:
                self.forms[full].add(article + full)
            self.inside[full] += not opens or bool(title)
            self.score[full] += self._weigh(text, match, bool(title))
            self.score[full] += bool(not opens and _HE_FOLLOWS.match(text, match.end(), match.end() + 60))
            if opens and _ONCE.match(text, match.end()):
                self.told.add(full)
            if not opens and (both := _TWO_OF_THEM.match(text, match.end())):
                self.given.update((full, both[1]))
            quoted = opens and text[match.start() - 1 : match.start()] in _QUOTES  # whom we called "Orsel"
            naming = (quoted or not opens) and text.endswith(_NAMING, 0, match.start() - 1 - quoted)
            if naming and _HAS_NAME.search(text, max(0, match.start() - 60), match.start()):
                self.given.add(full)

    def _weigh(self, text: str, match: re.Match[str], titled: bool) -> int:
        before, after = text[max(0, match.start() - 36) : match.start()], text[match.end() : match.end() + 40]
        if _NO_PERSON.search(before):
            return -4
        the = bool(_THE.search(before))
        noble = the and titled and match["title"].strip().lower() in _NOBLE  # the Princess Ruth
        score = 3 * (titled and not the and not match["title"].startswith("Saint")) + 2 * noble
        score += (
            2 * bool(_SAYS.match(after))
            + 2 * bool(_SAID.search(before))
            + bool(not before.endswith("of ") and _ACTS.match(after))
        )
        given, *family = match["name"].casefold().split()
        whole = given not in _MODAL and not (family and family[0] in _NOT_NAMES)
        score += bool(whole and given_names.gender(given))
        who = _IS_SOMEBODY.match(text, match.end(), match.end() + 60)
        score += 2 * bool(who and who.group(1) in _SOMEBODY)
        owned = _OWNS.match(after)
        score += 2 * bool(_RELATED.search(before))
        score += 2 * bool(_NAMED.search(before)) + 2 * (match["name"] in _AT_HOME)
        last, full = match["name"].split()[-1].lower(), " " in match["name"]
        if full and (last in folk.PEOPLE or (last in _CALLINGS and the)):
            score += 2  # the Pale Man, the Night Porter
        elif not noble:
            score -= 2 * the
        if _SPOKEN_TO.search(before):
            score += 2
        elif not _SHOWN.search(before):
            score -= bool(not owned and _PLACED.search(before))
        score += 2 * bool(
            before.endswith(("of ", "of the ", "lady ", "my ", "his ", "her ", "old ", "poor ", "dear "))
            and _OF_SOMEBODY.search(before)
        )
        score += bool(_CALLED_OUT.search(before))
        score += after[:1] in (",", ".", "!", "?") and bool(_CALLING.search(before))
        score += 2 * bool(_TELLS_NAME.match(after) and before[-1:] in _QUOTES)
        if owned and owned.group(1).lower() in _OWNED:
            score += 2
        return score

    def people(self, length: int) -> list[str]:
        """The names with enough behind them; a short story asks for less than a novel."""
        least = 1 if length < 40_000 else 2 if length < 80_000 else 3 if length < 200_000 else 5
        begin = Counter(name.split()[0] for name in self.count)
        for name in [name for name in self.count if " " in name]:  # "said Bridget" speaks for Bridget Orrin
            first = name.split()[0]
            if begin[first] == 2 and first in self.count:
                self.count[name] += self.count[first]
                self.score[name] += self.score[first]
        found = [
            name
            for name, count in self.count.most_common()
            if self._is_name(name)
            and (
                name in self.given
                or (
                    self.score[name] >= least
                    and self.score[name] * 4 >= count
                    and (count >= 2 or " " in name or self.score[name] >= _SURE or self._once(name, length))
                )
            )
        ]
        return found

    def _is_name(self, name: str) -> bool:
        """Whether it is no plain word where a sentence starts, no place, and not all the Smiths."""
        first, low = name.split()[0].casefold(), name.casefold()
        if first in _FOUNDED or (
            low.endswith("s") and name[:-1] in self.count and self.count[name[:-1]] > self.count[name]
        ):
            return False
        if low not in self.common:
            return True
        return self.inside[name] * 3 >= self.count[name] if " " not in name else bool(self.inside[name])

    def _once(self, name: str, length: int) -> bool:
        """Whether a short story's one mention is enough: "Joanna arrived with her hair in a towel"."""
        low = name.casefold()
        if length >= _SHORT or (low in self.common and name not in _AT_HOME):
            return False
        told = name in self.told and low not in dress.GARMENTS | appearance.BODY
        return told or self.score[name] > 1
