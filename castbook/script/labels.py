"""Labels of notes and lists, "Eye colour: green": what each is about, and a phrase that needs no label. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import appearance, folk
from .lexicon import word_list
from .sentences import words
from .tags import tag

# What a section or a label is about. FIELD: one look with a noun of its own; OTHER: nothing that is known.
FIELD, LOOKS, WARDROBE, NAME, HIDDEN, PROSE, OTHER = "field", "looks", "wardrobe", "name", "hidden", "prose", "other"
AGE, GENDER, SPECIES, BUILD, HEIGHT = "age", "gender", "species", "build", "height"

_FIELDS = {
    **dict.fromkeys(("age", "apparent age", "physical age", "visual age", "age range"), AGE),
    **dict.fromkeys(("gender", "sex", "pronouns"), GENDER),
    **dict.fromkeys(("species", "race", "ethnicity"), SPECIES),
    **dict.fromkeys(("build", "body build", "body type", "frame"), BUILD),
    **dict.fromkeys(("hair", "hairstyle", "haircut", "haircolor", "haircolour"), "hair"),
    **dict.fromkeys(("eye", "eyes", "eyecolor", "eyecolour"), "eyes"),
    **dict.fromkeys(("skin", "complexion", "skintone"), "skin"),
    HEIGHT: HEIGHT,
}
# Parts that take their own name as the noun: "Ears: pointed" -> "pointed ears".
_PARTS = word_list(
    """
    face ears tail wings horns antlers fangs teeth fur scales feathers beard moustache mustache lips nose mouth eyebrows
    brows eyelashes lashes cheeks jaw chin freckles nails fingernails claws hands fingers arms legs feet shoulders neck
    hips waist thighs bangs halo figure physique scar scars
    tattoo tattoos piercing piercings markings birthmark
    """
)
_MARKS = frozenset(("scar", "scars", "tattoo", "tattoos", "piercing", "piercings", "markings", "birthmark"))
_DEGREES = re.compile(
    r"\s(?:colou?rs?|styles?|tones?|textures?|lengths?|shapes?)(?:\s(?:and|style|colou?r|length|texture))*$"
)
_LOOKS = word_list(
    """
    appearance appearances looks look physical physique visual visually visuals body bodily feature features facial face
    hair eyes skin build figure tattoos scars piercings accessories
    """
)
_DRESS = word_list(
    "outfit outfits wardrobe clothes clothing attire costume costumes uniform garments dress garb fashion"
)
_BODILY = re.compile(
    r"(?:physical|visual)(?: (?:traits?|descriptions?|details|features|attributes|characteristics|info))*"
)
_WORN_AS = frozenset(("signature", "usual", "typical", "everyday", "casual", "formal", "default"))
_PROSE = word_list("description summary overview about persona bio profile introduction portrait")
_NAME = frozenset(("name", "full name", "real name"))
_HIDDEN = word_list(
    """
    personality traits trait character characters backstory background history past story lore plot biography kink kinks
    fetish fetishes sexuality sexual sex intimacy intimate nsfw turn relationship relationships family friends
    connections occupation occupations job profession work career role roles class title scenario setting world premise
    context situation location speech voice accent dialogue dialog language quotes quote examples example mannerism
    mannerisms habit habits behavior behaviour behaviors behaviours manner demeanor demeanour expression expressions
    like likes dislike dislikes loves hates hobby hobbies interests interest favorite favourite preferences goal goals
    motivation motivations desire desires ambition dream dreams fear fears secret secrets flaw flaws weakness weaknesses
    strength strengths skill skills ability abilities power powers magic stats equipment weapon weapons inventory props
    writing directives instructions instruction rule rules law laws guidelines boundaries themes note notes system
    prompt narrator narration format tags genre tone theme routes user others npcs status residence home
    hometown birthday birthplace nationality religion alignment affiliation affiliations psychology mind thoughts
    attitude mood emotions emotion morality archetype mbti enneagram claim weight measurements bust breast breasts chest
    cup genitals genitalia penis vagina nipples butt ass scent smell backstories trivia opinion opinions stance
    orientation reputation education income pets pet life routine goal response greeting
    """
)
_EMPTY = re.compile(
    r"[\W_]*(?:n/?a|none|null|unknown|unspecified|undefined|tbd|varies|secret|any|not \w+)?[\W_]*", re.I
)
_YEARS = re.compile(
    r"(?:about |around |roughly |approximately |~ ?)?(\d{1,4})\+?(?:[ -]*(?:years?(?:[ -]*old)?|yrs?|y/?o))?", re.I
)
_OLD = re.compile(r"(\d{1,4}|[a-z]+) ?-?(weeks?|months?|days?)(?: old)?", re.I)
_LOOKS_AGED = re.compile(
    r"\b(?:looks?|looking|appears?|appearing|appearance|physically|visually|seems?)\b\D{0,24}?(\d{1,3})(?!\d)", re.I
)
_MEASURE = re.compile(
    r"~?\d+\s*(?:'|\u2019|\u2032|ft\b\.?|feet\b|foot\b)\s*(?:\d+\s*(?:\"|''|\u201d|\u2033|in(?:ches)?\b)?)?|"
    r"~?\d+(?:[.,]\d+)?\s*(?:cm|m|mm|in|inches)\b",
    re.IGNORECASE,
)
_HEIGHTS = re.compile(r"\b(?:tall|short|petite|tiny|huge|big|small|giant)\b|\d", re.IGNORECASE)
_NO_HAIR = re.compile(r"(?:completely |partly |mostly )?(?:bald|balding|hairless|shaven|clean-shaven)", re.IGNORECASE)
_FEMALE = re.compile(r"\W*(?:female|woman|girl|lady|f|she|her|cis(?:gender)? (?:female|woman))\b", re.I)
_MALE = re.compile(r"\W*(?:male|man|boy|guy|m|he|him|cis(?:gender)? (?:male|man))\b", re.I)
_PIECES = re.compile(r"\s*(?:[;,+]|(?<!\d)/(?!\d)|\s[\u2014\u2013-]\s|\u2014)\s*")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SPECIES = "human"


def about(label: str) -> tuple[str, str]:
    """What a label or a section's name is about: one of the kinds above, and for FIELD the field or noun.

    "Eye color" -> (FIELD, "eyes"); "adult_themes" -> (HIDDEN, "").
    """
    plain = " ".join(re.findall(r"[a-z]+", _BRACKETS.sub("", label).replace("_", " ").lower()))
    if plain in _NAME:
        return NAME, ""
    bare = _DEGREES.sub("", plain)
    if field := _FIELDS.get(plain) or _FIELDS.get(bare):
        return FIELD, field
    if bare in _PARTS:
        return FIELD, bare
    found = set(plain.split())
    if "appearance" in found or "appearances" in found or _BODILY.fullmatch(plain):
        return LOOKS, ""
    if not found.isdisjoint(_HIDDEN):
        return HIDDEN, ""
    if not found.isdisjoint(_DRESS) or ("look" in found and not found.isdisjoint(_WORN_AS)):
        return WARDROBE, ""
    if not found.isdisjoint(_LOOKS):
        return LOOKS, ""
    return (PROSE, "") if not found.isdisjoint(_PROSE) else (OTHER, "")


def is_empty(value: str) -> bool:
    """Whether a value says nothing: "N/A", "unknown", "-"."""
    return bool(_EMPTY.fullmatch(value))


def is_height(text: str) -> bool:
    """Whether a text is a height alone: "165 cm", "5'7\""."""
    return bool(_MEASURE.fullmatch(text.strip()))


def gender_of(value: str) -> str:
    """male or female, as a gender's or pronouns' value tells it; "" for neither."""
    return "female" if _FEMALE.match(value) else "male" if _MALE.match(value) else ""


def phrase(field: str, value: str) -> str:
    """A field's value as a phrase: age "28" -> "28 years old", hair "Dark brown, long" -> "long dark brown hair".

    `field` is one of `about` or any other, whose value comes back as it is. "" for a value that says nothing.
    """
    value = " ".join(value.split()).strip(" .;,")
    if is_empty(value):
        return ""
    if field == AGE:
        return _aged(value)
    if field in (HEIGHT, BUILD) and (measure := _MEASURE.match(value)):
        rest = re.sub(r"^(?:tall\b|and\b|[\s.;,/()])+", "", _BRACKETS.sub("", value[measure.end() :]))
        return ", ".join(filter(None, (f"{measure.group().strip()} tall", rest)))
    if field == HEIGHT:
        return f"{small(value)} height" if value.lower() in ("average", "medium", "normal", "below average") else value
    if field == SPECIES:
        return small(value) if value.lower() in folk.SPECIES or value.lower() == _SPECIES else value
    if (field == BUILD and _HEIGHTS.search(value)) or (field == "hair" and _NO_HAIR.fullmatch(value)):
        return small(value)
    noun = field if field in _PARTS or field in ("hair", "eyes", "skin", BUILD) else ""
    return _with_noun(value, noun) if noun else value


def _aged(value: str) -> str:
    if seen := _LOOKS_AGED.search(value):  # "412, looks 25": what a picture shows
        return f"{seen.group(1)} years old"
    plain = _BRACKETS.sub("", value).strip(" .;,") or value
    if years := _YEARS.fullmatch(plain):
        return f"{years.group(1)} years old"
    if old := _OLD.fullmatch(plain):
        return f"{old.group(1)} {old.group(2)} old"
    return plain


def _with_noun(value: str, noun: str) -> str:
    """Adjectives before the noun, how it looks before its colour; what has a noun of its own after that."""
    first, *others = re.split(r"\s*;\s*", value)
    pieces = [piece for piece in _PIECES.split(first) if piece and not is_empty(piece)]
    told = [(re.sub(rf"\s{noun}$", "", piece, flags=re.IGNORECASE), piece) for piece in pieces]
    own = sorted((bare for bare, _ in told if _describes(bare)), key=_is_colour)
    rest = [*(piece for bare, piece in told if not _describes(bare)), *filter(None, others)]
    if own:
        return ", ".join([f"{' '.join(_without_and(small(one)) for one in own)} {noun}", *rest])
    text = small(", ".join(rest))
    if not rest or noun.rstrip("s") in text.lower():
        return text
    tags = _tagged(text)
    if re.match("[oILFSp]|[XsDz]K?[oILFp]", tags):
        return f"{noun} {text}"  # "(hair) down to the waist"
    if noun in _MARKS:
        return f"{noun}, {text}"  # "one across the nose"
    return text if re.search("[BbmGg]", tags) else f"{' and '.join(rest)} {noun}"  # "one blue and one gold eyes"


def _describes(piece: str) -> bool:
    """Whether it is adjectives alone: "dark brown", "wide and expressive"."""
    piece = re.sub(r"\bround$", "rounded", piece)
    return bool(re.fullmatch("(?!.*&$)[DdwcKejTXY&]{1,4}", _tagged(piece)))


def _is_colour(piece: str) -> bool:
    last = re.split(r"[\s-]", piece.lower())[-1]
    return last in appearance.COLOURS


def _without_and(piece: str) -> str:
    """ "wide and expressive" -> "wide expressive"; two colours stay joined."""
    parts = piece.split(" and ")
    return piece if all(map(_is_colour, parts)) else " ".join(parts)


def small(text: str) -> str:
    """Without the capital that a value or a sentence begins with: "Dark brown" -> "dark brown"; "PVC" stays."""
    first = re.match(r"[A-Z][a-z]*(?![A-Za-z])", text)
    proper = first and first.group().lower() in folk.ORIGINS - appearance.COLOURS
    return text[0].lower() + text[1:] if first and not proper else text


def _tagged(text: str) -> str:
    return tag(words(text, 0, len(text)))


def quoted(values: str) -> Iterator[str]:
    """The strings of a W++ or Boostyle list, '"long" + "black"'."""
    for found in re.finditer(r"\"([^\"\n]{1,120})\"|\u201c([^\u201d\n]{1,120})\u201d", values):
        yield (found.group(1) or found.group(2)).strip()
