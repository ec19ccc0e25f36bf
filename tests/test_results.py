"""What `studio.py test` and `bench` say in the end: read from real reports of pytest and Node, and summed up."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from castbook.commands import bench
from castbook.commands.progress import Bar
from castbook.commands.results import Result, read_pytest, read_tap, suite, table

TESTS = """
import pytest

def test_good():
    pass

@pytest.mark.skip(reason="no  Chromium\\nfound")
@pytest.mark.parametrize("n", [1, 2])
def test_left_out(n):
    pass

def test_bad():
    assert 1 == 2

@pytest.mark.xfail(reason="known")
def test_known():
    assert False

@pytest.fixture
def broken():
    raise RuntimeError

def test_that_cannot_begin(broken):
    pass
"""
CORE = """
import pytest

@pytest.mark.parametrize("core", [pytest.param(1, id="comfyui-0.33.0")])
def test_on_a_core(core):
    pass
"""
TAP = """TAP version 13
# Subtest: state.test.mjs
    # Subtest: a version follows another
    ok 1 - a version follows another
    # Subtest: the counter counts
    not ok 2 - the counter counts
not ok 1 - state.test.mjs
1..1
# tests 3
# suites 0
# pass 1
# fail 1
# cancelled 0
# skipped 1
# todo 0
# duration_ms 45.1
"""


def report_of(folder: Path, files: dict[str, str]) -> Path:
    """The JUnit report that a real pytest writes about these test files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    report = folder / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib"]
    subprocess.run([*command, f"--rootdir={folder}", f"--junitxml={report}", "tests"], cwd=folder, capture_output=True)
    return report


def test_a_report_of_pytest_is_told_apart_by_suite(tmp_path: Path) -> None:
    files = {"tests/test_a.py": TESTS, "tests/browser/test_b.py": TESTS, "tests/comfyui/test_c.py": CORE}
    results = {result.name: result for result in read_pytest(report_of(tmp_path, files))}
    assert list(results) == ["Python", "browser (Chromium)", "real ComfyUI 0.33.0"]
    python = results["Python"]
    assert (python.passed, python.failed, python.skipped) == (1, 2, 3)
    assert python.notes["skipped: no Chromium found"] == 2
    assert python.notes["failed: tests.test_a::test_bad"] == 1
    assert (results["real ComfyUI 0.33.0"].passed, results["real ComfyUI 0.33.0"].failed) == (1, 0)


def test_a_test_file_that_cannot_be_imported_counts_as_failed(tmp_path: Path) -> None:
    [result] = read_pytest(report_of(tmp_path, {"tests/test_a.py": "import no_such_module"}))
    assert (result.passed, result.failed, result.skipped) == (0, 1, 0)


@pytest.mark.parametrize(
    ("module", "test", "name"),
    [
        ("tests.test_prompt", "test_seed[1]", "Python"),
        ("tests.api.test_story", "test_all", "Python"),
        ("tests.test_graph", "test_known[comfyui-0.3.64]", "Python"),
        ("tests.browser.test_panel", "test_all", "browser (Chromium)"),
        ("tests.browser.test_host", "test_tab[comfyui-0.3.64]", "real ComfyUI 0.3.64"),
        ("tests.comfyui.test_nodes", "test_all[no-comfyui]", "real ComfyUI"),
        ("tests.faults.test_kill", "test_all", "faults"),
    ],
)
def test_the_suite_follows_from_the_folder_and_the_core(module: str, test: str, name: str) -> None:
    assert suite(module, test) == name


def test_a_report_of_node_is_read_to_its_sums(tmp_path: Path) -> None:
    (tmp_path / "node.tap").write_text(TAP)
    result = read_tap(tmp_path / "node.tap", "page")
    assert (result.passed, result.failed, result.skipped) == (1, 1, 1)
    assert "failed: the counter counts" in result.notes


def test_the_table_ends_with_the_sums_alone_on_the_last_line() -> None:
    skipped = Result("browser", skipped=3, notes=Counter({"skipped: no Chromium": 3}))
    lines = table([Result("Python", passed=5, failed=1, seconds=2.4), skipped]).splitlines()
    assert lines[0].split() == ["what", "passed", "failed", "skipped", "time"]
    assert lines[1].split() == ["Python", "5", "1", "0", "2", "s"]
    assert lines[3] == "    skipped: no Chromium (x3)"
    assert lines[-2:] == ["", "5 passed, 1 failed, 3 skipped"]


def test_many_reasons_are_cut_and_the_table_says_so() -> None:
    result = Result("Python", notes=Counter({f"skipped: reason {n}": 1 for n in range(20)}))
    assert "... and 12 more reasons, above" in table([result])


def test_figures_are_printed_with_peer_and_bound_where_there_is_one_and_a_missed_bound_is_said() -> None:
    figures = {
        "listing": {"value": 12.0, "unit": "ms", "peer": 24.0, "ratio": 0.5},
        "start": {"value": 31.5, "unit": "ms", "peer": None, "ratio": None, "bound": 30.0},
        "memory": {"value": 150.0, "unit": "MB", "peer": None, "ratio": None, "bound": 150.0},
    }
    assert [line.split() for line in bench.table(figures).splitlines()] == [
        ["what", "value", "peer", "ratio", "bound"],
        ["listing", "12", "ms", "24", "ms", "0.50", "-"],
        ["start", "31.5", "ms", "-", "-", "30", "ms", "MISSED"],
        ["memory", "150", "MB", "-", "-", "150", "MB"],
    ]
    assert bench.table({}).split() == ["what", "value", "peer", "ratio", "bound"]


def test_a_bar_that_is_no_terminal_says_each_tenth_once(capsys: pytest.CaptureFixture[str]) -> None:
    with Bar("Working") as bar:
        for hundredth in range(101):
            bar.show(hundredth / 100)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "Working [" + "#" * 30 + "] 100 %"
