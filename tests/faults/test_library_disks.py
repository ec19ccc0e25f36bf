"""Real disks that are full or read-only, where this machine lets us mount one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from castbook import images
from castbook.errors import Forbidden, StorageFull
from castbook.library import Library, schema, texts


def picture(side: int = 64) -> bytes:
    return images.encode_png(np.frombuffer(os.urandom(side * side * 3), dtype=np.uint8).reshape(side, side, 3))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no mount command here")
    if mounted.returncode:
        pytest.skip("mounting a disk needs root")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_full_disk_is_said_in_words_changes_nothing_and_recovers(disk: Path):
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(100_000))
    library = Library.open(disk / "library", sample=False)
    character = library.create_character(library.create_production("One").id, "Mira")
    with pytest.raises(StorageFull):
        for _ in range(200):
            library.add_version(character.id, picture(), source="uploaded")
    count = library.character(character.id).version_count
    filler = disk / "filler"
    try:
        with filler.open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass
    except OSError:
        pass
    before = files(library.root)
    for act in (
        lambda: library.create_production("Two"),
        lambda: library.update_character(character.id, description="x" * 9_000),
        lambda: library.add_version(character.id, picture(), source="uploaded"),
    ):
        with pytest.raises(StorageFull) as caught:
            act()
        assert caught.value.hint and str(disk) not in caught.value.message
        assert files(library.root) == before
    assert library.character(character.id).version_count == count
    assert all(library.image(version.id) for version in library.versions(character.id).items)
    for path in (ballast, filler):
        path.unlink()
    assert library.add_version(character.id, picture(), source="uploaded").number == count + 1
    assert library.check().problems == []
    library.close()


def test_a_read_only_disk_is_read_and_refuses_writes_in_words(disk: Path):
    library = Library.open(disk / "library", sample=False)
    character = library.create_character(library.create_production("One").id, "Mira")
    data = picture()
    version = library.add_version(character.id, data, source="uploaded")
    library.close()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    before = files(disk)
    library = Library.open(disk / "library")
    assert library.image(version.id) == data and library.thumbnail(version.id, 256)
    for act in (
        lambda: library.create_production("Two"),
        lambda: library.add_version(character.id, picture(), source="uploaded"),
        lambda: library.select(character.id, version.id),
        lambda: library.runner(),
    ):
        with pytest.raises(Forbidden) as caught:
            act()
        assert caught.value.code == "library_read_only"
    assert library.check().problems == [] and files(disk) == before
    with pytest.raises(Forbidden):
        Library.open(disk / "another")
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert library.add_version(character.id, picture(), source="uploaded").number == 2
    library.close()


def test_an_older_library_on_a_read_only_disk_is_read_as_it_is_and_brought_up_when_it_may_be_written(
    disk: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as older:
        older.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        older.setattr(texts, "sought", lambda names: texts.key("\n".join(names)))
        library = Library.open(disk / "library", sample=False)
        production = library.create_production("One")
        library.create_character(production.id, "Zo\u00eb")
        library.close()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    before = files(disk)
    library = Library.open(disk / "library")
    assert library.characters(production.id, query="zo").total == 1
    assert library.check().problems == [] and files(disk) == before
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    library.create_character(production.id, "No\u00e9")
    assert library.check().problems == []
    library.close()
    library = Library.open(disk / "library")
    assert [library.characters(production.id, query=one).total for one in ("zoe", "noe")] == [1, 1]
    assert library.check().problems == []
    library.close()
