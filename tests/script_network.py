"""Trains the network that labels looks: `python -m tests.script_network OUT.npz LABELS... -- FOLDER... -- TODAY...`.

Each LABELS folder is what tests/script_teacher.py has made; each FOLDER holds scripts and a gold.json as tests/scripts
does, or single passages (see script_fit.py), and so does each TODAY folder, whose texts count more. The network learns
from the teacher's likelihoods on the one and from the lists on the others (distillation: Hinton, Vinyals and Dean,
2015). It needs torch, which Castbook itself does not.

`python -m tests.script_network OUT.npz FORMER.npz TEXTS... -- FOLDER...` goes on from a network: it learns the lists of
the FOLDERs, and on the unlisted TEXTS (folders of scripts of any format) what the former network says of them, so that
it forgets nothing (Li and Hoiem, "Learning without Forgetting", ECCV 2016).
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from castbook.script.network import BREAK, DILATIONS, TAGS, Network, low, rare, tokens
from castbook.script.sentences import without_speech
from tests import script_fit, script_teacher

WIDTH, WORDS, ENDINGS = 48, 16_000, 2_000  # numbers per entry; entries
AT_LEAST = 3  # how often a word must stand there to have an entry
STEPS, RATE, DECAY, WARM = 6_000, 3e-3, 1e-4, 0.1
LENGTH, TAUGHT, LISTED, OF_TODAY = 256, 32, 18, 16  # tokens of a stretch; stretches of each kind in a step
LIST_COUNTS, TODAY_COUNTS = 0.5, 0.8  # what the lists count beside the teacher
HIDDEN, DROPPED = 0.15, 0.2  # how many words are shown as if they were unknown; how many numbers are left out
KEPT = 0.998  # of the weights' running average in a step
GO_ON_STEPS, GO_ON_RATE, GO_ON_LISTED, GO_ON_COUNTS = 1_000, 5e-4, 20, 0.7  # the same of a network that goes on
GO_ON_HIDDEN, GO_ON_DROPPED, GO_ON_KEPT, GO_ON_AT_LEAST = 0.2, 0.25, 0.99, 2
_LIKELY = {script_fit.PLAIN: 1.0, script_fit.PASSING: script_teacher.PASSING, 0: 0.0}
_WORD = re.compile(r"\S+")

Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass
class Text:
    """Tokens as the network knows them, whether each is written with a capital, how likely each tells looks."""

    lows: list[str]
    upper: list[bool]
    likely: list[float]


def read(paragraphs: Sequence[str], of_words: Sequence[float]) -> Text:
    """Paragraphs with the likelihood of each of their words."""
    found = Text([], [], [])
    before = 0
    for text in paragraphs:
        starts = [word.start() for word in _WORD.finditer(text)]
        words, at = tokens(without_speech(text))
        found.lows += [*map(low, words), BREAK]
        found.upper += [*(word[0].isupper() for word in words), False]
        found.likely += [*(float(of_words[before + bisect_right(starts, one) - 1]) for one in at), 0.0]
        before += len(starts)
    return found


def taught(folder: Path) -> list[Text]:
    """The texts that a teacher has marked."""
    return [
        read(path.read_text("utf-8").split("\n\n"), np.load(path.with_suffix(".npy")))
        for path in sorted(folder.glob("*.txt"))
    ]


def listed(folders: Sequence[Path]) -> list[Text]:
    """The texts and passages whose looks have been listed."""
    found: list[Text] = []
    for one in script_fit.marked([folder for folder in folders if (folder / "gold.json").is_file()]):
        paragraphs = script_teacher.narration(one.data, one.name)
        found.append(read(paragraphs, [_LIKELY[look] for look in script_teacher.listed(paragraphs, one.gold)]))
    for one in script_fit.passages([folder for folder in folders if (folder / "passages.json").is_file()]):
        found.append(read([one.text], [_LIKELY[look] for look in one.looks]))
    return found


class Vocabulary:
    """The words and endings that have entries of their own; entry 0 stands for all others."""

    def __init__(self, texts: Sequence[Text]) -> None:
        words = Counter(one for text in texts for one in text.lows)
        endings: Counter[str] = Counter()
        for word, count in words.items():
            endings[rare(word)[0]] += count
        self.words = [word for word, count in words.most_common(WORDS) if count >= AT_LEAST]
        self.endings = [ending for ending, _ in endings.most_common(ENDINGS)]
        self._number()

    def _number(self) -> None:
        self._word = {word: at for at, word in enumerate(self.words, 1)}
        self._ending = {ending: at for at, ending in enumerate(self.endings, 1)}

    @classmethod
    def of(cls, former: Mapping[str, Numbers]) -> Vocabulary:
        """That of a trained network."""
        found = cls([])
        found.words, found.endings = (bytes(former[name]).decode().split("\n") for name in ("words", "endings"))
        found._number()
        return found

    def grow(self, texts: Sequence[Text]) -> int:
        """Give entries to words of texts that have none, and say how many are new."""
        often = Counter(word for text in texts for word in text.lows)
        new = [word for word, count in often.items() if count >= GO_ON_AT_LEAST and word not in self._word]
        self.words += new
        self._number()
        return len(new)

    def entries(self, word: str) -> tuple[int, int, int]:
        """The places of a word, of its ending and of its tag."""
        ending, tag = rare(word)
        return self._word.get(word, 0), self._ending.get(ending, 0), tag

    def tensors(self, texts: Sequence[Text]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """All tokens of some texts: places and case, 4 x tokens; likelihoods; of each stretch, how much it tells."""
        known: dict[str, tuple[int, int, int]] = {}
        rows = [known.get(one) or known.setdefault(one, self.entries(one)) for text in texts for one in text.lows]
        upper = torch.tensor([one for text in texts for one in text.upper], dtype=torch.long)
        likely = torch.tensor([one for text in texts for one in text.likely])
        told = likely[: len(likely) // LENGTH * LENGTH].view(-1, LENGTH).sum(1)
        return torch.stack([*torch.tensor(rows).T, upper]), likely, told + 1


class Student(torch.nn.Module):
    """castbook.script.network, as it is trained."""

    def __init__(self, words: int, endings: int) -> None:
        super().__init__()
        sizes = (words + 1, endings + 1, len(TAGS) + 1, 2)
        self.tables = torch.nn.ModuleList(torch.nn.Embedding(size, WIDTH) for size in sizes)
        for table in self.tables:
            torch.nn.init.normal_(table.weight, std=0.1)
        self.layers = torch.nn.ModuleList(
            torch.nn.Conv1d(WIDTH, WIDTH, 3, padding=dilation, dilation=dilation) for dilation in DILATIONS
        )
        self.drop = torch.nn.Dropout(DROPPED)
        self.out = torch.nn.Linear(WIDTH, 1)

    def forward(self, entries: torch.Tensor) -> torch.Tensor:
        """4 x stretches x tokens (places of word, ending, tag; case) -> stretches x tokens, logits."""
        of_all = [table(places) for table, places in zip(self.tables, entries, strict=True)]
        found = self.drop(torch.stack(of_all).sum(0).transpose(1, 2))
        for layer in self.layers:
            found = found + torch.relu(layer(found))
        return self.out(found.transpose(1, 2))[..., 0]


def student_of(former: Mapping[str, Numbers], vocabulary: Vocabulary) -> Student:
    """A trained network as one that can go on learning: a known word's own numbers are all that it starts from."""
    student = Student(len(vocabulary.words), len(vocabulary.endings))
    given = {name: torch.tensor(values.astype(np.float32)) for name, values in former.items() if values.ndim}
    of_words, of_endings = given["of_words"] * given["scale"], given["of_endings"]
    with torch.no_grad():
        words, endings, tags, case = (table.weight for table in student.tables)
        words[0], endings[0] = of_endings[-1], 0  # the last one stands for all others
        endings[1:] = of_endings[:-1] - of_endings[-1]
        tags.zero_()
        tags[: len(given["of_tags"])] = given["of_tags"]
        case.copy_(given["of_case"])
        places = torch.tensor([vocabulary.entries(word) for word in vocabulary.words])
        words[1:] = of_words - endings[places[:, 1]] - tags[places[:, 2]]
        for layer, kernel, bias in zip(student.layers, given["kernels"], given["biases"], strict=True):
            layer.weight.copy_(kernel.view(3, WIDTH, WIDTH).permute(2, 1, 0))
            layer.bias.copy_(bias)
        student.out.weight.copy_(given["out"][None, :-1])
        student.out.bias.copy_(given["out"][-1:])
    return student


