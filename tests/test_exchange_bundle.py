"""The .cast bundle: everything comes back bit for bit, twice changes nothing, and a foreign one only adds."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from castbook import exchange
from castbook.cast import DesignRef, EngineInfo, Settings
from castbook.errors import CastbookError, StorageFull
from castbook.library import Library
from castbook.library.index import connect
from castbook.models import REMEMBERED

SETTINGS = Settings(image_prompt="a", negative="", seed="18446744073709551615", model="slate", cfg=7.5, steps=20)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "here", sample=False)
    yield opened
    opened.close()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "there", sample=False)
    yield opened
    opened.close()


def picture(color: str, form: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (24, 36), color).save(stream, form)
    return stream.getvalue()


@pytest.fixture
def full(here: Library) -> str:
    """A production with everything a production can have."""
    production = here.create_production("Night Ferry")
    here.save_script(production.id, "pilot.fountain", "fountain", b"INT. B - DAY\n\nMIRA\nNo.\n")
    here.save_script(production.id, "ferry.fountain", "fountain", b"INT. A - DAY\n\nMIRA\nYes.\n")
    film = here.create_design(production.id, "Film", "grain", negative="", seed="7", aspect="2:3", model="slate")
    here.update_design(film.id, style_prompt="fine grain")
    ink = here.create_design(production.id, "Ink", style_position="before")
    here.update_production(production.id, active_design_id=ink.id)
    mira = here.create_character(production.id, "Mira", ["M."], "A cellist.", "first", author="rules")
    here.update_character(mira.id, image_prompt="second")
    for color, form in (("red", "PNG"), ("green", "JPEG"), ("blue", "WEBP"), ("red", "PNG")):
        here.add_version(
            mira.id,
            picture(color, form),
            source="generated",
            settings=SETTINGS,
            design=DesignRef(id=film.id, name="Film", revision=2),
            engine=EngineInfo(kind="slate", seconds=1.5),
            author="anna",
            graph={"3": {"class_type": "KSampler", "inputs": {"cfg": 7.5}}},
        )
    here.delete_version(here.version_numbered(mira.id, 1).id)
    here.select(mira.id, here.version_numbered(mira.id, 2).id)
    here.create_character(production.id, "Jonas")
    return production.id


def bundle(library: Library, production: str) -> bytes:
    stream = io.BytesIO()
    exchange.export_bundle(library, production, stream)
    return stream.getvalue()


def everything(library: Library, production: str) -> Any:
    """All that a production holds, without ids and times of its own."""
    people = []
    for one in library.characters(production).items:
        versions = [
            (
                library.image(v.id),
                v.settings,
                v.engine,
                v.author,
                v.created_at,
                v.selected,
                library.graph(v.id),
                v.design,
            )
            for v in reversed(library.versions(one.id).items)
        ]
        prompts = [(p.text, p.author) for p in library.image_prompts(one.id).items]
        people.append((one.name, one.aliases, one.description, one.image_prompt, prompts, _without_ids(versions)))
    designs = [
        dataclasses.replace(d, id="", production_id="", created_at="", revision=0)
        for d in library.designs(production).items
    ]
    active = library.production(production).active_design_id
    kept = [(script.name, library.script_bytes(script)) for script in library.scripts(production)]
    return people, designs, active and library.design(active).name, kept


def _without_ids(versions: list[Any]) -> list[Any]:
    return [(*one[:-1], one[-1] and (one[-1].name, one[-1].revision)) for one in versions]


def test_a_production_comes_back_as_it_was(here: Library, there: Library, full: str) -> None:
    target = there.create_production("Other").id
    found = exchange.import_file(there, target, "ferry.cast", bundle(here, full))
    assert found.kind == "bundle" and {one.status for one in found.arrivals} == {"new"}
    assert everything(there, target) == everything(here, full)
    mira = there.character_named(target, "Mira")
    assert [v.number for v in there.versions(mira.id).items] == [3, 2, 1]
    assert {v.source for v in there.versions(mira.id).items} == {"imported"}


def test_half_a_bundle_is_called_one(here: Library, there: Library, full: str) -> None:
    target = there.create_production("Other").id
    whole = bundle(here, full)
    for data in (whole[: len(whole) // 2], b""):
        with pytest.raises(CastbookError, match="damaged or incomplete"):
            exchange.preview_file(there, target, "ferry.cast", data)
    assert there.characters(target).total == 0


def test_importing_twice_changes_nothing(here: Library, there: Library, full: str) -> None:
    target = there.create_production("Other").id
    data = bundle(here, full)
    exchange.import_bundle(there, target, data)
    before = everything(there, target)
    again = exchange.import_bundle(there, target, data)
    assert {one.status for one in again} == {"known"} and not any(one.added_versions for one in again)
    assert everything(there, target) == before
    exchange.import_bundle(here, full, data)
    assert bundle(here, full) == data


def test_the_same_production_gives_the_same_bundle(here: Library, full: str) -> None:
    assert bundle(here, full) == bundle(here, full)


def test_a_bundle_names_its_models_with_the_hashes_that_are_known(here: Library, full: str) -> None:
    def models() -> Any:
        with zipfile.ZipFile(io.BytesIO(bundle(here, full))) as archive:
            return json.loads(archive.read("cast.json"))["models"]

    assert models() == [{"name": "slate", "sha256": None, "tensors_sha256": None}]
    here.update_design(here.design_named(full, "Ink").id, model="xl.safetensors")
    here.set_setting(REMEMBERED, {"/models/xl.safetensors": {"name": "xl.safetensors", "tensors_sha256": "ab" * 32}})
    assert models()[1] == {"name": "xl.safetensors", "sha256": None, "tensors_sha256": "ab" * 32}


def test_what_is_there_stays_and_only_what_is_missing_comes(here: Library, there: Library, full: str) -> None:
    target = there.create_production("Other").id
    mine = there.create_character(target, "mira", image_prompt="mine")
    design = there.create_design(target, "FILM", "my own")
    own = there.add_version(mine.id, picture("white"), source="uploaded")
    exchange.import_bundle(there, target, bundle(here, full))
    after = there.character(mine.id)
    assert (after.name, after.image_prompt, after.version_count) == ("mira", "mine", 4)
    assert after.selected is not None and after.selected.id == own.id
    assert there.design(design.id) == design
    assert there.production(target).active_design_id == design.id


def test_a_bundles_design_with_the_nodes_word_for_the_active_one_stays_behind_like_one_whose_name_is_taken(
    here: Library, there: Library, full: str
) -> None:
    target = there.create_production("Other").id
    data = changed(bundle(here, full), lambda m: m["designs"][0].update(name="Active"))
    assert exchange.preview_file(there, target, "ferry.cast", data).designs == ("Ink",)
    exchange.import_file(there, target, "ferry.cast", data)
    assert [design.name for design in there.designs(target).items] == ["Ink"]
    assert there.character_named(target, "Mira").version_count == 3


def changed(data: bytes, change: Callable[[dict[str, Any]], Any]) -> bytes:
    """The same bundle with another cast.json."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "cast.json":
                manifest = json.loads(content)
                change(manifest)
                content = json.dumps(manifest).encode()
            new.writestr(name, content)
    return stream.getvalue()


