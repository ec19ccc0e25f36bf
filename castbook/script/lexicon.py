"""Word lists and the small words of grammar that the rules need. Pure; plain lists, lower case."""

from __future__ import annotations


def word_list(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


COPULAS = word_list(
    """
    isn't aren't wasn't weren't is was are were be been being 's looks looked look seems seemed appears appeared
    remains remained 're gone
    """
)
POSSESSING = word_list(
    """
    have sporting sports sported has had having possesses possessed bears bore boasts boasted wielding flaunting
    displaying displays displayed
    """
)
PRONOUNS = {
    **dict.fromkeys(("he", "his", "him", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
    **dict.fromkeys(("i", "my", "me", "myself"), "self"),
}
ADVERBS = word_list(
    """
    very rather quite somewhat remarkably unusually extremely almost nearly still also too slightly really fairly so
    extraordinarily exceedingly particularly singularly strikingly perfectly distinctly incredibly impossibly
    painfully unnaturally prematurely carefully carelessly neatly simply nicely freshly heavily lightly poorly
    richly elegantly tastefully not but yet and or more most less just even now already once always naturally
    curiously strangely beautifully exquisitely well badly half barely entirely wholly all only exceptionally
    perhaps apparently obviously evidently immaculately impeccably plainly soberly casually formally smartly far
    improbably absurdly ridiculously comically alarmingly startlingly shockingly surprisingly suspiciously
    unfashionably expensively cheaply hastily hurriedly severely sternly primly properly formerly recently newly
    exactly roughly approximately about-to somewhere scarcely hardly probably possibly maybe easily clearly vaguely
    faintly never ever enough thereabouts
    """
)