def with_entries(student: Student, new: int) -> None:
    """Give a student entries for new words, which begin as any unknown word does."""
    before = student.tables[0].weight
    table = torch.nn.Embedding(len(before) + new, WIDTH)
    with torch.no_grad():
        table.weight[: len(before)], table.weight[len(before) :] = before, before[0]
    student.tables[0] = table


def remembered(former: Mapping[str, Numbers], folders: Sequence[Path]) -> list[Text]:
    """What a trained network says of the scripts of folders."""
    network = Network(dict(former))
    found: list[Text] = []
    for path in sorted(one for folder in folders for one in folder.rglob("*") if one.is_file()):
        told = [tokens(without_speech(text))[0] for text in script_teacher.narration(path.read_bytes(), path.name)]
        text = Text([], [], [])
        for words, likely in zip(told, network.likelihoods(told), strict=True):
            text.lows += [*map(low, words), BREAK]
            text.upper += [*(word[0].isupper() for word in words), False]
            text.likely += [*map(float, likely), 0.0]
        found.append(text)
    return found


def train(
    student: Student,
    sources: Sequence[tuple[float, int, tuple[torch.Tensor, torch.Tensor, torch.Tensor]]],
    steps: int | None = None,
    rate: float = RATE,
    hidden: float = HIDDEN,
    most_kept: float = KEPT,
) -> None:
    """Draw stretches of every source: what it counts, how many in a step, and its tensors.

    The weights are a running average over the steps (Polyak and Juditsky, SIAM J. Control Optim. 30 (4), 1992).
    """
    steps = steps or STEPS
    optimizer = torch.optim.AdamW(student.parameters(), lr=rate, weight_decay=DECAY)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps, pct_start=WARM)
    loss_of = torch.nn.BCEWithLogitsLoss()
    student.train()
    average = deepcopy(student)
    for step in range(steps):
        loss = torch.zeros(())
        for counts, many, (entries, likely, told) in sources:
            drawn = torch.multinomial(told, many, replacement=True)[:, None] * LENGTH + torch.arange(LENGTH)
            places = (drawn + torch.randint(LENGTH, ())).clamp(max=len(likely) - 1)
            shown = entries[:, places]
            shown[0][torch.rand(places.shape) < hidden] = 0
            loss = loss + counts * loss_of(student(shown), likely[places])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        pace.step()
        kept = min(most_kept, (step + 1) / (step + 10))
        with torch.no_grad():
            for mean, weights in zip(average.parameters(), student.parameters(), strict=True):
                mean.lerp_(weights, 1 - kept)
    student.load_state_dict(average.state_dict())
    student.eval()


