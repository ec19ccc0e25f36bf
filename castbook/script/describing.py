"""The rules describer: who is in the script and the clauses that say how each looks. Nothing is invented. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from . import (
    asides,
    casting,
    coreference,
    costumes,
    cue_nouns,
    dress,
    folk,
    genders,
    lasting,
    named,
    prose_cast,
    renamed,
    strangers,
    told_ages,
    walk_ons,
)
from . import text as kinds
from .ages import flashbacks, of_one_age, with_first_age
from .labelling import Labels
from .looks import IDENTITY, PASSING, WARDROBE
from .memory import SELF
from .mentions import Names
from .people import Person, display_name, is_role, surfaces, tokens
from .portrait import check_style, parts, render
from .quoting import Found
from .references import References
from .sentences import without_speech
from .tags import plain
from .text import ScriptText
from .tracking import Tracker

_SOMEBODY = re.compile(
    r"(?:an?|the|another)\s(?:[\w-]+,?\s){0,4}?"
    rf"(?P<noun>{'|'.join(sorted(folk.PEOPLE & (folk.MALE | folk.FEMALE)))})\b(?!['\u2019])",
    re.IGNORECASE,
)
_FEW_CUES = 2  # what is read as one above the first act: "IDA. A maid, and no more."
_VERY_LIKELY = 0.7  # to be looks, so that a prompt may be made of it
_MOST_IDENTITY, _MOST_DRESS = 80, 50  # words of looks in an image prompt


@dataclass(frozen=True)
class Look:
    """A clause or sentence about a character's looks: verbatim with white space folded, its line, its kind.

    `kind`: identity (belongs in every portrait), wardrobe (the first is the default), transient (a passing state).
    `core`: what of it a picture can show, where the text holds much beside; "" for all of it.
    `certain`: a rule reads it; else its words are only `likely` to tell looks, 0 to 1 (see widening.py).
    """

    text: str
    line: int
    kind: str
    core: str = ""
    certain: bool = True
    likely: float = 1.0


@dataclass(frozen=True)
class CharacterDescription:
    """A character as the script shows it. `lines` counts speeches; `image_prompt` is "" where no looks are stated."""

    name: str
    aliases: tuple[str, ...]
    looks: tuple[Look, ...]
    image_prompt: str
    lines: int
    line: int = 0
    gender: str = ""
    evidence: tuple[Look, ...] = ()  # the looks that the image prompt is made of

    def as_json(self) -> dict[str, Any]:
        """The item of `cast --json`."""
        return {
            "name": self.name,
            "aliases": list(self.aliases),
            "looks": [{"text": look.text, "line": look.line, "kind": look.kind} for look in self.looks],
            "image_prompt": self.image_prompt,
            "lines": self.lines,
        }


def default_looks(looks: Sequence[Look]) -> tuple[Look, ...]:
    """Identity and the first wardrobe, all of it that one line tells; later dress belongs to later scenes.

    What is only very likely to be looks counts where nothing certain is told.
    """
    looks = [look for look in looks if look.certain] or [look for look in looks if look.likely > _VERY_LIKELY]
    identity = [look for look in looks if look.kind == IDENTITY]
    wardrobe = [look for look in looks if look.kind == WARDROBE]
    dressed = next((look.line for look in looks if look.kind == IDENTITY and dresses(look.core or look.text)), None)
    line = dressed if dressed is not None and wardrobe and dressed < wardrobe[0].line else None
    if wardrobe and line is None:
        line = wardrobe[0].line
    return (*_first(identity, _MOST_IDENTITY), *_first([look for look in wardrobe if look.line == line], _MOST_DRESS))


def _first(looks: Sequence[Look], most: int) -> Iterator[Look]:
    """The first of the looks, up to a number of words: a prompt's end is hardly heard."""
    length = 0
    for look in looks:
        own = len((look.core or look.text).split())
        length += own
        if length > most and length > own:
            return
        yield look


def dresses(text: str) -> bool:
    """Whether a portrait already says what somebody has on: "bald, in a stained apron"."""
    found = set(re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower()))
    return not found.isdisjoint(dress.GARMENTS - dress.CARRIED - dress.ACCESSORIES)


