"""What care found, as values."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, or `left_over` and in nobody's way.

    `kind` is a stable word; `subject` a row's key or a file's name inside the library.
    """

    kind: str
    subject: str
    message: str
    repaired: bool = False
    left_over: bool = False


@dataclass
class Report:
    """How much was looked at, by what it was, and every problem."""

    checked: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Nothing is wrong, or all of it was repaired."""
        return all(problem.repaired or problem.left_over for problem in self.problems)

    def add(self, kind: str, subject: str, message: str, repaired: bool = False, *, left_over: bool = False) -> None:
        """Note a problem."""
        self.problems.append(Problem(kind, subject, message, repaired, left_over))
