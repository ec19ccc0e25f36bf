"""The portrait prompt: what was typed comes through as typed, and every value has its source."""

from __future__ import annotations

import json
import math

import pytest

from castbook.cast import ASPECTS, UNSET, Character, Design, GenerationRequest, Production
from castbook.errors import CastbookError, Conflict, Invalid
from castbook.families import FAMILIES, Model, defaults, stand_in
from castbook.prompt import check_seed, choose_model, draw_seed, find_model, merge, read_request, resolve, seeds

PRODUCTION = Production(id="p1", name="The Lighthouse", active_design_id=None, created_at="")
MIRA = Character(
    id="c1", production_id="p1", name="Mira", image_prompt="a woman of 40", description="Forty, weathered."
)
NOIR = Design(
    id="d1",
    production_id="p1",
    name="Noir",
    style_prompt="film noir",
    negative="colour",
    seed="77",
    aspect="3:4",
    model="noir.safetensors",
    revision=3,
)
SDXL = Model(
    name="noir.safetensors",
    folder="checkpoints",
    family="sdxl",
    family_is_guess=False,
    native_size=(1024, 1024),
    negative_applies=True,
)
TURBO = Model(
    name="turbo.safetensors",
    folder="checkpoints",
    family="sdxl",
    family_is_guess=False,
    native_size=(512, 512),
    negative_applies=False,
    variant="turbo",
)


def resolved(fields=None, *, character=MIRA, design=NOIR, model=SDXL, draw=lambda: "5"):
    request = read_request(fields or {})
    return resolve(request, production=PRODUCTION, character=character, design=design, model=model, draw=draw)


@pytest.mark.parametrize(
    ("image", "style", "expected"),
    [
        ("a woman", "ink", "a woman, ink"),
        ("a woman,", "ink", "a woman, ink"),
        ("a woman, ", "ink", "a woman, ink"),
        ("a woman.", "ink", "a woman. ink"),
        ("a woman", ", ink", "a woman, ink"),
        ("a woman", " ink", "a woman, ink"),
        ("a woman BREAK", "ink", "a woman BREAK ink"),
        ("a woman", "BREAK ink", "a woman BREAK ink"),
        ("a woman BREAK ", "ink", "a woman BREAK ink"),
        ("OUTBREAK", "ink", "OUTBREAK, ink"),
        ("a woman\n", "ink", "a woman\nink"),
        ("a woman", "\nink", "a woman\nink"),
        ("(a woman:1.2)", "(ink:0.8)", "(a woman:1.2), (ink:0.8)"),
        ("embedding:face", "embedding:ink", "embedding:face, embedding:ink"),
        ("eine Frau\u3002", "Tusche", "eine Frau\u3002 Tusche"),
        ("a woman", "", "a woman"),
        ("", "ink", "ink"),
        ("  ", "ink", "ink"),
        ("a woman", " \n", "a woman"),
        ("", "", ""),
    ],
)
def test_the_seam_gets_one_separator_and_both_texts_come_through_as_typed(image, style, expected):
    assert merge(image, style, "after") == expected


def test_a_style_may_stand_before_the_image_prompt():
    assert merge("a woman", "ink", "before") == "ink, a woman"
    assert resolved(
        design=Design(id="d", production_id="p", name="D", style_prompt="ink", style_position="before")
    ).positive == ("ink, a woman of 40")


def test_what_was_typed_is_a_part_of_what_is_sent_letter_by_letter():
    typed = "  (red hair:1.3), embedding:mira\nBREAK\n[blue|green] eyes \\(anime\\), <lora:x:0.5>\t"
    portrait = resolved({"image_prompt": typed})
    assert typed in portrait.positive
    assert portrait.image_prompt == typed


