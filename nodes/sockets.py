"""What the nodes share: the category, the types of their sockets, the lists of names, and answers about names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from .. import host

if TYPE_CHECKING:
    from ..castbook.handbuilt import Workbench

CATEGORY = "Castbook"
CHARACTER = "CASTBOOK_CHARACTER"
DESIGN = "CASTBOOK_DESIGN"
PORTRAIT_PROMPT = "CASTBOOK_PORTRAIT_PROMPT"
LINKED = float("nan")  # what IS_CHANGED returns for a name that only the running graph knows: it may mean anything now


def productions() -> list[str]:
    """The productions to choose from, from memory. Never empty: an empty list makes no usable combo box."""
    return list(host.names()) or [""]


def characters() -> list[str]:
    """The characters of all productions to choose from; the page narrows them to the chosen production."""
    return _distinct(names.characters for names in host.names().values()) or [""]


def designs(first: str) -> list[str]:
    """The designs of all productions to choose from, after `first`."""
    return [first, *_distinct(names.designs for names in host.names().values())]


def find_character(production: str | None, character: str | None) -> bool | str:
    """What VALIDATE_INPUTS returns for a character; a linked name (None) is only known when the graph runs.

    ComfyUI (0.3.64 to 0.33) writes one answer beside every input that the check names, so that it says twice what is
    missing. An input that is not named is held against the list in the page, which knows no alias and no new name.
    An error that is raised here instead is written once, but as a failure of the check itself, with a traceback that
    names paths of the machine and an input of the node that comes after.
    """
    if production is None or character is None:
        return True
    known = host.names().get(production)
    if known and character in known.characters:
        return True
    return answer(lambda bench: bench.load_character(production, character))


def answer(look_up: Callable[[Workbench], object]) -> bool | str:
    """True if the look-up finds everything, else what is missing and what to do. Comes on the server's event loop.

    While the library is still being opened, the node's own turn will tell.
    """
    try:
        with host.workbench(waits=False) as bench:
            look_up(bench)
    except host.NotYet:
        return True
    except host.NodeError as error:
        return str(error)
    return True


def state(look_up: Callable[[Workbench], str]) -> str:
    """What IS_CHANGED returns: the state of what was looked up, or the trouble, which then is said by the node."""
    try:
        with host.workbench() as bench:
            return look_up(bench)
    except host.NodeError as error:
        return str(error)


def _distinct(lists: Iterable[Iterable[str]]) -> list[str]:
    return sorted({name for names in lists for name in names}, key=str.casefold)
