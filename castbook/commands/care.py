"""`check`, `rebuild` and `backup`: looking after the library."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing

from ..library import Library, Problem, Report
from .progress import Bar

WRONG, MENDED, LEFT_OVER = "WRONG", "mended", "left over"


def check(arguments: argparse.Namespace) -> int:
    """Look for damage; 1 when anything is wrong and was not mended. What was only left over is told, and not wrong."""
    with closing(Library.open(arguments.library, create=False)) as library, Bar("Checking") as bar:
        report = library.check(repair=arguments.repair, progress=lambda done, total: bar.show(done / max(total, 1)))
    return tell(report)


def rebuild(arguments: argparse.Namespace) -> int:
    """Make the index anew from the files beside it; 1 when something could not be brought back."""
    return tell(Library.rebuild(arguments.library))


def backup(arguments: argparse.Namespace) -> int:
    """Write a copy of the library into one file."""
    with closing(Library.open(arguments.library, create=False)) as library:
        missing = library.backup(arguments.file)
    print(f"The library is saved in {arguments.file}.", file=sys.stderr)
    if missing:
        files = "1 file is" if missing == 1 else f"{missing} files are"
        print(f"{files} missing in the library, and so in the copy; `check` says which.", file=sys.stderr)
    return 0


def tell(report: Report) -> int:
    """Print what was found; the exit code that says whether all is well."""
    for line in lines(report):
        print(line)
    return 0 if report.ok else 1


def lines(report: Report) -> Iterator[str]:
    """One line for each problem, and one that sums up."""
    words = [_word(problem) for problem in report.problems]
    for word, problem in zip(words, report.problems, strict=True):
        yield f"{word}: {problem.subject}: {problem.message}"
    looked_at = ", ".join(f"{number} {what}" for what, number in report.checked.items() if number)
    wrong, mended, left = (words.count(word) for word in (WRONG, MENDED, LEFT_OVER))
    verdict = f"{wrong} wrong, {mended} mended" if wrong or mended else "All is well"
    verdict += f", {left} left over" if left else ""
    yield f"{verdict} ({looked_at or 'nothing to look at'})."


def _word(problem: Problem) -> str:
    if problem.repaired:
        return MENDED
    return LEFT_OVER if problem.left_over else WRONG