def describe(script: ScriptText, style: str = "phrases") -> tuple[CharacterDescription, ...]:
    """Every character with the looks the script states. `style`: phrases, tags (for tag-trained models), sentences."""
    check_style(style)
    labels = Labels(
        without_speech(one.text) for one in script.paragraphs if one.kind in kinds.NARRATED and script.format != "prose"
    )
    people = prose_cast.find(script) if script.format == "prose" else casting.find(script, labels)
    for who, epithet in named.epithets(script, Names(surfaces(people), people)):
        people[who].add(epithet)
    owner = surfaces(people)
    genders.settle(script, people, owner)
    if script.format != "prose":
        people = renamed.merge(script, people)
        owner = surfaces(people)
    references = coreference.resolve(script, people, Names(owner, people)) if script.format == "prose" else None
    passing = walk_ons.find(script, people, Names(owner, people)) if script.format == "fountain" else None
    known = len(people)
    extras = references.strangers if references else passing.people if passing else []
    people = [*people, *extras]
    labels = Labels(one.text for one in references.narration.values()) if references else labels
    looks, spoken = _collect(script, labels, people, known, owner, references, passing)
    scenes = [scene.line for scene in script.scenes]
    told = [one for one in script.paragraphs if one.kind in (kinds.HEADING, kinds.ACTION)]
    past = flashbacks(told) if script.format != "prose" else []
    listed = frozenset(one.line for one in script.paragraphs if one.kind == kinds.CAST)
    layout = lasting.Layout([one.line for one in script.paragraphs], scenes, listed)
    spelled = [
        (spelling, person)
        for person in people[:known]
        for name in (person.name, *person.names)
        for spelling in {name, display_name(name)}
    ]
    found = [
        _description(person, tuple(looks[at]), spoken[at], past, style, spelled, layout)
        for at, person in enumerate(people)
        if at < known or (references.stays(at, bool(looks[at])) if references else looks[at])
    ]
    return tuple(found)


def _collect(
    script: ScriptText,
    labels: Labels,
    people: Sequence[Person],
    known: int,
    owner: dict[str, int],
    references: References | None,
    passing: walk_ons.WalkOns | None,
) -> tuple[list[list[Look]], list[list[int]]]:
    """Each one's looks in order, and the lines of their speeches."""
    by_cue = {tokens(name): (i,) for i, person in enumerate(people[:known]) for name in (person.name, *person.names)}
    tracker = Tracker(people, owner, labels=labels, whole=script.format == "play", references=references)
    if script.format == "fountain":
        tracker.cue_nouns = cue_nouns.CueNouns(people[:known])
        if passing:
            tracker.walk_ons, tracker.narration = passing.mentions, passing.read
        tracker.speaking = cue_nouns.speaking_next(script, by_cue)
    looks: list[dict[Look, None]] = [{} for _ in people]  # in order, each once
    spoken: list[list[int]] = [[] for _ in people]
    tracker.introducing = _introduces(script)
    scene, dressing = -1, False
    for paragraph in script.paragraphs:
        dressing = script.format == "play" and (
            costumes.is_heading(paragraph.text) or (dressing and paragraph.kind == kinds.ACTION)
        )
        if paragraph.scene != scene:
            scene = paragraph.scene
            tracker.new_scene()
        speaker = by_cue.get(tokens(paragraph.speaker), ()) if paragraph.speaker else ()
        told = list(tracker.speaks(speaker)) if speaker else []
        if paragraph.kind == kinds.TRANSITION or (paragraph.kind == kinds.HEADING and " - " in paragraph.text):
            tracker.shows(paragraph)
        if paragraph.kind == kinds.CUE:
            for who in speaker:
                spoken[who].append(paragraph.line)
        aside = bool(speaker) and asides.is_aside(paragraph)
        if aside and asides.DRESSED.match(paragraph.text):
            told += tracker.read(paragraph, of=speaker)
        elif aside and asides.FLUSHED.match(paragraph.text):
            start = len(paragraph.text) - len(paragraph.text.lstrip("([ "))
            told.append(Found(paragraph, speaker, start, len(paragraph.text.rstrip(")] ")), PASSING, True))
        told_of = paragraph.kind in (kinds.ACTION, kinds.PARENTHETICAL) and len(speaker) == 1
        if paragraph.kind == kinds.PARENTHETICAL and set(tracker.opens_with(paragraph)).difference(speaker):
            told += tracker.read(paragraph)  # "[EDWARD, a servant in livery, enters.]"
        elif told_of and asides.shows_speaker(paragraph.text):
            told += tracker.read(paragraph, of=speaker)
        elif dressing and (worn := list(costumes.looks(paragraph, tracker.names))):
            told += worn
        elif paragraph.kind in (kinds.ACTION, kinds.CAST):
            told += tracker.read(paragraph, listed=paragraph.kind == kinds.CAST)
            if references:
                told += told_ages.missed(paragraph, references, people, told)
        for found in told:
            if paragraph.kind == kinds.CAST and not found.visible:
                continue  # "servant at the Tesmans" says whom, not how
            text = quote(found.paragraph.text, found.start, found.end)
            core = ", ".join(quote(found.paragraph.text, *span) for span in found.core)
            look = Look(text, found.paragraph.line_at(found.start), found.kind, core, found.certain, found.likely)
            for who in found.who:
                if not _is_said_of_another(people[who], text):
                    looks[who][look] = None
    return [sorted(found, key=lambda look: look.line) for found in looks], spoken


