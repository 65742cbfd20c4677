"""A few broken inputs a target; many more with ``python -m tests.fuzz.run`` (docs/sources.md)."""

import random
from pathlib import Path

import pytest

from api.load import STARTER_PACK, names
from graph.errors import CorridorsError
from tests.fuzz.mutate import mutate
from tests.fuzz.run import Outcome, attack
from tests.fuzz.seeds import Copy, copies
from tests.fuzz.targets import Target, targets

INPUTS = 12
PATIENT_S = 240
"""What counts as hanging on a machine that does other things beside."""
TARGETS = targets()


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_broken_inputs_are_taken_or_refused_in_words(target: Target, tmp_path: Path) -> None:
    assert attack(target, INPUTS, tmp_path, seed=1, hangs_s=PATIENT_S).faults == []


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_the_sound_copies_are_taken(target: Target, tmp_path: Path) -> None:
    for copy in target.sound:
        target.run(copy, tmp_path)


def test_every_loader_has_a_copy_to_break() -> None:
    for name in names():
        assert name == STARTER_PACK or copies(name)


def test_a_fault_is_told_with_its_seed(tmp_path: Path) -> None:
    def run(copy: Copy, place: Path) -> None:
        raise ZeroDivisionError

    outcome = attack(Target("toy", [{"a": b"x"}], run), 2, tmp_path, seed=5)
    assert outcome.faults[1].startswith("toy seed 5 number 1: ZeroDivisionError")


def test_a_refusal_in_our_words_is_no_fault(tmp_path: Path) -> None:
    def run(copy: Copy, place: Path) -> None:
        raise CorridorsError

    outcome = attack(Target("toy", [{"a": b"x"}], run), 3, tmp_path)
    assert outcome == Outcome(refused=3, slowest=outcome.slowest)


def test_the_same_seed_breaks_a_file_in_the_same_way() -> None:
    def made(seed: int) -> list[bytes]:
        rng = random.Random(seed)
        return [mutate(b'{"a": 1, "b": "word"}\n', [b"other"], rng) for _ in range(50)]

    assert made(1) == made(1) != made(2)
    assert len(set(made(1))) > 30
