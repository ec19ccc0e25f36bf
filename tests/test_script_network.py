"""The network that says how likely each word tells looks: its sums, its words, the weights that the pack brings."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from castbook.script import network
from castbook.script.network import BREAK, DILATIONS, TAGS, Network, low, rare, tokens
from tests import script_fit

WIDTH = 4
WORDS, ENDINGS = ["the", "coat", BREAK], ["ldy", "ing"]
HOME = Path.home() / ".cache" / "castbook" / "language-model"


@pytest.fixture
def arrays() -> dict[str, np.ndarray[Any, Any]]:
    """Weights drawn at random for three words and two endings."""
    draw = np.random.default_rng(7)
    return {
        "words": np.frombuffer("\n".join(WORDS).encode(), np.uint8),
        "endings": np.frombuffer("\n".join(ENDINGS).encode(), np.uint8),
        "of_words": draw.integers(-127, 128, (len(WORDS), WIDTH)).astype(np.int8),
        "scale": np.full(WIDTH, 0.01, np.float32),
        "of_endings": draw.normal(size=(len(ENDINGS) + 1, WIDTH)).astype(np.float16),
        "of_tags": draw.normal(size=(len(TAGS) + 1, WIDTH)).astype(np.float16),
        "of_case": draw.normal(size=(2, WIDTH)).astype(np.float16),
        "kernels": (draw.normal(size=(len(DILATIONS), 3 * WIDTH, WIDTH)) / 3).astype(np.float16),
        "biases": draw.normal(size=(len(DILATIONS), WIDTH)).astype(np.float16),
        "out": draw.normal(size=WIDTH + 1).astype(np.float32),
    }


def entry(arrays: dict[str, np.ndarray[Any, Any]], token: str) -> np.ndarray[Any, Any]:
    word = low(token)
    if word in WORDS:
        found = arrays["of_words"][WORDS.index(word)] * np.float64(0.01)
    else:
        ending, tag = rare(word)
        known = ENDINGS.index(ending) if ending in ENDINGS else len(ENDINGS)
        found = arrays["of_endings"][known].astype(float) + arrays["of_tags"][tag].astype(float)
    return found + arrays["of_case"][int(token[0].isupper())].astype(float)


def by_hand(arrays: dict[str, np.ndarray[Any, Any]], paragraphs: list[list[str]]) -> list[float]:
    """The likelihoods of all tokens and breaks, one by one."""
    found = [entry(arrays, token) for paragraph in paragraphs for token in [*paragraph, BREAK]]
    for dilation, kernel, bias in zip(DILATIONS, arrays["kernels"], arrays["biases"], strict=True):
        nothing = np.zeros(WIDTH)
        around = [
            [found[at + step] if 0 <= at + step < len(found) else nothing for step in (-dilation, 0, dilation)]
            for at in range(len(found))
        ]
        found = [
            mine + np.maximum(np.concatenate(three) @ kernel.astype(float) + bias.astype(float), 0)
            for mine, three in zip(found, around, strict=True)
        ]
    return [float(1 / (1 + np.exp(-(one @ arrays["out"][:-1] + arrays["out"][-1])))) for one in found]


PARAGRAPHS = [["The", "mouldy", "coat"], [], ["She", ",", "who", "was", "99", ",", "coughed", "the", "Ring", "off"] * 4]


@pytest.mark.parametrize("chunk", [network._CHUNK, 7, 1])
def test_the_likelihoods_are_those_of_the_sums_by_hand(
    arrays: dict[str, np.ndarray[Any, Any]], chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "_CHUNK", chunk)
    found = Network(arrays).likelihoods(PARAGRAPHS)
    assert [len(one) for one in found] == [len(one) for one in PARAGRAPHS]
    wanted = by_hand(arrays, PARAGRAPHS)
    ends = np.cumsum([len(one) + 1 for one in PARAGRAPHS])
    for paragraph, end, likely in zip(PARAGRAPHS, ends, found, strict=True):
        assert likely == pytest.approx(wanted[end - 1 - len(paragraph) : end - 1], abs=1e-5)


def test_no_text_has_no_likelihoods(arrays: dict[str, np.ndarray[Any, Any]]) -> None:
    assert Network(arrays).likelihoods([]) == []


def test_words_numbers_and_marks_are_told_apart_with_where_they_start() -> None:
    words, starts = tokens("Ida\u2019s grey-haired, 42; don't!")
    assert words == ["Ida", "\u2019s", "grey-haired", ",", "42", ";", "don", "'t", "!"]
    assert starts == [0, 3, 6, 17, 19, 21, 23, 26, 28]
    assert [low(word) for word in words[:5]] == ["ida", "'s", "grey-haired", ",", "0"]


BEFORE = "It was late when the carriage stopped before the house, and nobody had lit the lamp in the hall."


def told(text: str) -> dict[str, float]:
    """How likely each word of a paragraph tells looks that stands after another one."""
    paragraphs = [tokens(one)[0] for one in (BEFORE, text)]
    likely = np.concatenate(network.network().likelihoods(paragraphs))
    return dict(zip([*paragraphs[0], *paragraphs[1]], likely.tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "looks", "deeds"),
    [
        (
            "The man who opened was tall and stooping, with a grizzled beard. "
            "We talked till the train left for the coast.",
            ["tall", "stooping", "grizzled", "beard"],
            ["carriage", "lamp", "talked", "train", "coast"],
        ),
        (
            "We bought two horses of the smith, and paid him. Her hair was the colour of wet straw.",
            ["hair", "colour", "straw"],
            ["lamp", "bought", "horses", "smith"],
        ),
        (
            "I found my aunt at the window in a lilac gown and a widow's cap. She read the letter twice.",
            ["lilac", "gown", "cap"],
            ["house", "read", "letter", "twice"],
        ),
    ],
)
def test_the_network_of_the_pack_knows_looks_from_deeds(text: str, looks: list[str], deeds: list[str]) -> None:
    likely = told(text)
    assert min(likely[word] for word in looks) > 0.5 > 0.2 > max(likely[word] for word in deeds)


PASSAGE = {
    "text": "He was a lean, grey man. He smiled thinly, and went.",
    "before": ["The door was opened by Holt."],
    "looks": [{"text": "a lean, grey man", "core": True}, {"text": "smiled thinly", "core": False}],
}


def test_of_each_word_of_a_passage_it_is_known_whether_it_tells_looks(tmp_path: Path) -> None:
    (tmp_path / "passages.json").write_text(json.dumps([PASSAGE]), "utf-8")
    (found,) = script_fit.passages([tmp_path])
    assert (found.text, found.before) == (PASSAGE["text"], PASSAGE["before"])
    plain, passing = script_fit.PLAIN, script_fit.PASSING
    assert found.looks == [0, 0, plain, plain, plain, plain, 0, passing, passing, 0, 0]


trained = pytest.mark.skipif(
    not (HOME / "bin" / "python").exists(), reason=f"no PyTorch: see tests/test_describers_real.py ({HOME})"
)


@trained
def test_a_teacher_marks_texts_by_what_it_was_taught(root: Path, tmp_path: Path) -> None:
    """The marking program with a random two-layer model: every word of the narration has its likelihood."""
    program = """
