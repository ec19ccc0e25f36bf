"""How present everybody is in the reader's mind, and whom a pronoun means by it. Pure.

The weights and their halving with each sentence are those of Lappin and Leass, "An Algorithm for Pronominal Anaphora
Resolution", Computational Linguistics 20 (4), 1994, for the roles that can be told without a parser.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

SUBJECT, _NEW, OBJECT, OBLIQUE, OWNER = 310.0, 460.0, 280.0, 200.0, 150.0  # what a mention weighs in its sentence
_SAME_ROLE = 35.0
_FRESH = 150.0  # whoever has just come in is spoken of next
_FAINT = 0.05
_SWEEP = 16  # sentences
_OFTEN, _FAMILIAR = 20, 15.0  # whoever has been spoken of so often stays a little present
_LONG = 120  # sentences
_FORGOTTEN = 2.0  # too faint to be meant


@dataclass
class Presence:
    """How present one person is: the weight of the sentences before, of this one, and the last role."""

    before: float = 0.0
    now: float = 0.0
    role: float = 0.0
    last: int = -1  # the sentence in which `now` was written
    often: int = 0  # in how many sentences they have been spoken of
    said: int = -9  # the last of them
    came: int = -9  # the sentence in which they came in


class Salience:
    """The presence of all people, by index, sentence after sentence."""

    def __init__(self) -> None:
        self._known: dict[int, Presence] = {}
        self.sentence = 0

    def next_sentence(self) -> None:
        """Everything so far is half as present; what is no longer present is forgotten."""
        self.sentence += 1
        if self.sentence % _SWEEP == 0:
            self._known = {
                who: one for who, one in self._known.items() if self.of(who) > _FORGOTTEN or self._is_familiar(one)
            }

    def forget(self) -> None:
        """Start a new chapter: "she" may still be who it was, but anybody who comes in is more present."""
        for presence in self._known.values():
            self._settle(presence)
            presence.before, presence.now, presence.came = (presence.before + presence.now) * _FAINT, 0.0, -9

    def mention(self, who: int, role: float, *, new: bool = False) -> None:
        """Somebody is spoken of in this sentence; the heaviest role counts. `new`: they come in just now."""
        presence = self._known.setdefault(who, Presence(last=self.sentence))
        self._settle(presence)
        presence.often += presence.said != self.sentence
        presence.said = self.sentence
        presence.now = max(presence.now, _NEW if new else role)
        presence.role = role
        if new and role == SUBJECT:
            presence.came = self.sentence

    def merge(self, who: int, into: int) -> None:
        """Two turn out to be one."""
        was = self._known.pop(who, None)
        if was is None:
            return
        self._settle(was)
        mine = self._known.setdefault(into, Presence(last=self.sentence))
        self._settle(mine)
        mine.often, mine.said = mine.often + was.often, max(mine.said, was.said)
        mine.before, mine.now, mine.role = mine.before + was.before, max(mine.now, was.now), was.role

    def of(self, who: int) -> float:
        """How present somebody is now."""
        presence = self._known.get(who)
        if presence is None:
            return 0.0
        self._settle(presence)
        return presence.before + presence.now

    def best(
        self, fitting: Iterable[tuple[int, float]], role: float, without: Container[int] = (), first: int | None = None
    ) -> int | None:
        """The most present of those who fit, each with a weight for how well; `first` is the clause's subject."""
        best, most = None, _FORGOTTEN
        for who, fit in fitting:
            presence = self._known.get(who)
            if presence is None or who in without:
                continue
            self._settle(presence)
            weight = presence.before + presence.now
            if self._is_familiar(presence):
                weight = max(weight, _FAMILIAR)
            weight += _SAME_ROLE * (presence.role == role) * (weight > _SAME_ROLE)
            weight += SUBJECT * (who == first) + _FRESH * (self.sentence - presence.came <= 1)
            weight *= fit
            if weight > most:
                best, most = who, weight
        return best

    def known(self) -> list[int]:
        """Everybody spoken of since the chapter began."""
        return list(self._known)

    def _is_familiar(self, presence: Presence) -> bool:
        return presence.often > _OFTEN and self.sentence - presence.said < _LONG

    def _settle(self, presence: Presence) -> None:
        gone = self.sentence - presence.last
        if gone:
            presence.before = (presence.before + presence.now) * 0.5 ** min(gone, 60)
            presence.now = 0.0
            presence.last = self.sentence
