"""Describing one character: a proposal for the image prompt, with its evidence and what stays unsaid. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from . import notes
from . import text as kinds
from .describing import Look, default_looks, describe, dresses
from .looks import WARDROBE
from .noted import Noted
from .people import tokens
from .portrait import render
from .prose import read as read_prose
from .source import number_lines
from .text import ScriptText

RULES = "rules"
RULES_ON_NOTES = "rules, from the description"
Source = Literal["script", "description", "portrait"]  # what a proposal was read from
# What a portrait wants to know, and the words by which a look tells it.
_ASPECTS = {
    "age": r"\b\d{1,2}s?\b|-aged\b|-year|\b(?:aged?|old|young|teen\w*|elderly|youthful|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ies)\w*)\b",
    "hair": r"hair|braid|curls?\b|bald|blond|brunette|redhead|bob\b|ponytail|plait|mane\b|ringlets|locks\b|bun\b",
    "eyes": r"\beyes?\b|-eyed\b",
    "build": r"-built\b|-shouldered\b|\b(?:tall|short|thin|slim|slender|stout|fat|lean|big|small|broad|stocky|wiry|"
    r"lanky|heavy|round|plump|burly|build|built|figure|shoulders?|muscular|frail|petite|tiny|huge|gaunt|podgy|portly)\b",
    "face": r"-faced\b|\b(?:face|nose|mouth|chin|jaw|cheeks?|features|complexion|skin|freckle\w*|scar|beard|moustache|"
    r"mustache|brows?|eyebrows?|lips|wrinkle\w*)\b",
}
_DRESSED = r"\b(?:wear\w*|dressed|clad|coat|dress|robes?)\b"


@dataclass(frozen=True)
class Proposal:
    """A new image prompt that somebody may accept. `provider` wrote it, as the history keeps it.

    `source` is what it was read from, and the evidence's lines count in it; `script` is that script's name, if one was
    read from a production; `not_stated` names what nothing is said of.
    """

    image_prompt: str
    evidence: tuple[Look, ...]
    provider: str
    not_stated: tuple[str, ...]
    source: Source
    script: str = ""

    def as_json(self) -> dict[str, Any]:
        """The answer of the describe route."""
        return {
            "image_prompt": self.image_prompt,
            "evidence": [{"text": look.text, "line": look.line} for look in self.evidence],
            "provider": self.provider,
            "not_stated": list(self.not_stated),
            "source": self.source,
            "script": self.script or None,
        }


def describe_character(
    script: ScriptText, name: str, aliases: Sequence[str] = (), style: str = "phrases"
) -> Proposal | None:
    """What the script says about one character, or None where it never names them."""
    called = {tokens(one) for one in (name, *aliases)}
    for person in describe(script, style):
        if called & {tokens(one) for one in (person.name, *person.aliases)}:
            return Proposal(person.image_prompt, person.evidence, RULES, not_stated(person.evidence), "script")
    return None


def describe_notes(text: str, name: str, aliases: Sequence[str] = (), style: str = "phrases") -> Proposal:
    """The same from notes that are all about one character, as a card's description is.

    Sections, bullets, labels and W++ are read as structure; prose outside any section counts, and that of sections of
    an unknown kind where no section or label tells looks. {{char}} is the character, {{user}} somebody else.
    """
    found = notes.read(number_lines(notes.filled(text)), (name, *aliases))
    called = (name, *aliases, *found.names, *notes.OWN)
    noted = Noted(called)
    looks, gender = noted.looks(found.entries)
    told, opens = bool(looks), True
    for lines in (found.prose, () if told else found.aside):
        for paragraph in read_prose(lines).finish("notes").paragraphs:
            if paragraph.kind == kinds.ACTION:
                looks += noted.free(paragraph, opens=opens)
                opens = False
    evidence = default_looks(list(dict.fromkeys(looks)))
    sex = gender.core if gender else ""
    prompt = render([look.core or look.text for look in evidence], called, sex, style)
    prompt = prompt if "\u2033" in text else prompt.replace("\u2033", '"')
    add = gender and prompt and gender.text not in [look.text for look in evidence]
    quoted = (gender, *evidence) if gender and add else evidence
    quoted = tuple(replace(look, text=notes.as_written(look.text, text)) for look in quoted)
    return Proposal(prompt, quoted, RULES_ON_NOTES, not_stated(evidence), "description")


def not_stated(looks: Sequence[Look]) -> tuple[str, ...]:
    """What a portrait needs and these looks do not say: age, hair, eyes, build, face, clothes."""
    told = " ".join(look.text for look in looks).lower()
    missing = [aspect for aspect, words in _ASPECTS.items() if not re.search(words, told)]
    dressed = any(look.kind == WARDROBE or dresses(look.text) for look in looks) or re.search(_DRESSED, told)
    return (*missing, *(() if dressed else ("clothes",)))
