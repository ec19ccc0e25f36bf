"""The language-model describer against a real OpenAI-compatible server: `transformers serve` with a model of noise.

It runs where an environment with `transformers[serving]` and torch stands in the user's cache, never in .venv:

    python -m venv ~/.cache/castbook/language-model
    ~/.cache/castbook/language-model/bin/pip install "transformers[serving]" torch
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from castbook import describers, script
from castbook.errors import Unavailable

HOME = Path.home() / ".cache" / "castbook" / "language-model"
PYTHON = HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
START_SECONDS = 180
WRITE_MODEL = """
import sys
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast
words = ["<unk>", "<s>", "</s>", *"{ } [ ] : , facts field value quote hair eyes red tall she he the a is".split(), '"']
tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, unk_token="<unk>"))
tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="<unk>", bos_token="<s>", eos_token="</s>")
fast.chat_template = "{% for m in messages %}{{ m['content'] }} {% endfor %}"
fast.save_pretrained(sys.argv[1])
config = LlamaConfig(vocab_size=len(words), hidden_size=16, intermediate_size=32, num_hidden_layers=2,
    num_attention_heads=2, num_key_value_heads=2, max_position_embeddings=4096, bos_token_id=1, eos_token_id=2)
LlamaForCausalLM(config).save_pretrained(sys.argv[1])
"""
SERVE = "from transformers.cli.transformers import main; main()"
SCRIPT = b"INT. A - DAY\n\nMIRA, 34, tall, with red hair, waits.\n\nMIRA\nYes.\n"


def installed() -> str:
    """Why the real server cannot be started here, or "" where it can."""
    if not PYTHON.exists():
        return f"no environment with transformers[serving] in {HOME.relative_to(Path.home())} below the home folder"
    needed = "import fastapi, tokenizers, torch, transformers.cli.transformers, uvicorn"
    done = subprocess.run([PYTHON, "-c", needed], capture_output=True, text=True, timeout=120)
    return "" if done.returncode == 0 else f"its environment is incomplete: {done.stderr.strip().splitlines()[-1]}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[describers.Settings]:
    if reason := installed():
        pytest.skip(f"the language model was not tried: {reason}")
    folder = tmp_path_factory.mktemp("model")
    subprocess.run([PYTHON, "-c", WRITE_MODEL, str(folder)], check=True, timeout=120)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [PYTHON, "-c", SERVE, "serve", str(folder), "--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    (folder / "home" / "hub").mkdir(parents=True)
    alone = {**os.environ, "HF_HOME": str(folder / "home"), "HF_HUB_OFFLINE": "1"}
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log, env=alone) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/health", process)
            settings = describers.Settings.of({"address": f"http://127.0.0.1:{port}", "model": str(folder)})
            assert settings is not None
            yield settings
        finally:
            process.terminate()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "transformers serve ended by itself"
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise AssertionError("transformers serve did not answer")


@pytest.mark.timeout(600)
async def test_a_model_of_noise_is_asked_and_its_nonsense_is_rejected(server: describers.Settings) -> None:
    with pytest.raises(Unavailable) as told:
        await describers.describe(server, script.read(SCRIPT), "MIRA")
    assert told.value.code == "nothing_grounded"


@pytest.mark.timeout(600)
async def test_the_real_server_lists_its_models(server: describers.Settings) -> None:
    # It lists what was downloaded, which the noise was not; since transformers 5.24 what it was started with, too.
    assert await describers.models(server) in ([], [server.model])
