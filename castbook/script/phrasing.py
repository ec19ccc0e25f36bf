"""One part of a look as a plain phrase of an image prompt: grammar, deeds and the mind go, what is seen stays. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from . import appearance, dress, folk, verbs
from .naming import SAYING
from .sentences import words
from .tags import plain, tag

SUBJECT = re.compile(
    r"^(?:(?:and|but|also|then|yet)\s+)?(?:(?:he|she|they|who|it|[A-Z][\w.\-'\u2019]*(?:\s[A-Z][\w.\-'\u2019]*){0,3})\s+)"
    r"(?:also\s+)?(?:is|are|was|were|has|had|have|(?:may|must|might|could|would|should)\s(?:only\s|well\s)?(?:be|have\sbeen)|"
    r"looks?|looked|seems?|seemed|appears?|appeared|wears?|wore|carries|carried|uses?)\s+"
    r"(?:also\s+)?"
)
AGE_ONLY = re.compile(r"^(?:(?:aged?|now|only|just|still|about|also)\s+)*([1-9]\d?|1[01]\d|120)(-ish)?$", re.IGNORECASE)
_NEVER_MIND = re.compile(r"^not (?:just|only|merely)\s+", re.IGNORECASE)
# Somebody else, or a thing that the phrase does not name: it would dangle.
_DANGLING = re.compile(
    r"\b(?:him|them|himself|herself|themselves|me|us|we|you|it)\b|\bher$|"
    r"^(?:who|whom|that|when|while|whilst|where|which|as if|as though|because|either because|so that)\b"
)
_NOT_SO = re.compile(r"(?:not|(?:is|are|was|were)n['\u2019]t)\s", re.IGNORECASE)
_DECADE = re.compile(r"^(?:(early|mid|late)[ -])?(\d0)['\u2019]?s$", re.IGNORECASE)
# "appears to be wearing a suit", "We see that he is wearing a suit", "stands there in uniform"
_SHOWN_IN = re.compile(
    r"^(?:(?i:we (?:now )?see)(?: that)?(?: (?:he|she|they))? (?:is|are) |(?:\w+ )?(?:appears?|seems?) to be |"
    r"\w+ stands? (?:there )?|(?:the )?fact that (?:he|she|they)(?:['\u2019](?:s|re)| is| are) )"
    r"(?=(?:now )?(?:wearing|dressed|clad|in)\b)"
)
_DEED = re.compile(
    r"^(?:(?:he|she|they) )?(?P<verb>(?!keeps|wears|has|is|was|sports|shows|boasts|bears|looks|seems|appears)[a-z]+s) "
    r"(?:(?P<own>his|her|their|its|the (?!colou?r|size|shape|same))|"
    r"(?:the|an?|out|up|down|off|away|into|past|towards?|through)\b)|"
    r"^striking (?:in|on|at|the|his|her|him)\b",
    re.IGNORECASE,
)
_DOING_SO = re.compile(
    r"^(?P<what>[a-z]+ing) (?:the|an?|his|her|their|at|up|out|down|through|into|from|around|over|towards?) ",
    re.IGNORECASE,
)
# "Pretty girl waits for him", "woman in coveralls slides out": the picture shows whom, and not the deed.
_THEN_ACTS = re.compile("(?:[AhKDdcweYQTtXj&]*[POZk]|[^VJSCHN]*[LIWv][^VJSCHN]*[Gg])(V|X(?=[XpoI])|C(?=X?[pIoF]))")
_WAY = frozenset(("out", "up", "in", "into", "down", "off", "through", "past", "at", "over", "along"))
_NO_LOOK = re.compile(
    r"^(?:two|three|some|many|none) of (?!his|her|their|my)|^(?:same|other|another) \w+$|"
    r"^(?:own )?age$|^name$|^\d+$|^fact is\b|\b(?:he|she|they) will\b|^one \w+$|"
    r"^(?:over|above|below|under|behind|beside|through|across|along|against|into|onto) (?:his|her|their|him|them)\b|"
    r"\b(?:with|in|on|of|for|to|from|by) wh(?:ich|om)\b",
    re.IGNORECASE,
)
_WITH_NO_NOUN = re.compile(r"(?:^|\s)(?:(?:with|in|of|like|for) )an? (?P<rest>[^,]+)$")  # "in a smoldering"
_LITTLE = frozenset(("bit", "little", "lot", "few", "tad", "touch"))
_PLAIN_VERBS = verbs.BASES - verbs.NOUNS - folk.PEOPLE - folk.OCCUPATIONS  # "cook in her fifties" cooks nothing
_GERUNDS = verbs.GERUNDS - appearance.SHAPES
_NOUNS = appearance.BODY | appearance.MARKS | dress.GARMENTS
_HEAD = re.compile("[KDdcwYeTt]*[POk]")
_SINGLE = folk.PEOPLE | folk.OCCUPATIONS | folk.KIN | folk.DAY_PLAYERS
_PREDICATE = re.compile(r"^(?P<noun>(?:[\w\-]+\s){0,4}?[\w\-]+)\s(?:is|are|was|were|has been|have been)\s(?P<told>.+)$")
# "Two tall men", told of each of them; in capitals whoever they are: "Two BELLBOYS".
_SEVERAL = re.compile(
    r"^(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Bb]oth|[Aa]ll|TWO|THREE|FOUR|FIVE) (?P<told>(?:[\w-]+ ){0,3}?)"
    r"(?P<noun>[\w-]*(?:[sS]|[mM][eE][nN]))(?P<rest> (?:in|with|wearing|dressed)\b.*)?$"
)
_PARTICLES = re.compile("[opIFhA&]+")
_WAYS = frozenset(("out", "up", "off", "down", "away", "back", "forth"))  # "spits out IDA"
_TIMES = re.compile(
    r"^(?:long ago|once|now|then|today|tonight|for once|years ago|by now|again|unfortunately|in short|"
    r"on the whole|of course)$",
    re.I,
)
_THAN = re.compile(r"\byears? (?:younger|older)$")  # than whom?
_PRESSED_ONCE = re.compile(
    r"\s(?:is|was|are|were|had been)\s(?:\w+ed|once)\s.*\b(?:once|long ago)\b.*|\swas\s\w+ed once$"
)
_DOING = re.compile(
    r"^(?:is|are|was|were)\s(?:\w+ing|at|on)\b|^(?:just|seen|now seen)\s\w+ing\b|"
    r"^(?:appears?|looks?|comes?|opened?|just)\s(?:in|out|at|on|from|up|round|his|her|the)\b"
)
_WORN = re.compile(r"\b(?:in (?:his|her|an?|full)\b|wearing\b|dressed\b|with (?:his|her|an?)\b).*")
# "puts on a black turtleneck" shows the turtleneck.
_SHE_SAID = re.compile(rf"(?:I|[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w'\u2019-]+) (?:{'|'.join(sorted(SAYING))})")
_PUT_ON = re.compile(
    r"^(?:.*\b)?(?:put|pull)(?:s|ed|ting|ing)?\son\s(?:(?:his|her|my|their|an?|the|some)\s)?(.+?)"
    r"(?:\s(?:as|while)\s(?:he|she|they)\b.*)?$",
    re.I,
)


@lru_cache(maxsize=4096)  # once to see what it says, once to say it
def plain_phrase(part: str) -> str:
    """What a picture shows of one part of a look, without its grammar; "" for a deed, the mind, somebody else."""
    part = re.sub(r"^['\u2019]?m\s", "", part.strip(" .;,\"'").lstrip("-\u2013\u2014 "))
    if _SHE_SAID.fullmatch(part):
        return ""
    if age := AGE_ONLY.match(part):
        return f"{'about ' if age.group(2) else ''}{age.group(1)} years old"
    if decade := _DECADE.match(part):
        return f"in the {decade.group(1) + ' ' if decade.group(1) else ''}{decade.group(2)}s".replace(
            "in the", "in their"
        )
    if put := _PUT_ON.match(part):
        worn = takewhile(lambda piece: re.search("[Gg]$", tagged(piece)), put.group(1).split(" and "))
        return " and ".join(worn)
    part = re.sub(
        r"^(?:on\s(?=an?\s)|one of (?:the|these|those)\s|(?:an?\s)?(?:equally|similarly|likewise)\s)", "", part
    )
    part = re.sub(r"^(?:(?:and|but|both|all|each)\s+)+", "", part)
    part = re.sub(r"^(?:which\s)?(?:is|are|was|were|been)\s(?:an?\s|the\s)?", "", part) if " " in part else part
    part = _SHOWN_IN.sub("", _NEVER_MIND.sub("", part))
    if _NOT_SO.match(part) or _DANGLING.search(part) or _NO_LOOK.search(part):
        return ""
    part = re.sub(r"^(?:his|her|their)\s", "", _PRESSED_ONCE.sub("", SUBJECT.sub("", part)))
    worn_colour = re.match(r"(?:all )?wearing\s(?:all\s)?[\w-]+(?:\sand\s[\w-]+)?$", part)
    if worn_colour and not re.search("[GgBbmXPOZ]", tagged(part)[1:]):
        return part  # "wearing black" is no black man
    part = re.sub(
        r"^(?:though\s)?(?:(?:he|she|they)\s)?(?:wears?|wore|wearing|carries|carried|has|had)\s(?:on\s)?(?:an?\s|the\s)?",
        "",
        part,
    )
    first = part.partition(" ")[0].lower()
    does = verbs.FINITE if first.endswith("s") else _PLAIN_VERBS
    if first in _GERUNDS:
        return ""  # "counting spoons"
    if (doing := _DOING_SO.match(part)) and tagged(doing["what"]) in "XJV":
        return ""  # "lugging a huge bag"
    deed = _DEED.match(part)
    if deed and deed["verb"] and not deed["own"] and plain(deed["verb"].lower()) in "Bbm":
        deed = None  # "hands up", "eyes the colour of slate"
    acts = deed or (first in does and first not in _NOUNS)
    if acts and (worn := _WORN.search(part)) and re.search("[Gg]", tagged(worn.group())):
        return worn.group()  # "strolls in wearing a bathrobe"
    if acts or _TIMES.match(part) or _DOING.match(part) or _THAN.search(part):
        return ""  # "enters from the hall"; "long ago"; "is at the piano"
    if re.search("[GBPOk]V$", tagged(part)):
        part = part.rpartition(" ")[0]  # "old woman in a coat smokes"
    return _with_noun(_without_character(_turned(_one_of(_without_deed(part)))))


def _without_deed(part: str) -> str:
    """ "burly man smokes a pipe" -> "burly man"."""
    found = words(part, 0, len(part))
    acts = _THEN_ACTS.match(tag(found))
    at = acts.start(1) if acts else 0
    if not at or not found[at].low.endswith("s") or (tag(found)[at] == "X" and found[at + 1].low not in _WAY):
        return part
    return part[: found[at - 1].end]


def _with_noun(part: str) -> str:
    """ "beautiful in a smoldering" -> "beautiful": adjectives whose noun is lost say nothing."""
    open_ = _WITH_NO_NOUN.search(part)
    said = open_["rest"].split() if open_ else [""]
    if (
        not open_
        or said[0] in _LITTLE
        or said[-1] in appearance.COLOURS
        or not re.fullmatch("[KDdwTtJj&]+", tagged(open_["rest"]))
    ):
        return part
    return part[: open_.start()].strip()


def _one_of(part: str) -> str:
    """ "two tall men" -> "tall man", "girls in uniform" -> "girl in uniform": the picture shows one of them."""
    several = _SEVERAL.match(part)
    if several:
        one = _singular(several["noun"].lower())
        known = one != several["noun"].lower() and one in _SINGLE
        return f"{several['told']}{one}{several['rest'] or ''}" if known or several["noun"][:2].isupper() else part
    found = words(part, 0, len(part))
    head = _HEAD.match(tag(found))
    noun = found[head.end() - 1] if head else None
    one = _singular(noun.low) if noun else ""
    if noun is None or one == noun.low or one not in _SINGLE:
        return part
    return re.sub(r"^((?:[\w-]+ )+)wear\b", r"\1wearing", f"{part[: noun.start]}{one}{part[noun.end :]}")


def _singular(noun: str) -> str:
    return re.sub("men$", "man", re.sub("ies$", "y", noun)).removesuffix("s")


def _without_character(part: str) -> str:
    """ "nervous young clerk" -> "young clerk": a camera sees no nerves. A stern face stays stern."""
    found = words(part, 0, len(part))
    tags = tag(found)
    if "T" in tags and not re.search("[DdcwYQBbmGgPZOezaWyr]", tags):
        return ""
    if re.fullmatch("(?:[AhM]|X{1,2}M)?k", tags) or _PARTICLES.fullmatch(tags) or part.lower() in _WAYS:
        return ""  # "his granddaughter" is no look; "out"
    for at in range(len(found) - 1, -1, -1):
        if tags[at] == "T" and re.match("(?:&?T)*[XDdcYe]*[PZO]", tags[at + 1 :]):
            end = found[at + (found[at + 1].low == "looking")].end  # "dour looking"
            first = at
            while first and (tags[first - 1] == "K" or found[first - 1].low.endswith("ly")):
                first -= 1  # "impossibly cheery"
            leading, following = part[: found[first].start], part[end:].lstrip(" ,")
            if following[:1] not in "aeiou":
                leading = re.sub(r"\ban $", "a ", leading)  # "an angry cat"
            part = (leading + following).strip()
    return part


def _turned(part: str) -> str:
    """ "eyes are a very light grey" -> "very light grey eyes"; what says nothing to the eye is left out."""
    part = part.removeprefix("whose ")
    said = _PREDICATE.match(part)
    if not said or not re.fullmatch("M?[hDdwcXQ]*[BbmG]+", tagged(said["noun"])):
        return part
    told = tagged(said["told"])
    if not re.search("[DdcwYQBbmGgPZOezSEtaWyr]", told):
        return said["noun"] if " " in said["noun"] else ""
    if re.fullmatch("A?K*[Ddcw]+", told):
        return f"{re.sub('^an? ', '', said['told'])} {said['noun']}"
    return part


def tagged(text: str) -> str:
    return tag(words(text, 0, len(text)))
