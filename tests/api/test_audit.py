import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.audit import GENESIS, Audit, Deed
from graph.errors import StoreError

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def deed(what: str = "/routes", status: int = 200) -> Deed:
    return Deed("http", "token:1 desk", "POST", what, "office", status, "d" * 32)


def filled(folder: Path, lines: int = 5, rotate: int = 8_000_000) -> Audit:
    kept = Audit(folder / "audit", folder / "key", rotate)
    for number in range(lines):
        kept.add(deed(f"/route/{number}"), AT)
    return kept


def test_lines_hang_together_from_the_beginning(tmp_path: Path) -> None:
    lines = list(filled(tmp_path).lines())
    assert [line.prev for line in lines] == [GENESIS, *(line.hash for line in lines[:-1])]
    verdict = filled(tmp_path, 0).verify()
    assert (verdict.lines, verdict.first, verdict.head) == (5, 1, lines[-1].hash)
    assert verdict.problems == ()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_byte_changed_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("audit")
    kept = filled(folder, 4)
    path = next((folder / "audit").glob("*.jsonl"))
    content = bytearray(path.read_bytes())
    head = kept.verify().head
    at = data.draw(st.integers(0, len(content) - 2))
    content[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    assert kept.verify(head).problems


@pytest.mark.parametrize("which", range(4))
def test_a_line_taken_out_is_noticed(tmp_path: Path, which: int) -> None:
    kept = filled(tmp_path, 4)
    head = kept.verify().head
    path = next((tmp_path / "audit").glob("*.jsonl"))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:which] + lines[which + 1 :]))
    problems = kept.verify(head).problems
    assert problems
    # Without a noted head the last line may be missing unseen: that is why it is to be noted.
    assert bool(kept.verify().problems) is (which < 3)


def test_two_lines_in_the_wrong_order_are_noticed(tmp_path: Path) -> None:
    kept = filled(tmp_path, 4)
    path = next((tmp_path / "audit").glob("*.jsonl"))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], lines[2], lines[1], lines[3]]))
    assert kept.verify().problems


@pytest.mark.parametrize("cut", [1, 5, 100, 250])
def test_a_line_cut_by_a_crash_is_told_of_and_the_chain_goes_on(tmp_path: Path, cut: int) -> None:
    kept = filled(tmp_path, 3)
    path = next((tmp_path / "audit").glob("*.jsonl"))
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    assert kept.verify().problems == ()
    kept.add(deed("/after"), AT)
    kept.add(deed("/and after"), AT)
    verdict = kept.verify()
    assert verdict.problems == ()
    assert verdict.torn == (1 if cut > 1 else 0)  # of one byte, only the line's end was missing
    assert [line.deed.what for line in kept.lines()][-2:] == ["/after", "/and after"]


def test_a_cut_line_may_not_be_changed_later(tmp_path: Path) -> None:
    kept = filled(tmp_path, 3)
    path = next((tmp_path / "audit").glob("*.jsonl"))
    path.write_bytes(path.read_bytes()[:-40])
    kept.add(deed("/after"), AT)
    path.write_bytes(path.read_bytes().replace(b'"seq":3,', b'"seq":9,'))
    assert kept.verify().problems


def test_it_goes_on_in_another_file_and_the_first_may_be_archived(tmp_path: Path) -> None:
    kept = filled(tmp_path, 40, rotate=2_000)
    files = sorted((tmp_path / "audit").glob("*.jsonl"))
    assert len(files) > 3
    assert kept.verify().problems == ()
    assert kept.verify().lines == 40
    files[0].unlink()
    later = kept.verify()
    assert later.problems == ()
    assert later.first > 1
    files[2].unlink()
    assert kept.verify().problems


def test_equal_questions_have_equal_digests_and_another_installation_others(
    tmp_path: Path,
) -> None:
    one = Audit(tmp_path / "a", tmp_path / "key")
    assert one.digest("a person") == Audit(tmp_path / "b", tmp_path / "key").digest("a person")
    assert one.digest("ab", "c") != one.digest("a", "bc")
    assert one.digest("a person") != Audit(tmp_path / "a", tmp_path / "key2").digest("a person")


def test_several_processes_write_one_chain(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.api.test_audit import *\n"
        "kept = Audit(Path(sys.argv[1]) / 'audit', Path(sys.argv[1]) / 'key', 5000)\n"
        "for n in range(30): kept.add(deed(f'/{n}'), AT)\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT) for _ in range(3)
    ]
    assert [one.wait() for one in running] == [0, 0, 0]
    verdict = filled(tmp_path, 0).verify()
    assert (verdict.lines, verdict.problems) == (90, ())


def test_killed_while_writing_it_is_whole_afterwards(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.api.test_audit import *\n"
        "kept = Audit(Path(sys.argv[1]) / 'audit', Path(sys.argv[1]) / 'key')\n"
        "print('go', flush=True)\n"
        "while True: kept.add(deed(), AT)\n"
    )
    for round_ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
        ) as running:
            assert running.stdout is not None
            running.stdout.readline()
            time.sleep(0.05 + 0.03 * round_)
            os.kill(running.pid, signal.SIGKILL)
        kept = filled(tmp_path, 1)
        assert kept.verify().problems == ()


def test_what_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "audit").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        filled(tmp_path, 1)