import sys, json, torch
from pathlib import Path
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel
from tests import script_teacher as teacher
work, lists = Path(sys.argv[1]), Path(sys.argv[2])
torch.manual_seed(3)
words = sorted({w for f in lists.glob("*.txt") for w in f.read_text("utf-8").split()})
vocabulary = {w: n for n, w in enumerate(dict.fromkeys(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words]))}
tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
(work / "model").mkdir()
tokenizer.save(str(work / "model" / "tokenizer.json"))
sizes = dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64)
BertModel(BertConfig(vocab_size=len(vocabulary), **sizes)).save_pretrained(work / "model")
teacher.GAP_STEPS, teacher.GAP_BATCH, teacher.GAP_LENGTH = 2, 4, 8
teacher.TEACHERS, teacher.EPOCHS, teacher.RATE = 2, 10, 1e-3
teacher.main(work / "model", work / "out", work / "texts", [lists, work / "passages"])
"""
    (tmp_path / "texts").mkdir()
    (tmp_path / "passages").mkdir()
    (tmp_path / "passages" / "passages.json").write_text(json.dumps([PASSAGE] * 40), "utf-8")
    text = "It rained. The smith mended a wheel.\n\nHe was a lean, grey man. He went."
    (tmp_path / "texts" / "story.txt").write_text(text, "utf-8")
    command = [HOME / "bin" / "python", "-c", program, tmp_path, root / "tests" / "scripts"]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=250)
    assert ran.returncode == 0, ran.stderr
    marked = (tmp_path / "out" / "story.txt.txt").read_text("utf-8")
    likely = np.load(tmp_path / "out" / "story.txt.npy").astype(float)
    assert marked == text and likely.shape == (len(text.split()),)
    assert np.all((likely >= 0) & (likely <= 1)) and likely[9:12].mean() > 2 * likely[:7].mean()


@trained
def test_the_network_is_trained_and_written_as_it_is_read(root: Path, tmp_path: Path) -> None:
    """The training program, for a few steps on our own texts: what numpy computes from its file is what torch does."""
    program = """
