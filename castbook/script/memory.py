"""Whom he, she, they and I mean at a point of the text. Pure."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from . import lexicon as lex
from .people import SEVERAL, Person
from .text import is_caps

if TYPE_CHECKING:
    from .references import Reference, References

Who = tuple[int, ...]  # indices of people; several for "they"

SELF = "self"  # the gender of a narrator who says I, whom he and she never mean
MANY = frozenset({"they", "their", "them", "both", "all", "each"})
_REMEMBERED = 12


class Memory:
    """The people spoken of, newest first. The last of `people` stands for a stranger who may yet be named."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = people
        self.stranger = len(people) - 1
        self.narrator: Who = tuple(i for i, person in enumerate(people) if person.gender == SELF)
        self.called = {  # MAN: a man who comes in is that one
            person.name.lower().removeprefix("the "): (i,)
            for i, person in enumerate(people)
            if (" " not in person.name or is_caps(person.name)) and not person.passes_by
        }
        self._cued = {  # THE LADY, before she is called by her name
            name.lower().removeprefix("the "): i
            for i, person in enumerate(people)
            for name in (() if person.passes_by else person.names)
            if name.lower().startswith("the ") and len(name.split()) == 2
        }
        self._groups = frozenset(i for i, person in enumerate(people) if person.gender == SEVERAL)
        self.seen: set[int] = set()
        self.portrayed: set[int] = set()  # who has been said to look like something
        self.awaited: Set[int] = frozenset()  # who speaks later in a screenplay's scene
        self.away: Set[int] = frozenset()  # who is cued by a noun like MAN in other scenes alone
        self.role = ""  # the noun that the last stranger is known by: visitor, policeman
        self.came_as = ""  # the noun that brought the last stranger in
        self.brought: set[str] = set()  # nouns by which a play has just brought somebody in: lady, gentleman
        self.roles: dict[str, Who] = {}  # who those turned out to be; "": the last of them
        self.portrait: Who = ()  # whom the sentence before in the same paragraph introduced or described
        self.part: tuple[str, Who] = ("", ())  # the tag of the part of a body that was spoken of last, and whose
        self.sitter: Who = ()  # whom the portrait is of that goes on for now
        self.continues = False  # a sentence came before in the same paragraph
        self.prose = False  # a story, where people come in by the way
        self.by_the_way = False  # a story or a play, where whole people come in by the way
        self.unnamed = False  # a stranger's portrait waits for a name
        self.aside = False  # the paragraph is an aside about whoever speaks
        self.described = False  # and it said what somebody is
        self.references: References | None = None  # in a story: whom each noun and pronoun means
        self.entered: Who = ()  # who comes in or is found on the stage in the last sentence with names
        self.theme: Who = ()  # whom a play's description of its characters is about
        self.brought_by_name: Who = ()  # whom a play's paragraph names for the first time
        self.line = 0  # where the paragraph begins
        self.forget()

    def forget(self) -> None:
        """Start a new scene."""
        self.subject: Who = ()
        self.sitter = ()
        self.part = ("", ())
        self.group: Who = ()
        self.recent: list[int] = []
        self.named: Who = ()  # in the sentence before
        self.fresh: Who = ()  # who came in last, in this paragraph or the one before

    def notice(self, who: Sequence[int]) -> None:
        """Take note of people who are named without being the subject."""
        self.named = tuple(who)
        first = self.recent[:1]
        order = (*first, *reversed(who), *self.recent[1:])
        self.recent = list(dict.fromkeys(order))[:_REMEMBERED]

    def remember(self, who: Who) -> None:
        """Take note of the subject of a clause."""
        if not who:
            return
        self.subject = who
        if len(who) > 1 or not self._groups.isdisjoint(who):
            self.group = who
        self.recent = [*who, *(other for other in self.recent if other not in who)][:_REMEMBERED]

    def remember_nobody(self) -> None:
        """Take note that the text goes on about others than the one it spoke of."""
        self.subject = self.portrait = self.sitter = ()

    def several(self, number: str) -> Who:
        """Whom "all three" means: the group that was spoken of, if it is as many, else as many as came last."""
        many = {"two": 2, "three": 3, "four": 4}.get(number, 0)
        recent = [who for who in self.recent if who != self.stranger]
        alone = self.prose or len(self.group) == many or not 1 < many <= len(recent)
        return self.group if alone else tuple(reversed(recent[:many]))

    def called_by(self, noun: str, before: str = "") -> Who:
        """Whose part a noun is, with the word `before` it or alone: a dour old woman who comes in is OLD WOMAN.

        THE WOMAN is a woman who comes in if nothing has been said of her so far; so is WOMAN in a screenplay.
        """
        called = self.called.get(f"{before} {noun}") or self.called.get(noun, ())
        if called and all(who in self.away for who in called):
            return ()
        if called:
            return called if self.by_the_way or not self.portrayed.issuperset(called) else ()
        cued = None if self.prose else self._cued.get(noun)
        return (cued,) if cued is not None and cued not in self.portrayed else ()

    def told(self, start: int) -> Reference | None:
        """What a story's noun or pronoun at `start` of the paragraph means."""
        return self.references.at(self.line, start) if self.references else None

    def meet_stranger(self, gender: str, noun: str = "") -> Who:
        """Somebody without a name enters: "she" is no longer who it was before. A story's strangers are known."""
        if self.references:
            return ()
        self.people[self.stranger].gender = gender
        self.role, self.came_as = "", noun
        self.remember((self.stranger,))
        return (self.stranger,)

    def fits(self, who: Who, pronoun: str) -> bool:
        """Whether a pronoun can mean this one person."""
        gender = lex.PRONOUNS.get(pronoun, "")
        if len(who) != 1 or not gender:
            return False
        known = self.people[who[0]].gender
        return known == gender or (known == "" and gender != SELF)

    def meant_by(self, pronoun: str, first: Who = (), *, portrays: bool = False) -> Who:
        """Whom a pronoun means, `first` before all others; nobody rather than the wrong one.

        `portrays`: the clause says how somebody looks, which is said of whoever has just come in.
        """
        if pronoun in MANY:
            many = first if len(first) > 1 or not self._groups.isdisjoint(first) else self.group
            return () if portrays and set(many) & set(self.narrator) else many
        if self.fits(first, pronoun):
            return first
        if self.fits(self.theme, pronoun):
            return self.theme
        entered = [who for who in self.entered if self.fits((who,), pronoun)] if portrays else []
        entered = [who for who in entered if who not in self.portrayed] or entered
        if len(entered) == 1:
            return (entered[0],)
        if portrays and self.fits(self.fresh, pronoun):
            other = [who for who in self.named if self.fits((who,), pronoun)]
            new = len(other) == 1 and other[0] not in self.portrayed and self.by_the_way and not self.prose
            return tuple(other) if new and self.fresh[0] in self.portrayed.difference(self.named) else self.fresh
        if self.fits(self.subject, pronoun):
            return self.subject
        fitting = [who for who in self.recent if self.fits((who,), pronoun)]
        sure = [who for who in fitting if self.people[who].gender]
        near = [who for who in sure if who in self.named] or [who for who in fitting if who in self.named]
        awaited = [who for who in self.awaited if self.fits((who,), pronoun) and self.people[who].gender]
        fitting = fitting or (awaited if len(awaited) == 1 else [])  # "INT. HALL - NIGHT. He is in a duffel coat."
        return (next(iter((*near, *sure, *fitting))),) if fitting else ()
