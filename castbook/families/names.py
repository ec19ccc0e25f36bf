"""What a model's name and metadata give away: hints where tensors are equal, a guess where there is no header. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

FEW_STEPS = r"lightning|(?<![a-z])dmd2?(?![a-z])|(?<![a-z])hyper(?!-?_?real)"
LCM = r"(?<![a-z])lcm(?![a-z])"
# Per family: what a name may say, and the variant that it then is; the first that matches counts.
VARIANT_WORDS = {
    "sd15": ((FEW_STEPS, "lightning"), (LCM, "lcm")),
    "sd2": ((r"turbo", "turbo"), (r"(?<!\d)512(?!\d)|base", "512")),
    # Turbo by Stability AI wants 512 pixels and one step; what others call turbo wants the full size and a few.
    "sdxl": ((r"sd[-_. ]?xl[-_. ]?turbo", "turbo"), (rf"turbo|{FEW_STEPS}", "lightning"), (LCM, "lcm")),
    "sd35": ((r"turbo", "turbo"),),
    "flux": ((r"schnell", "schnell"), (rf"turbo|{FEW_STEPS}", "turbo"), (r"krea", "krea")),
    "flux2": ((r"turbo", "turbo"),),
    "qwen_image": ((rf"turbo|{FEW_STEPS}", "lightning"), (r"2512", "2512")),
    "z_image": ((r"(?<!de)(?<!de[-_. ])turbo", "turbo"),),  # a de-turbo is the base again
    "chroma": ((r"flash", "flash"),),
    "hidream": ((r"(?<![a-z])fast(?![a-z])", "fast"), (r"(?<![a-z])dev(?![a-z])", "dev")),
}
FAMILY_WORDS = (
    (r"flux[-_. ]?3(?![\dd])", "unknown"),
    (r"flux[-_. ]?2|klein", "flux2"),
    (r"flux|schnell", "flux"),
    (r"qwen[-_. ]?image", "qwen_image"),
    (r"z[-_. ]?image", "z_image"),
    (r"chroma", "chroma"),
    (r"hidream", "hidream"),
    (r"lumina|netayume", "lumina2"),
    (r"sd[-_. ]?3|stable-diffusion-v?3", "sd35"),
    (r"xl(?![a-z])|pony|illustrious|noobai|animagine", "sdxl"),
    (r"sd[-_. ]?v?2|v2-[01]|stable-diffusion-v?2|768-v", "sd2"),
    (r"sd[-_. ]?v?1|v1-[45]|1[._]5|stable-diffusion-v?1", "sd15"),
)
TAGS = re.compile(r"pony|illustrious|noobai|animagine|netayume")
EDITS = re.compile(r"inpaint|[-_. ]edit(?![a-z])|[-_. ]fill(?![a-z])|instruct-?pix2pix|ip2p|refiner|hidream[-_. ]?e1")
STEPS = re.compile(r"(?<!\d)(\d{1,2})[-_ ]?steps?(?![a-z])")
RESOLUTION = re.compile(r"\s*(\d{3,4})\s*[x,]\s*(\d{3,4})\s*")


@dataclass(frozen=True, kw_only=True)
class Hints:
    """What a name and the metadata say. `words` is the text that the patterns were looked for in.

    `folders` are those of the name: people sort by family ("SD 1.5/mine.safetensors"), but not always.
    """

    words: str
    folders: str
    native: tuple[int, int] | None
    steps: int | None
    prompt_style: str | None
    edits: bool


def hints(name: str, metadata: Mapping[str, str]) -> Hints:
    """What a file's name and its metadata (modelspec.*) give away."""
    *folders, base = re.split(r"[\\/]", name.lower())
    title = metadata.get("modelspec.title", "").lower()
    words = f"{base} {title}".strip()
    steps = STEPS.search(words)
    return Hints(
        words=words,
        folders=" ".join(folders),
        native=_resolution(metadata.get("modelspec.resolution", "")),
        steps=int(steps[1]) if steps and int(steps[1]) else None,
        prompt_style="tags" if TAGS.search(words) else None,
        edits=bool(EDITS.search(words)),
    )


def family_of(words: str, metadata: Mapping[str, str]) -> str:
    """The family that the metadata's architecture (or kohya's) or else the name suggests; "unknown" if none does."""
    said = (metadata.get(key, "").lower() for key in ("modelspec.architecture", "ss_base_model_version"))
    for text in (*said, words):
        for pattern, family in FAMILY_WORDS:
            if re.search(pattern, text):
                return family
    return "unknown"


def variant_of(family: str, words: str) -> str | None:
    """The variant that a name suggests."""
    return next((variant for pattern, variant in VARIANT_WORDS.get(family, ()) if re.search(pattern, words)), None)


def klein_of(size: str, words: str) -> str:
    """Klein of a size ("4b", "9b"): distilled, unless the name says base."""
    return f"klein_{size}_base" if "base" in words else f"klein_{size}"


def _resolution(text: str) -> tuple[int, int] | None:
    found = RESOLUTION.fullmatch(text.lower())
    return (int(found[1]), int(found[2])) if found else None
