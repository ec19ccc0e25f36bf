"""Marks what tells looks in unmarked texts: `python -m tests.script_teacher MODEL OUT TEXTS FOLDER...`.

MODEL is a folder with a small BERT (MiniLM was used) and its tokenizer.json; TEXTS holds scripts of any format that
Castbook reads; each FOLDER holds scripts and a gold.json as tests/scripts does (see script_score.py), or single
passages (see script_fit.py). The model first learns to fill gaps in the texts, and is then fine-tuned to the lists,
TEACHERS times. OUT gets, for every text, its narration and how likely each of its words tells looks, on average, looks
of a moment counting PASSING: what tests/script_network.py learns from. It needs torch, transformers and tokenizers,
which Castbook itself does not, and wants a GPU.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from copy import deepcopy
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

TEACHERS, EPOCHS, BATCH, RATE, RATE_OF_HEAD, WARM = 3, 3, 32, 1e-4, 1e-3, 0.1
GAPS, GAP_STEPS, GAP_BATCH, GAP_LENGTH, GAP_RATE = 0.15, 2_400, 64, 256, 3e-4
PASSING = 0.4  # what the likelihood of looks of a moment counts beside that of others
BEFORE, ENOUGH, MOST = 50, 110, 170  # words: context before a window; when a paragraph more is not begun; at most
LONGEST = 510  # word pieces
UNMARKED = -1  # no word starts here
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


@dataclass(frozen=True)
class Window:
    """Word pieces, and of each that begins a word of the window, which word of the text it is."""

    pieces: list[int]
    begins: list[tuple[int, int]]


class Teacher(torch.nn.Module):
    """The encoder and a layer that says of every word piece whether it tells looks, and of which kind."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(encoder.config.hidden_size, 3)

    def forward(self, pieces: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """batch x pieces (numbers of word pieces; whether there is one) -> batch x pieces x 3, logits."""
        return self.head(self.drop(self.encoder(input_ids=pieces, attention_mask=there).last_hidden_state))


def narration(data: bytes, name: str) -> list[str]:
    """The paragraphs of a script that may tell looks, speech within them included."""
    return [one.text for one in script.read(data, name).paragraphs if one.kind in kinds.NARRATED]


def listed(paragraphs: Sequence[str], gold: dict[str, Any]) -> list[int]:
    """Of each word of a script's paragraphs whether its list has it in a telling of looks, and of which kind."""
    return script_fit.told(paragraphs, [span for one in gold["characters"] for span in one["looks"]])


def windows(paragraphs: Sequence[str], tokenizer: Tokenizer, first: int = 0) -> Iterator[Window]:
    """A text in windows that the model can read, each with some words of what stands before it.

    Words before the paragraph `first` are only read, not judged.
    """
    words = [(at, word) for at, text in enumerate(paragraphs) for word in text.split()]
    encoded = tokenizer.encode_batch([word for _, word in words], add_special_tokens=False)
    unknown, opening, parting = (tokenizer.token_to_id(one) for one in ("[UNK]", "[CLS]", "[SEP]"))
    cuts = [next((at for at, (paragraph, _) in enumerate(words) if paragraph >= first), len(words))]
    for at, (paragraph, _) in enumerate(words):
        opens = at and paragraph != words[at - 1][0]
        if at - cuts[-1] >= (ENOUGH if opens else MOST):
            cuts.append(at)
    for start, end in zip(cuts, [*cuts[1:], len(words)], strict=True):
        pieces, begins = [opening], list[tuple[int, int]]()
        for at in range(max(0, start - BEFORE), end):
            if len(pieces) > 1 and words[at][0] != words[at - 1][0]:
                pieces.append(parting)
            if at >= start and len(pieces) < LONGEST:
                begins.append((len(pieces), at - cuts[0]))
            pieces += encoded[at].ids or [unknown]
        yield Window([*pieces, parting][:LONGEST], begins)


def batches(
    found: Sequence[tuple[Window, Sequence[int]]],
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
                labels[row, at] = looks[word] if looks else 0
        yield pieces.to(DEVICE), there.to(DEVICE), labels.to(DEVICE)


def paced(optimizer: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LambdaLR:
    """A rate that rises over the first steps and falls to nothing over the others."""
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM * steps), (steps - step) / (steps - WARM * steps))
    )


