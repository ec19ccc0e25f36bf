"""The rules describer: who is in the script and the clauses that say how each looks. Nothing is invented. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import lexicon as lex
from . import people as folk
from . import text as kinds
from .looks import IDENTITY, WARDROBE
from .portrait import render
from .sentences import sentences, without_speech, words
from .text import ScriptText
from .tracking import Tracker, mention_pattern, mentions


@dataclass(frozen=True)
class Look:
    """A clause or sentence about a character's looks: verbatim with white space folded, its line, its kind.

    `kind`: identity (belongs in every portrait), wardrobe (the first is the default), transient (a passing state).
    """

    text: str
    line: int
    kind: str


@dataclass(frozen=True)
class CharacterDescription:
    """A character as the script shows it. `lines` counts speeches; `image_prompt` is "" where the script says no looks."""

    name: str
    aliases: tuple[str, ...]
    looks: tuple[Look, ...]
    image_prompt: str
    lines: int
    gender: str = ""

    def as_json(self) -> dict[str, Any]:
        """The item of `cast --json`."""
        return {
            "name": self.name,
            "aliases": list(self.aliases),
            "looks": [{"text": look.text, "line": look.line, "kind": look.kind} for look in self.looks],
            "image_prompt": self.image_prompt,
            "lines": self.lines,
        }


def describe(script: ScriptText, style: str = "phrases") -> tuple[CharacterDescription, ...]:
    """Every character with the looks the script states. `style`: phrases, tags (for tag-trained models) or sentences."""
    people = folk.find(script)
    owner = folk.surfaces(people)
    for who, epithet in folk.epithets(script, mention_pattern(owner), owner):
        people[who].add(epithet)
    owner = folk.surfaces(people)
    _settle_genders(script, people, owner)
    looks = _collect(script, people, owner)
    return tuple(_description(person, tuple(found), style) for person, found in zip(people, looks, strict=True))


def _collect(script: ScriptText, people: Sequence[folk.Person], owner: dict[str, int]) -> list[list[Look]]:
    tracker = Tracker(people, owner, script.format)
    looks: list[list[Look]] = [[] for _ in people]
    by_cue = {folk.tokens(name): i for i, person in enumerate(people) for name in (person.name, *person.names)}
    scene = -1
    for paragraph in script.paragraphs:
        if paragraph.scene != scene:
            scene = paragraph.scene
            tracker.new_scene()
        if paragraph.kind in (kinds.CUE, kinds.DIALOGUE) or (paragraph.speaker and paragraph.kind == kinds.ACTION):
            tracker.speaks(by_cue.get(folk.tokens(paragraph.speaker)))
        if paragraph.kind not in (kinds.ACTION, kinds.CAST):
            continue
        for found in tracker.read(paragraph.text):
            look = Look(paragraph.text[found.start : found.end].strip(), paragraph.line_at(found.start), found.kind)
            for who in found.who:
                if look not in looks[who]:
                    looks[who].append(look)
    return looks


def _settle_genders(script: ScriptText, people: Sequence[folk.Person], owner: dict[str, int]) -> None:
    """Let pronouns vote: those of a sentence, and of the next one's start, that name one person alone."""
    pattern = mention_pattern(owner)
    for paragraph in script.paragraphs:
        if paragraph.kind not in (kinds.ACTION, kinds.CAST):
            continue
        masked = without_speech(paragraph.text)
        alone: int | None = None
        for start, end in sentences(masked):
            named = mentions(masked[start:end], pattern, owner)
            found = words(masked, start, min(end, start + 600))
            distinct = {m.who for m in named}
            if len(distinct) == 1:
                alone = next(iter(distinct))
                after = named[0].end + start
                _vote(people[alone], [w.low for w in found if w.start >= after], 1)
                _vote_by_noun(people[alone], [w.low for w in found if w.start >= after])
            elif not distinct and alone is not None and found and found[0].low in lex.PRONOUNS:
                _vote(people[alone], [found[0].low], 1)
            else:
                alone = None
    for person in people:
        person.settle()


def _vote(person: folk.Person, lows: Sequence[str], weight: int) -> None:
    first = next((lex.PRONOUNS[low] for low in lows if low in lex.PRONOUNS), None)
    if first:
        person.votes[first] += weight


def _vote_by_noun(person: folk.Person, lows: Sequence[str]) -> None:
    """ "MARTA, a woman of fifty" and "each male and 15" say it outright."""
    for at, low in enumerate(lows[:8]):
        if low in ("male", "female", "man", "woman", "girl", "boy", "lady", "gentleman", "mare", "stallion") and (
            at == 0 or lows[0] in ("a", "an", "the", "is", "each", "both", "all") or low in ("male", "female")
        ):
            person.votes["male" if low in lex.MALE else "female"] += 4
            return


def _description(person: folk.Person, looks: tuple[Look, ...], style: str) -> CharacterDescription:
    kept = [look for look in looks if look.kind == IDENTITY]
    kept += [look for look in looks if look.kind == WARDROBE][:1]
    names = (person.name, *person.names)
    prompt = render([(look.text, look.kind) for look in kept], names, person.gender, style)
    return CharacterDescription(person.name, tuple(person.names), looks, prompt, person.speeches, person.gender)
