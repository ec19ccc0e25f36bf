"""Marks what tells looks in unmarked texts: `python -m tests.script_teacher MODEL OUT TEXTS FOLDER...`.

MODEL is a folder with a small BERT (MiniLM was used) and its tokenizer.json; TEXTS holds scripts of any format that
Castbook reads; each FOLDER holds scripts and a gold.json as tests/scripts does (see script_score.py). The model is
fine-tuned to those, and OUT gets, for every text, its narration and how likely each of its words tells looks: what
tests/script_network.py learns from. It needs torch, transformers and tokenizers, which Castbook itself does not.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from castbook import script
from castbook.script import text as kinds
from tests import script_fit

EPOCHS, BATCH, RATE, RATE_OF_HEAD, WARM = 3, 16, 1e-4, 1e-3, 0.1
BEFORE, ENOUGH, MOST = 50, 110, 170  # words: context before a window; when a paragraph more is not begun; at most
LONGEST = 510  # word pieces
UNMARKED = -1  # no word starts here
_WORD = re.compile(r"\S+")
_TOLD = (kinds.ACTION, kinds.CAST, kinds.PARENTHETICAL)


@dataclass(frozen=True)
class Window:
    """Word pieces, and of each that begins a word of the window, which word of the text it is."""

    pieces: list[int]
    begins: list[tuple[int, int]]


class Teacher(torch.nn.Module):
    """The encoder and a layer that says of every word piece whether it tells looks."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        self.drop = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, 2)

    def forward(self, pieces: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """batch x pieces (numbers of word pieces; whether there is one) -> batch x pieces x 2, logits."""
        return self.head(self.drop(self.encoder(input_ids=pieces, attention_mask=there).last_hidden_state))


def narration(data: bytes, name: str) -> list[str]:
    """The paragraphs of a script that may tell looks, speech within them included."""
    return [one.text for one in script.read(data, name).paragraphs if one.kind in _TOLD]


def marked(paragraphs: Sequence[str], gold: dict[str, Any]) -> list[bool]:
    """Of each word of some paragraphs whether the list has it in a telling of looks."""
    spans = [span["text"] for character in gold["characters"] for span in character["looks"]]
    patterns = [re.compile(r"\W{0,4}\s+\W{0,4}".join(map(re.escape, span.split()))) for span in spans]
    found: list[bool] = []
    for text in paragraphs:
        looks = [match.span() for pattern in patterns for match in pattern.finditer(text)]
        found += [any(a < word.end() and word.start() < b for a, b in looks) for word in _WORD.finditer(text)]
    return found


def windows(paragraphs: Sequence[str], tokenizer: Tokenizer) -> list[Window]:
    """A text in windows that the model can read, each with some words of what comes before it."""
    words = [(at, word) for at, text in enumerate(paragraphs) for word in text.split()]
    encoded = tokenizer.encode_batch([word for _, word in words], add_special_tokens=False)
    unknown, opening, parting = (tokenizer.token_to_id(one) for one in ("[UNK]", "[CLS]", "[SEP]"))
    cuts = [0]
    for at, (paragraph, _) in enumerate(words):
        opens = at and paragraph != words[at - 1][0]
        if at - cuts[-1] >= (ENOUGH if opens else MOST):
            cuts.append(at)
    found: list[Window] = []
    for start, end in zip(cuts, [*cuts[1:], len(words)], strict=True):
        pieces, begins = [opening], list[tuple[int, int]]()
        for at in range(max(0, start - BEFORE), end):
            if len(pieces) > 1 and words[at][0] != words[at - 1][0]:
                pieces.append(parting)
            if at >= start and len(pieces) < LONGEST:
                begins.append((len(pieces), at))
            pieces += encoded[at].ids or [unknown]
        found.append(Window([*pieces, parting][:LONGEST], begins))
    return found


def batches(
    found: Sequence[tuple[Window, Sequence[bool]]],
) -> Iterator[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
    """Windows of about one length together: pieces, whether there is one, and the label of each that begins a word."""
    for first in range(0, len(found), BATCH):
        some = found[first : first + BATCH]
        width = max(len(window.pieces) for window, _ in some)
        pieces = torch.zeros(len(some), width, dtype=torch.long)
        there, labels = torch.zeros_like(pieces), torch.full_like(pieces, UNMARKED)
        for row, (window, looks) in enumerate(some):
            pieces[row, : len(window.pieces)] = torch.tensor(window.pieces)
            there[row, : len(window.pieces)] = 1
            for at, word in window.begins:
                labels[row, at] = int(looks[word]) if looks else 0
        yield pieces, there, labels


def teach(teacher: Teacher, tokenizer: Tokenizer, folders: Sequence[Path]) -> None:
    """Fine-tune to the texts of some folders."""
    found: list[tuple[Window, Sequence[bool]]] = []
    for one in script_fit.marked(folders):
        paragraphs = narration(one.data, one.name)
        looks = marked(paragraphs, one.gold)
        found += [(window, looks) for window in windows(paragraphs, tokenizer)]
    groups = [
        {"params": teacher.encoder.parameters(), "lr": RATE},
        {"params": teacher.head.parameters(), "lr": RATE_OF_HEAD},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * -(-len(found) // BATCH)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM * steps), (steps - step) / (steps - WARM * steps))
    )
    loss_of = torch.nn.CrossEntropyLoss(ignore_index=UNMARKED)
    teacher.train()
    for _ in range(EPOCHS):
        found.sort(key=lambda one: len(one[0].pieces) // 32 + random.random())
        drawn = list(batches(found))
        random.shuffle(drawn)
        for pieces, there, labels in drawn:
            loss = loss_of(teacher(pieces, there).flatten(0, 1), labels.flatten())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            pace.step()


def likelihoods(teacher: Teacher, tokenizer: Tokenizer, paragraphs: Sequence[str]) -> np.ndarray[Any, Any]:
    """How likely each word of some paragraphs tells looks: float16, 0 to 1."""
    found = sorted(windows(paragraphs, tokenizer), key=lambda window: len(window.pieces))
    likely = np.zeros(sum(len(text.split()) for text in paragraphs), np.float16)
    teacher.eval()
    with torch.no_grad():
        for number, (pieces, there, _) in enumerate(batches([(window, ()) for window in found])):
            looks = teacher(pieces, there).softmax(-1)[..., 1].numpy()
            for row, window in enumerate(found[number * BATCH :][:BATCH]):
                for at, word in window.begins:
                    likely[word] = looks[row, at]
    return likely


def main(model: Path, out: Path, texts: Path, folders: Sequence[Path]) -> None:
    random.seed(0)
    torch.manual_seed(0)
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    teacher = Teacher(model)
    teach(teacher, tokenizer, folders)
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(one for one in texts.iterdir() if one.is_file()):
        paragraphs = narration(path.read_bytes(), path.name)
        (out / f"{path.name}.txt").write_text("\n\n".join(paragraphs), "utf-8")
        np.save(out / f"{path.name}.npy", likelihoods(teacher, tokenizer, paragraphs))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]), [Path(one) for one in sys.argv[4:]])