import sys, numpy as np, torch
from pathlib import Path
from castbook.script.network import Network, tokens
from tests import script_network as training
training.STEPS, training.AT_LEAST = 40, 1
torch.manual_seed(1)
texts = training.listed([Path(sys.argv[1]), Path(sys.argv[3])])
vocabulary = training.Vocabulary(texts)
student = training.Student(len(vocabulary.words), len(vocabulary.endings))
before = float(torch.nn.functional.binary_cross_entropy_with_logits(*training.on(student, vocabulary, texts)))
training.train(student, [(1.0, 8, vocabulary.tensors(texts))])
after = float(torch.nn.functional.binary_cross_entropy_with_logits(*training.on(student, vocabulary, texts)))
np.savez_compressed(sys.argv[2], **training.arrays(student, vocabulary))
paragraphs = ["A tall, qvarthy man with 3 coats.", "He ran."]
said = training.on(student, vocabulary, [training.read(paragraphs, [0.0] * 20)])[0].sigmoid().numpy()
with np.load(sys.argv[2]) as arrays:
    found = Network(dict(arrays)).likelihoods([tokens(one)[0] for one in paragraphs])
inside = np.concatenate([np.append(one, np.nan) for one in found])
print(before, after, np.nanmax(np.abs(said - inside)))
"""
    python = HOME / "bin" / "python"
    passages = tmp_path / "passages"
    passages.mkdir()
    (passages / "passages.json").write_text(json.dumps([PASSAGE]), "utf-8")
    command = [python, "-c", program, root / "tests" / "scripts", tmp_path / "network.npz", passages]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=250)
    assert ran.returncode == 0, ran.stderr
    before, after, apart = map(float, ran.stdout.split())
    assert after < before / 2 and apart < 0.01


@trained
def test_a_network_that_goes_on_learns_and_forgets_nothing(root: Path, tmp_path: Path) -> None:
    """The shipped network as one that can go on says the same; a few steps later it has learned, and else says much
    the same."""
    program = """
import sys, numpy as np, torch
from pathlib import Path
from castbook.script.network import Network, tokens
from tests import script_network as training
work, shipped = Path(sys.argv[1]), dict(np.load(sys.argv[2]))
vocabulary = training.Vocabulary.of(shipped)
student = training.student_of(shipped, vocabulary)
student.eval()
words = tokens((work / "unlisted" / "a.txt").read_text("utf-8"))[0]
told = training.remembered(shipped, [work / "unlisted"])
np.savez_compressed(work / "same.npz", **training.arrays(student, vocabulary))
same = np.abs(Network(dict(np.load(work / "same.npz"))).likelihoods([words])[0] - np.array(told[0].likely[:-1])).max()
training.GO_ON_STEPS, training.GO_ON_LISTED, training.TAUGHT, training.GO_ON_AT_LEAST = 60, 4, 4, 1
training.go_on(work / "on.npz", shipped, [work / "unlisted"], [work])
after = dict(np.load(work / "on.npz"))
listed = tokens("A qvarthy zwump sat there.")[0]
likely = lambda network: float(Network(network).likelihoods([listed])[0][1:3].mean())
kept = np.abs(Network(after).likelihoods([words])[0] - np.array(told[0].likely[:-1])).mean()
count = lambda network: len(bytes(network["words"]).split())
print(same, likely(shipped), likely(after), kept, count(after) - count(shipped))
"""
    passage = {"text": "A qvarthy zwump sat there.", "before": [], "looks": [{"text": "qvarthy zwump", "core": True}]}
    (tmp_path / "passages.json").write_text(json.dumps([passage] * 60), "utf-8")
    (tmp_path / "unlisted").mkdir()
    (tmp_path / "unlisted" / "a.txt").write_text(
        "He was a tall, grey man in a black coat, and he ran away. " * 30, "utf-8"
    )
    shipped = root / "castbook" / "script" / "network.npz"
    command = [HOME / "bin" / "python", "-c", program, tmp_path, shipped]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=250)
    assert ran.returncode == 0, ran.stderr
    same, before, after, apart, new = map(float, ran.stdout.split())
    assert same < 0.01 and after > before + 0.3 and apart < 0.1 and new == 2
