"""The collector is left alone while something large is made, and works afterwards as before."""

import gc
import subprocess
import sys
from threading import Barrier, Thread

from graph.collector import uncollected

_GRAPHS = """
import gc, weakref
from graph.collector import set_aside, settle

class Graph:
    def __init__(self):
        self.own, self.rows = self, [[number] for number in range(100_000)]

looks = []
gc.callbacks.append(lambda phase, told: looks.append(told["generation"]))
graph = Graph()
gone = weakref.ref(graph)
settle()
assert gc.get_freeze_count() > 100_000
with set_aside():
    pass
assert gc.get_freeze_count() > 100_000, "what stays must stay settled"
"""

_OLDER = (
    _GRAPHS
    + """
graph = None
gc.collect()
assert gone() is not None
graph = Graph()
settle()
assert gone() is None, "an older graph must not be kept for ever"
assert gc.get_freeze_count() > 100_000, "the newer one is settled"
"""
)

_AGAIN = (
    _GRAPHS
    + """
gc.disable()
looks.clear()
graph.own = None  # so that it goes without the collector
graph = None
assert gone() is None
for _ in range(3):
    graph = [[number] for number in range(100_000)]
    settle()
assert looks == [], "nothing is looked through that goes by itself"
assert 100_000 < gc.get_freeze_count() < 200_000
"""
)

_ASIDE = """
import gc
from graph.collector import set_aside
with set_aside():
    assert gc.get_freeze_count() > 0
assert gc.get_freeze_count() == 0
"""


def test_it_is_off_inside_and_on_again_after_an_error() -> None:
    try:
        with uncollected():
            assert not gc.isenabled()
            raise KeyError
    except KeyError:
        assert gc.isenabled()


def test_whoever_had_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_stays_off_until_the_last_of_several_threads_is_done() -> None:
    both, seen = Barrier(2), list[bool]()

    def first() -> None:
        with uncollected():
            both.wait()
        both.wait()

    other = Thread(target=first)
    other.start()
    with uncollected():
        both.wait()
        both.wait()
        seen.append(gc.isenabled())
    other.join()
    assert (seen, gc.isenabled()) == ([False], True)


def test_what_is_settled_is_let_go_when_something_newer_is_settled() -> None:
    subprocess.run([sys.executable, "-c", _OLDER], check=True)


def test_what_goes_by_itself_costs_no_look_at_everything() -> None:
    subprocess.run([sys.executable, "-c", _AGAIN], check=True)


def test_what_is_set_aside_for_a_while_is_looked_through_again() -> None:
    subprocess.run([sys.executable, "-c", _ASIDE], check=True)
