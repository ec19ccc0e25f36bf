"""Images against plain Pillow in the same run: a portrait of 832 x 1216 pixels, its noise like a sampled picture's."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image

from castbook import images

ROUNDS = 9
LARGE = (8000, 5000)  # the most pixels that are taken
PAUSE_BOUND_MS = 100.0


@pytest.fixture(scope="module")
def pixels() -> np.ndarray:
    """A blurred picture with fine noise on it: (1216, 832, 3) uint8."""
    random = np.random.default_rng(1)
    coarse = Image.fromarray(random.integers(0, 255, (38, 26, 3), dtype=np.uint8)).resize((832, 1216), Image.BICUBIC)
    noisy = np.asarray(coarse) * 0.9 + random.normal(0, 3, (1216, 832, 3))
    return np.clip(noisy, 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def portrait(pixels: np.ndarray) -> bytes:
    return images.encode_png(pixels)


def median(work: Callable[[], Any]) -> float:
    """Seconds that the peer takes, in the middle of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def bench_thumbnail_256(benchmark: Any, portrait: bytes) -> None:
    """A 256 px thumbnail; peer: Pillow decodes, resizes and saves it the plain way."""

    def plainly() -> bytes:
        out = BytesIO()
        with Image.open(BytesIO(portrait)) as image:
            image.resize((175, 256), Image.Resampling.LANCZOS).save(out, "WEBP", quality=80)
        return out.getvalue()

    benchmark.extra_info["peer"] = median(plainly)
    benchmark.pedantic(images.thumbnail, args=(portrait, 256), rounds=ROUNDS, warmup_rounds=1)


def bench_verify_png(benchmark: Any, portrait: bytes) -> None:
    """verify(), down to the last row; peer: Pillow's verify(), which looks at checksums only, and the load it needs."""

    def plainly() -> None:
        with Image.open(BytesIO(portrait)) as image:
            image.verify()
        with Image.open(BytesIO(portrait)) as image:
            image.load()

    benchmark.extra_info["peer"] = median(plainly)
    benchmark.pedantic(images.verify, args=(portrait,), rounds=ROUNDS, warmup_rounds=1)


def bench_encode_png(benchmark: Any, pixels: np.ndarray) -> None:
    """encode_png(); peer: Pillow at level 4, as ComfyUI's SaveImage writes."""

    def plainly() -> None:
        Image.fromarray(pixels).save(BytesIO(), "PNG", compress_level=4)

    benchmark.extra_info["peer"] = median(plainly)
    benchmark.pedantic(images.encode_png, args=(pixels,), rounds=ROUNDS, warmup_rounds=1)


def longest_pause(work: Callable[[], Any]) -> float:
    """Milliseconds for which another thread, as the event loop is one, had to stand still at most during the work."""
    pauses: list[float] = []
    done = threading.Event()

    def look() -> None:
        last = time.perf_counter()
        while not done.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            pauses.append((now - last) * 1000)
            last = now

    looking = threading.Thread(target=look)
    looking.start()
    work()
    done.set()
    looking.join()
    return max(pauses)


def bench_the_event_loop_beside_a_large_picture(record: Any) -> None:
    """How long everybody else stands still while 40 megapixels are checked and made small; peer: plain Pillow."""
    large = Image.effect_noise(LARGE, 60).convert("RGB")
    for form, options in (("PNG", {"compress_level": 1}), ("JPEG", {"quality": 85}), ("WEBP", {"method": 0})):
        out = BytesIO()
        large.save(out, form, **options)
        data = out.getvalue()

        def plainly(data: bytes = data) -> None:
            with Image.open(BytesIO(data)) as image:
                image.load()

        for name, work in (("verify", images.verify), ("thumbnail", lambda data: images.thumbnail(data, 256))):
            pause = longest_pause(lambda data=data, work=work: work(data))
            name = f"longest pause of others, {name} a {form} of 40 megapixels"
            record(name, pause, peer=longest_pause(plainly), bound=PAUSE_BOUND_MS)