def test_typed_comes_before_the_design_and_the_design_before_the_family():
    untyped = resolved()
    assert (untyped.negative, untyped.seed, untyped.aspect) == ("colour", "77", "3:4")
    assert (untyped.steps, untyped.cfg, untyped.sampler, untyped.scheduler) == (25, 7.0, "dpmpp_2m", "karras")
    assert {
        name: untyped.sources[name] for name in ("negative", "seed", "aspect", "model", "steps", "style_prompt")
    } == {
        "negative": "design",
        "seed": "design",
        "aspect": "design",
        "model": "design",
        "steps": "family",
        "style_prompt": "design",
    }
    typed = resolved(
        {"negative": "hat", "seed": "1", "aspect": "1:1", "model": "noir.safetensors", "steps": 3, "cfg": 2}
    )
    assert (typed.negative, typed.seed, typed.aspect, typed.steps, typed.cfg) == ("hat", "1", "1:1", 3, 2.0)
    assert {typed.sources[name] for name in ("negative", "seed", "aspect", "model", "steps", "cfg")} == {"typed"}


def test_every_setting_has_a_source():
    named = {
        "image_prompt",
        "style_prompt",
        "negative",
        "seed",
        "aspect",
        "model",
        "steps",
        "cfg",
        "sampler",
        "scheduler",
    }
    assert set(resolved().sources) == set(resolved(design=None).sources) == named


def test_the_description_stands_in_while_the_image_prompt_is_empty():
    bare = Character(id="c", production_id="p", name="Mira", image_prompt=" ", description="Forty, weathered.")
    portrait = resolved(character=bare, design=None)
    assert (portrait.positive, portrait.sources["image_prompt"]) == ("Forty, weathered.", "description")
    assert resolved().sources["image_prompt"] == "character"
    nothing = Character(id="c", production_id="p", name="Mira")
    assert (resolved(character=nothing).positive, resolved(character=nothing).sources["image_prompt"]) == (
        "film noir",
        "none",
    )


def test_an_image_prompt_typed_empty_stays_empty():
    portrait = resolved({"image_prompt": ""})
    assert (portrait.image_prompt, portrait.positive, portrait.sources["image_prompt"]) == ("", "film noir", "typed")


def test_a_negative_typed_empty_means_none_even_where_the_design_has_one():
    portrait = resolved({"negative": ""})
    assert (portrait.negative, portrait.sources["negative"]) == ("", "typed")


def test_a_design_whose_negative_is_set_to_none_says_so():
    silent = Design(id="d", production_id="p", name="D", negative="")
    assert (resolved(design=silent).negative, resolved(design=silent).sources["negative"]) == ("", "design")


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_seed_typed_empty_is_drawn_even_where_the_design_has_one(blank):
    portrait = resolved({"seed": blank}, draw=lambda: "123")
    assert (portrait.seed, portrait.sources["seed"]) == ("123", "drawn")


def test_a_seed_that_nobody_set_is_drawn_and_recorded():
    portrait = resolved(design=None, draw=lambda: "123")
    assert (portrait.seed, portrait.sources["seed"]) == ("123", "drawn")


def test_seed_zero_is_a_seed():
    portrait = resolved({"seed": "0"})
    assert (portrait.seed, portrait.sources["seed"]) == ("0", "typed")


def test_drawn_seeds_differ_and_survive_a_browser():
    drawn = {draw_seed() for _ in range(200)}
    assert len(drawn) == 200
    assert all(int(float(seed)) == int(seed) < 2**53 for seed in drawn)


def test_the_design_counts_with_its_revision():
    assert resolved().design == NOIR.ref
    assert resolved(design=None).design is None
    assert resolved(design=None).style_prompt == ""


def test_the_record_of_a_version_holds_what_was_resolved():
    portrait = resolved({"seed": "9"})
    assert portrait.settings.seed == "9"
    assert portrait.settings.positive == "a woman of 40, film noir"
    assert portrait.settings.negative_applied is True
    json.dumps(dict(portrait.sources))