def on(student: Student, vocabulary: Vocabulary, texts: Sequence[Text]) -> tuple[torch.Tensor, torch.Tensor]:
    """What a network says of every token of some texts, as logits, and what it should say."""
    entries, likely, _ = vocabulary.tensors(texts)
    with torch.no_grad():
        return student(entries[:, None])[0], likely


def arrays(student: Student, vocabulary: Vocabulary) -> dict[str, Numbers]:
    """The trained network as castbook.script.network reads it: each word's entry with its ending's and its tag's."""
    words, endings, tags, case = (table.weight.detach().numpy() for table in student.tables)
    places = np.array([vocabulary.entries(word) for word in vocabulary.words])
    of_words = words[places[:, 0]] + endings[places[:, 1]] + tags[places[:, 2]]
    scale = np.abs(of_words).max(0) / 127
    halves = {
        "of_endings": np.concatenate([endings[1:], endings[:1]]) + words[0],  # the last one stands for all others
        "of_tags": tags,
        "of_case": case,
        "kernels": np.stack([layer.weight.detach().permute(2, 1, 0).flatten(0, 1).numpy() for layer in student.layers]),
        "biases": np.stack([layer.bias.detach().numpy() for layer in student.layers]),
    }
    return {
        "words": np.frombuffer("\n".join(vocabulary.words).encode(), np.uint8),
        "endings": np.frombuffer("\n".join(vocabulary.endings).encode(), np.uint8),
        "of_words": np.round(of_words / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "out": np.append(student.out.weight.detach().numpy(), student.out.bias.detach().numpy()).astype(np.float32),
        **{name: values.astype(np.float16) for name, values in halves.items()},
    }


def main(out: Path, labels: Sequence[Path], folders: Sequence[Path], today: Sequence[Path]) -> None:
    torch.manual_seed(0)
    learned = [text for folder in labels for text in taught(folder)]
    told, of_today = listed(folders), listed(today)
    vocabulary = Vocabulary([*learned, *told, *of_today])
    student = Student(len(vocabulary.words), len(vocabulary.endings))
    sources = [(1.0, TAUGHT, vocabulary.tensors(learned)), (LIST_COUNTS, LISTED, vocabulary.tensors(told))]
    sources += [(TODAY_COUNTS, OF_TODAY, vocabulary.tensors(of_today))] if of_today else []
    train(student, sources)
    np.savez_compressed(out, **arrays(student, vocabulary))


def go_on(out: Path, former: Mapping[str, Numbers], texts: Sequence[Path], folders: Sequence[Path]) -> None:
    """A network that has learned the lists of folders, too, and says of other texts what the former one did."""
    torch.manual_seed(0)
    told = listed(folders)
    vocabulary = Vocabulary.of(former)
    student = student_of(former, vocabulary)
    student.drop.p = GO_ON_DROPPED
    with_entries(student, vocabulary.grow(told))
    sources = [(GO_ON_COUNTS, GO_ON_LISTED, vocabulary.tensors(told))]
    if texts:
        sources.append((1.0, TAUGHT, vocabulary.tensors(remembered(former, texts))))
    train(student, sources, GO_ON_STEPS, GO_ON_RATE, GO_ON_HIDDEN, GO_ON_KEPT)
    np.savez_compressed(out, **arrays(student, vocabulary))


if __name__ == "__main__":
    parts: list[list[Path]] = [[]]
    for given in sys.argv[2:]:
        if given == "--":
            parts.append([])
        else:
            parts[-1].append(Path(given))
    if parts[0] and parts[0][0].suffix == ".npz":
        with np.load(parts[0][0], allow_pickle=False) as arrays_of_former:
            go_on(Path(sys.argv[1]), dict(arrays_of_former), parts[0][1:], [*parts, []][1])
    else:
        main(Path(sys.argv[1]), *[*parts, [], []][:3])