def fill_gaps(encoder: torch.nn.Module, tokenizer: Tokenizer, texts: Sequence[Sequence[str]]) -> None:
    """Go on with masked-language modelling (Devlin et al., "BERT", NAACL 2019) on the texts."""
    opening, parting, mask = (tokenizer.token_to_id(one) for one in ("[CLS]", "[SEP]", "[MASK]"))
    pieces = [
        piece
        for paragraphs in texts
        for one in tokenizer.encode_batch(list(paragraphs), add_special_tokens=False)
        for piece in [*one.ids, parting]
    ]
    rows = torch.tensor(pieces[: len(pieces) // (GAP_LENGTH - 2) * (GAP_LENGTH - 2)]).view(-1, GAP_LENGTH - 2)
    ends = torch.full((len(rows), 1), opening), torch.full((len(rows), 1), parting)
    rows = torch.cat([ends[0], rows, ends[1]], dim=1)
    size, many = encoder.config.hidden_size, encoder.config.vocab_size
    head = torch.nn.Sequential(torch.nn.Linear(size, size), torch.nn.GELU(), torch.nn.LayerNorm(size)).to(DEVICE)
    bias = torch.nn.Parameter(torch.zeros(many, device=DEVICE))
    optimizer = torch.optim.AdamW([*encoder.parameters(), *head.parameters(), bias], lr=GAP_RATE, weight_decay=0.01)
    pace = paced(optimizer, GAP_STEPS)
    encoder.train()
    for _ in range(GAP_STEPS):
        told = rows[torch.randint(len(rows), (GAP_BATCH,))].to(DEVICE)
        gaps = (torch.rand(told.shape, device=DEVICE) < GAPS) & (told != opening) & (told != parting)
        lot = torch.rand(told.shape, device=DEVICE)
        shown = torch.where(gaps & (lot < 0.8), mask, told)
        shown = torch.where(gaps & (lot > 0.9), torch.randint_like(told, many), shown)
        seen = encoder(input_ids=shown, attention_mask=torch.ones_like(shown)).last_hidden_state[gaps]
        loss = torch.nn.functional.cross_entropy(
            head(seen) @ encoder.embeddings.word_embeddings.weight.T + bias, told[gaps]
        )
        step(loss, encoder, optimizer, pace)


def step(loss: torch.Tensor, model: torch.nn.Module, optimizer: Any, pace: Any) -> None:
    """One step down."""
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    pace.step()


def lessons(folders: Sequence[Path], tokenizer: Tokenizer) -> list[tuple[Window, Sequence[int]]]:
    """The marked windows of some folders."""
    found: list[tuple[Window, Sequence[int]]] = []
    for one in script_fit.marked([folder for folder in folders if (folder / "gold.json").is_file()]):
        paragraphs = narration(one.data, one.name)
        looks = listed(paragraphs, one.gold)
        found += [(window, looks) for window in windows(paragraphs, tokenizer)]
    for one in script_fit.passages([folder for folder in folders if (folder / "passages.json").is_file()]):
        read = windows([*one.before, one.text], tokenizer, first=len(one.before))
        found += [(window, one.looks) for window in read]
    return found


def teach(teacher: Teacher, found: list[tuple[Window, Sequence[int]]]) -> None:
    """Fine-tune to marked windows."""
    groups = [
        {"params": teacher.encoder.parameters(), "lr": RATE},
        {"params": teacher.head.parameters(), "lr": RATE_OF_HEAD},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    pace = paced(optimizer, EPOCHS * -(-len(found) // BATCH))
    loss_of = torch.nn.CrossEntropyLoss(ignore_index=UNMARKED)
    teacher.train()
    for _ in range(EPOCHS):
        found.sort(key=lambda one: len(one[0].pieces) // 32 + random.random())
        drawn = list(batches(found))
        random.shuffle(drawn)
        for pieces, there, labels in drawn:
            step(loss_of(teacher(pieces, there).flatten(0, 1), labels.flatten()), teacher, optimizer, pace)
    teacher.eval()


def likelihoods(teachers: Sequence[Teacher], tokenizer: Tokenizer, paragraphs: Sequence[str]) -> np.ndarray[Any, Any]:
    """How likely each word of some paragraphs tells looks: float16, 0 to 1."""
    found = sorted(windows(paragraphs, tokenizer), key=lambda window: len(window.pieces))
    likely = np.zeros(sum(len(text.split()) for text in paragraphs), np.float16)
    with torch.no_grad():
        for number, (pieces, there, _) in enumerate(batches([(window, ()) for window in found])):
            kinds_of = torch.stack([teacher(pieces, there).softmax(-1) for teacher in teachers]).mean(0)
            looks = (kinds_of[..., script_fit.PLAIN] + PASSING * kinds_of[..., script_fit.PASSING]).cpu().numpy()
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
    read = {one.name: narration(one.read_bytes(), one.name) for one in sorted(texts.iterdir()) if one.is_file()}
    encoder = AutoModel.from_pretrained(model, add_pooling_layer=False).to(DEVICE)
    fill_gaps(encoder, tokenizer, list(read.values()))
    marked = lessons(folders, tokenizer)
    teachers = [Teacher(deepcopy(encoder)).to(DEVICE) for _ in range(TEACHERS)]
    for teacher in teachers:
        teach(teacher, marked)
    out.mkdir(parents=True, exist_ok=True)
    for name, paragraphs in read.items():
        (out / f"{name}.txt").write_text("\n\n".join(paragraphs), "utf-8")
        np.save(out / f"{name}.npy", likelihoods(teachers, tokenizer, paragraphs))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]), [Path(one) for one in sys.argv[4:]])