@pytest.mark.parametrize(
    ("seed", "kept"),
    [
        ("0", "0"),
        ("18446744073709551615", "18446744073709551615"),
        ("007", "7"),
        (" 42\n", "42"),
        ("000", "0"),
    ],
)
def test_a_seed_is_kept_as_plain_decimal_text(seed, kept):
    assert check_seed(seed) == kept
    assert read_request({"seed": seed}).seed == kept


@pytest.mark.parametrize(
    "seed",
    [
        "18446744073709551616",
        "-1",
        "+1",
        "1.0",
        "1e3",
        "0x10",
        "1_000",
        "1 2",
        "\u0661\u0662",
        "\u00b2",
        "seven",
        "9" * 5000,
        *[0, 7, -1, 2**53, 2**64, 1.0, 1e3, math.nan, True, False, [], {}, ["1"]],
    ],
)
def test_what_is_not_a_seed_is_refused_in_words(seed):
    with pytest.raises(Invalid) as refusal:
        read_request({"seed": seed})
    assert "seed" in refusal.value.message
    assert refusal.value.hint
    assert len(refusal.value.message) < 200


def test_a_number_too_long_for_python_to_print_is_refused_in_words():
    with pytest.raises(Invalid):
        read_request({"seed": 10**6000})
    with pytest.raises(Invalid):
        read_request({"steps": -(10**6000)})


def test_the_next_seeds_follow_and_wrap_at_two_to_the_64th():
    assert seeds("7", 3) == ("7", "8", "9")
    assert seeds("18446744073709551615", 2) == ("18446744073709551615", "0")


def test_a_field_left_out_is_unset():
    assert read_request({}) == GenerationRequest()
    assert read_request({}).seed is UNSET
    assert read_request({"seed": None}).seed is None


def test_the_key_belongs_to_the_queue():
    assert read_request({"key": "abc"}) == GenerationRequest()


def test_every_field_is_read():
    fields = {
        "image_prompt": "a",
        "negative": "b",
        "seed": "1",
        "aspect": "16:9",
        "model": "sub\\x.safetensors",
        "design_id": None,
        "count": 64,
        "steps": 200,
        "cfg": 3.5,
        "sampler": "euler",
        "scheduler": "normal",
    }
    assert read_request(fields).as_json() == fields


@pytest.mark.parametrize(
    ("field", "value"),
    [("count", value) for value in (0, 65, -1, 1.0, "1", True, None, math.nan, 10**400)]
    + [("steps", value) for value in (0, 201, 1.5, "20", False, None, [])]
    + [("cfg", value) for value in (-0.1, 100.1, math.nan, math.inf, "7", True, None, 10**400)]
    + [("aspect", value) for value in ("2:5", "", "2x3", "2:3 ", None, 1, ["2:3"])]
    + [("model", value) for value in ("", " ", None, 3, "a\nb", "x" * 1001, "\udc80")]
    + [("sampler", value) for value in ("", None, 1, "x" * 65, "a\x00b")]
    + [("scheduler", value) for value in ("", None, 1, {})]
    + [("image_prompt", value) for value in (None, 1, ["a"], "x" * 20_001, "a\x00b", "\ud800")]
    + [("negative", value) for value in (None, 0, {"a": 1}, "\udfff")]
    + [("design_id", value) for value in ("", 1, True, [])],
)
def test_a_value_of_the_wrong_type_form_or_range_is_refused_with_the_fields_name(field, value):
    with pytest.raises(Invalid) as refusal:
        read_request({field: value})
    assert field.split("_")[0] in refusal.value.message
    assert refusal.value.hint
    refusal.value.message.encode()


@pytest.mark.parametrize(
    ("wrong", "right"), [("sead", "seed"), ("negativ", "negative"), ("imageprompt", "image_prompt")]
)
def test_an_unknown_field_is_named_with_what_may_be_meant(wrong, right):
    with pytest.raises(Invalid) as refusal:
        read_request({wrong: "1"})
    assert wrong in refusal.value.message
    assert right in refusal.value.hint


def test_an_unknown_field_like_no_other_lists_the_fields():
    with pytest.raises(Invalid) as refusal:
        read_request({"zzz": 1})
    assert "image_prompt" in refusal.value.hint