def version(manifest: dict[str, Any]) -> dict[str, Any]:
    return next(c for c in manifest["characters"] if c["name"] == "Mira")["versions"][0]


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.update(format="other"),
        lambda m: m.update(version=2),
        lambda m: m.update(characters=3),
        lambda m: m.update(characters=[3]),
        lambda m: m["characters"][0].update(name=None),
        lambda m: m["characters"][0].update(aliases=[1]),
        lambda m: version(m).update(sha256="0" * 64),
        lambda m: version(m).update(file="../../etc/passwd"),
        lambda m: version(m).update(file="images/none"),
        lambda m: version(m).update(number=True),
        lambda m: version(m)["settings"].update(seed=7),
        lambda m: version(m)["settings"].update(steps="many"),
        lambda m: m["designs"][0].update(style_prompt=3),
        lambda m: m["designs"][1].update(seed="abc"),
        lambda m: m["designs"][0].update(aspect="7:1"),
        lambda m: m["designs"][0].update(style_position="beside"),
        lambda m: m["characters"][1].update(name="M" * 400),
        lambda m: m["characters"][1].update(name="Mira\nVoss"),
        lambda m: m["characters"][1].update(name="\u200b"),
        lambda m: m["characters"][1].update(aliases=["M" * 400]),
        lambda m: m["characters"][1].update(aliases=[f"M{n}" for n in range(51)]),
        lambda m: m["characters"][1].update(description="d" * 20_001),
        lambda m: m["characters"].append(dict(m["characters"][0], name="MIRA")),
        lambda m: m["script"].update(name="a\nb"),
        lambda m: version(m).update(created_at="yesterday"),
        lambda m: version(m).update(created_at="0001-01-01T00:00:00+14:00"),
        lambda m: version(m).update(author="a\0"),
        lambda m: version(m)["settings"].update(cfg=float("nan")),
        lambda m: version(m)["settings"].update(cfg=10**400),
        lambda m: version(m)["settings"].update(steps=10**400),
        lambda m: version(m)["settings"].update(seed="abc"),
        lambda m: version(m)["settings"].update(seed="9" * 40),
        lambda m: version(m)["settings"].update(positive="a\ud800"),
        lambda m: version(m)["engine"].update(seconds=float("inf")),
        lambda m: version(m)["engine"].update(kind="a\ud800"),
        lambda m: version(m)["design"].update(revision=10**400),
    ],
)
def test_a_bundle_that_is_not_right_adds_nothing(
    here: Library, there: Library, full: str, change: Callable[[dict[str, Any]], Any]
) -> None:
    target = there.create_production("Other").id
    data = changed(bundle(here, full), change)
    with pytest.raises(CastbookError) as told:
        exchange.import_file(there, target, "x.cast", data)
    assert told.value.message.endswith(".")
    str(told.value).encode()
    with pytest.raises(CastbookError) as foretold:  # already the preview says it, in the same words
        exchange.preview_file(there, target, "x.cast", data)
    assert foretold.value.as_json() == told.value.as_json()
    assert there.characters(target).total == 0 and there.designs(target).total == 0


