"""Which font has a letter: Pillow's own, else one that is installed on this machine."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont, features

Font = ImageFont.FreeTypeFont
OWN = ""  # stands for Pillow's font where other fonts stand with their paths
PROBE = 20  # pixels: the size in which letters are looked for
NOBODYS = "\U0010ffff"  # no letter of any font: what a font draws for it, it draws for whatever it lacks
# What sets a face apart from the plain upright ones, which are tried first.
SPECIAL = (
    *("bold", "italic", "oblique", "light", "thin", "black", "heavy", "medium", "semi", "extra", "narrow", "condensed"),
    *("mono", "serif", "math", "display", "nastaliq", "rashi"),
)
PLACEHOLDERS = ("lastresort", "blank")  # fonts that have something for every letter, and never the letter


@lru_cache(maxsize=64)
def own(pixels: int) -> Font:
    """Pillow's bundled font, `pixels` high."""
    found = ImageFont.load_default(size=max(6, pixels))
    assert isinstance(found, Font)  # Pillow's wheels come with FreeType; without it there is only a tiny bitmap font
    return found


@lru_cache(maxsize=64)
def face(source: str, pixels: int) -> Font:
    """The font of a source, `pixels` high; letters that join or run from right to left do so."""
    return own(pixels) if source == OWN else ImageFont.truetype(source, max(6, pixels))


class Fonts:
    """The fonts below some folders. For equal folders every letter has the same font, whatever was asked before."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._sources: dict[str, str | None] = {}

    def source(self, mark: str) -> str | None:
        """Which font has this letter: OWN, a file's path, or None where no font has it. `seek` it first."""
        return OWN if mark.isascii() and mark.isprintable() else self._sources.get(mark)

    def seek(self, text: str) -> None:
        """Find a font for each letter of the text, all of them in one look through the files."""
        wanted = {mark for mark in text if self.source(mark) is None and mark not in self._sources}
        found: dict[str, str | None] = {mark: OWN for mark in wanted if _has(own(PROBE), mark)}
        if not features.check("raqm"):  # without it Pillow sets Arabic and Hebrew backwards
            found |= {mark: None for mark in wanted - found.keys() if _runs_backwards(mark)}
        for path, tried in self._faces() if len(found) < len(wanted) else ():
            found |= {mark: path for mark in wanted - found.keys() if _has(tried, mark)}
            if len(found) == len(wanted):
                break
        self._sources |= dict.fromkeys(wanted) | found

    def _faces(self) -> Iterator[tuple[str, Font]]:
        for path in self._paths():
            try:
                yield str(path), _plain(str(path))
            except OSError:  # damaged, or made of pictures in one size
                continue

    def _paths(self) -> list[Path]:
        """Every font file, the plainest first."""
        found = [
            Path(folder, name)
            for top in self._folders
            for folder, _, names in os.walk(top, followlinks=True)
            for name in names
            if name.lower().endswith((".ttf", ".otf", ".ttc"))
        ]
        return sorted((path for path in found if not _names(path, PLACEHOLDERS)), key=_plainness)


@lru_cache(maxsize=1)
def system() -> Fonts:
    """The fonts installed on this machine."""
    return Fonts(folders())


def folders() -> list[Path]:
    """Where this system keeps its fonts and the user's."""
    variables = os.environ
    if sys.platform == "win32":
        windows, personal = variables.get("SYSTEMROOT", "C:\\Windows"), variables.get("LOCALAPPDATA")
        return [Path(windows, "Fonts"), *([Path(personal, "Microsoft", "Windows", "Fonts")] if personal else [])]
    home = Path(variables.get("HOME") or os.devnull)
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shared = variables.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    personal = variables.get("XDG_DATA_HOME") or home / ".local" / "share"
    return [*(Path(folder, "fonts") for folder in (*shared.split(":"), personal)), home / ".fonts"]


@lru_cache(maxsize=4096)
def has(source: str, mark: str) -> bool:
    """Whether this one font has the letter."""
    return _has(own(PROBE) if source == OWN else _plain(source), mark)


def _plain(path: str) -> Font:
    """A font that shows each letter by itself, and so what it lacks too."""
    return ImageFont.truetype(path, PROBE, layout_engine=ImageFont.Layout.BASIC)


def _has(tried: Font, mark: str) -> bool:
    shape, nothing = tried.getmask(mark), tried.getmask(NOBODYS)
    return shape.getbbox() is not None and (shape.size, [*shape]) != (nothing.size, [*nothing])


def _runs_backwards(mark: str) -> bool:
    return unicodedata.bidirectional(mark) in ("R", "AL", "AN")


def _names(path: Path, words: Sequence[str]) -> int:
    return sum(word in path.stem.lower() for word in words)


def _plainness(path: Path) -> tuple[int, bool, str, str]:
    return _names(path, SPECIAL), "sans" not in path.stem.lower(), path.name.lower(), str(path)