@pytest.mark.parametrize("fields", [[], "seed", 1, None])
def test_fields_that_are_no_object_are_refused(fields):
    with pytest.raises(Invalid):
        read_request(fields)


def test_a_negative_prompt_that_a_distilled_model_ignores_is_said_to_be_ignored():
    portrait = resolved(model=TURBO)
    assert portrait.negative == "colour"
    assert portrait.negative_applied is False
    assert [entry.field for entry in portrait.not_applied] == ["negative"]
    assert "turbo" in portrait.not_applied[0].reason


def test_at_cfg_one_a_negative_prompt_is_not_applied():
    portrait = resolved({"cfg": 1})
    assert portrait.negative_applied is False
    assert "cfg 1" in portrait.not_applied[0].reason


def test_a_negative_that_nobody_gave_is_not_reported_as_ignored():
    assert resolved({"negative": ""}, model=TURBO).not_applied == ()


def test_slate_applies_everything_it_is_given():
    portrait = resolved({"cfg": 1, "negative": "hat", "sampler": "euler"}, model=stand_in("slate"))
    assert portrait.negative_applied is True
    assert portrait.not_applied == ()


def test_a_typed_setting_that_the_family_has_no_use_for_is_said_to_be_ignored():
    portrait = resolved({"cfg": 4, "scheduler": "karras"}, model=stand_in("flux2"), design=None)
    assert {entry.field for entry in portrait.not_applied} == {"cfg", "scheduler"}
    assert resolved(model=stand_in("flux2"), design=None).not_applied == ()


def test_size_follows_the_models_own_native_size():
    assert (resolved({"aspect": "1:1"}, model=TURBO).width, resolved({"aspect": "1:1"}).width) == (512, 1024)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("aspect", ASPECTS)
def test_every_family_resolves_at_every_aspect(family, aspect):
    portrait = resolved({"aspect": aspect}, model=stand_in(family), design=None)
    assert portrait.steps == defaults(family).steps
    assert portrait.width % FAMILIES[family].grid == portrait.height % FAMILIES[family].grid == 0


def test_a_typed_model_comes_before_the_designs_and_slashes_do_not_matter():
    models = [stand_in("slate"), SDXL, TURBO]
    assert choose_model(read_request({"model": "turbo.safetensors"}), NOIR, models) is TURBO
    assert choose_model(read_request({}), NOIR, models) is SDXL
    windows = Model(**{**vars(SDXL), "name": "Anime\\Noir.safetensors"})
    assert find_model("anime/noir.safetensors", [windows]) is windows


def test_without_a_choice_the_first_ready_real_model_counts_else_slate():
    slate = Model(**{**vars(stand_in("slate")), "name": "slate"})
    broken = Model(**{**vars(SDXL), "ready": False, "missing": ("vae/ae.safetensors",)})
    assert choose_model(read_request({}), None, [slate, broken, TURBO]) is TURBO
    assert choose_model(read_request({}), None, [slate, broken]) is slate


def test_a_model_that_is_not_here_is_refused_with_the_nearest_name():
    with pytest.raises(Invalid) as refusal:
        choose_model(read_request({"model": "noire.safetensors"}), None, [SDXL])
    assert "noir.safetensors" in refusal.value.hint
    with pytest.raises(Invalid) as refusal:
        choose_model(read_request({}), NOIR, [TURBO])
    assert "design" in refusal.value.message


def test_a_model_that_lacks_a_file_is_refused_with_the_files_name():
    broken = Model(**{**vars(SDXL), "ready": False, "missing": ("vae/ae.safetensors",)})
    with pytest.raises(Conflict) as refusal:
        choose_model(read_request({}), NOIR, [broken])
    assert "vae/ae.safetensors" in refusal.value.hint


def test_with_no_model_at_all_the_answer_is_a_sentence():
    with pytest.raises(CastbookError):
        choose_model(read_request({}), None, [])