def _introduces(script: ScriptText) -> bool:
    """Whether a play's characters may be described before it begins: before an act, and not just its last curtain."""
    before = sum(one.kind == kinds.CUE and one.scene < 0 for one in script.paragraphs)
    return script.format == "play" and bool(script.scenes and script.cast) and before <= _FEW_CUES


def _is_said_of_another(person: Person, text: str) -> bool:
    """ "A teenage girl" is no look of a man's."""
    noun = _SOMEBODY.match(text)
    told = strangers.gender_of_noun(noun["noun"].lower()) if noun else ""
    return bool(told and person.told in ("male", "female") and told != person.told)


def quote(text: str, start: int, end: int) -> str:
    """A stretch of a text with the marks of italics and bold that stand at its first and last word."""
    while start and text[start - 1] in "_*" and (text[start].isalnum() or text[start] in "_*"):
        start -= 1
    while end < len(text) and text[end] == "_" and text[end - 1].isalnum():
        end += 1
    return text[start:end].strip()


def _is_name(word: str) -> bool:
    """Whether a part of a name means nothing else: Garnett, and not Red or White."""
    return len(word) > 3 and plain(word.lower()) == "X"


def _description(
    person: Person,
    looks: tuple[Look, ...],
    spoken: Sequence[int],
    past: Sequence[int],
    style: str,
    spelled: Sequence[tuple[str, Person]],
    layout: lasting.Layout,
) -> CharacterDescription:
    gender = "" if person.gender == SELF else person.told
    names = (person.name, *person.names)
    own = {part.casefold() for name in names for part in name.split()}
    others = [name for name, whose in spelled if whose is not person and name.casefold() not in own] if looks else []
    short = [] if is_role(person.name) else [word for word in display_name(person.name).split() if _is_name(word)]
    told = of_one_age(looks, spoken, layout.scenes, past)
    identity = lasting.portrait(
        [look for look in told if look.kind == IDENTITY],
        layout,
        {word.lower() for name in names if not is_role(name) for word in name.split()},
        lambda text: parts(text, (*names, *short)),
    )
    kept = [
        look if text == look.text and look.certain else replace(look, core=text, certain=True)
        for look, text in identity
    ]
    shown = default_looks([*kept, *(look for look in told if look.kind != IDENTITY)])
    texts = with_first_age([look.core or look.text for look in shown])
    prompt = render(texts, (*names, *short), gender, style, others)
    return CharacterDescription(
        person.name, tuple(person.names), looks, prompt, person.speeches, person.line, gender, shown
    )