def test_what_is_wrong_is_said_with_whose_it_is(here: Library, there: Library, full: str) -> None:
    target = there.create_production("Other").id
    for change, said in (
        (lambda m: m["designs"][0].update(seed="abc"), "The design Film: The seed 'abc' is not a whole number"),
        (lambda m: version(m).update(created_at="once"), "Mira, version 2: That is not an ISO 8601 time"),
        (lambda m: m["characters"][0].update(aliases=["a" * 201]), "Jonas: The alias is longer than 200 characters."),
    ):
        with pytest.raises(CastbookError) as told:
            exchange.preview_file(there, target, "x.cast", changed(bundle(here, full), change))
        assert told.value.message.startswith(said)


def test_a_bundle_comes_in_whole_or_not_at_all(
    here: Library, there: Library, full: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = there.create_production("Other").id
    data = bundle(here, full)

    def full_disk(*_: object) -> None:
        raise StorageFull("disk_full", "The disk is full.", "Make room.")

    monkeypatch.setattr(there, "save_script", full_disk)
    with pytest.raises(StorageFull):
        exchange.import_bundle(there, target, data)
    assert there.characters(target).total == there.designs(target).total == 0
    monkeypatch.undo()
    exchange.import_bundle(there, target, data)
    assert everything(there, target) == everything(here, full)


def test_pictures_for_somebody_known_are_selected_where_nothing_is(here: Library, there: Library, full: str) -> None:
    data = bundle(here, full)
    for pick, number in ((lambda m: None, 1), (lambda m: m["characters"][1].update(selected=None), 3)):
        target = there.create_production(f"Other {number}").id
        known = there.create_character(target, "Mira")
        exchange.import_bundle(there, target, changed(data, pick))
        selected = there.character(known.id).selected
        assert selected is not None and selected.number == number


def test_pictures_that_an_import_left_unselected_are_selected_by_the_next(
    here: Library, there: Library, full: str
) -> None:
    target = there.create_production("Other").id
    data = bundle(here, full)
    known = there.create_character(target, "Mira")
    for old in reversed(here.versions(here.character_named(full, "Mira").id).items):
        there.add_version(known.id, here.image(old.id), source="imported", select=False, created_at=old.created_at)
    exchange.import_bundle(there, target, data)
    after = there.character(known.id)
    assert after.version_count == 3 and after.selected is not None and after.selected.number == 1


def test_a_library_that_holds_half_a_character_can_be_exported(here: Library, there: Library, full: str) -> None:
    mira = here.character_named(full, "Mira")
    with connect(here.root / "index.sqlite3", mode="rw") as db:  # as older versions of Castbook stored it
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute("UPDATE versions SET settings = ?", (json.dumps({"positive": "a\ud800", "seed": "abc"}),))
    target = there.create_production("Other").id
    exchange.import_bundle(there, target, bundle(here, full))
    brought = there.versions(there.character_named(target, "Mira").id).items
    assert here.versions(mira.id).items[0].settings.positive == "a\ud800"
    assert {version.settings for version in brought} == {Settings(positive="a\ufffd")}


def test_the_preview_names_the_damaged_versions(here: Library, there: Library, full: str) -> None:
    target = there.create_production("Other").id
    data = bundle(here, full)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        places = [one.header_offset + 30 + len(one.filename) for one in archive.infolist() if "images/" in one.filename]
    broken = bytearray(data)
    broken[places[0] + 20] ^= 1  # a bit flipped on the way: the zip's own checksum tells
    with pytest.raises(CastbookError, match=r"^Mira, version 2: .+ damaged.*\.$"):
        exchange.preview_file(there, target, "x.cast", bytes(broken))
    broken[places[2] + 20] ^= 1
    with pytest.raises(CastbookError) as told:
        exchange.preview_file(there, target, "x.cast", bytes(broken))
    assert told.value.code == "damaged_bundle"
    assert told.value.message == "2 of the 3 versions in the bundle are damaged: Mira, version 2; Mira, version 4."
    assert there.characters(target).total == 0


def test_the_preview_finds_a_picture_that_does_not_decode(here: Library, there: Library, full: str) -> None:
    target = there.create_production("Other").id
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundle(here, full))) as old, zipfile.ZipFile(stream, "w") as new:
        manifest = json.loads(old.read("cast.json"))
        junk = version(manifest)
        data = old.read(junk["file"])[:40]
        junk["sha256"] = hashlib.sha256(data).hexdigest()  # as somebody would do who wants it to pass
        junk["file"] = "images/junk"
        new.writestr("cast.json", json.dumps(manifest))
        new.writestr("images/junk", data)
        for name in old.namelist()[1:]:
            new.writestr(name, old.read(name))
    with pytest.raises(CastbookError, match=r"^Mira, version 2: "):
        exchange.preview_file(there, target, "x.cast", stream.getvalue())


def test_a_cut_bundle_is_said_in_words(here: Library, there: Library, full: str) -> None:
    target = there.create_production("Other").id
    data = bundle(here, full)
    for length in range(4, len(data), max(1, len(data) // 25)):
        with pytest.raises(CastbookError):
            exchange.import_file(there, target, "x.cast", data[:length])
    assert there.characters(target).total == 0


def test_a_foreign_bundle_cannot_reach_beyond_its_production(here: Library, there: Library, full: str) -> None:
    other = there.create_production("Other")
    bystander = there.create_character(other.id, "Mira", image_prompt="untouched")
    target = there.create_production("Target").id
    wanted = changed(bundle(here, full), lambda m: m.update(settings={"describer": {"address": "http://evil"}}))
    exchange.import_bundle(there, target, wanted)
    assert there.setting("describer") is None
    assert there.character(bystander.id) == bystander and there.production(other.id).name == "Other"
