import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.errors import Cancelled, StoreBusy
from graph.levels import Level
from graph.model import Kind, MergedGraph, Property, Relation
from graph.period import Period
from graph.project import Projection, current, project
from graph.store import Cell, GraphReader
from graph.stores.arcadedb import ArcadeStore
from tests.graph.factories import fact, graph_of, link, moment, node, record, source, year

STORE = ArcadeStore()


def quiet(done: int, total: int | None, what: str) -> None:
    """Show nothing."""


def small(level: Level = Level.PROTECTED) -> MergedGraph:
    lines = [
        node("ep-person:1"),
        fact("ep-person:1", Property.CLASSIFICATION, "MEP"),
        fact("ep-person:1", Property.CLASSIFICATION, "Official"),
        fact("ep-person:1", Property.NAME, "One"),
        fact("ep-person:1", Property.OTHER_NAME, "Uno"),
        fact("ep-person:1", Property.OTHER_NAME, "Eins"),
        fact("ep-person:1", Property.POPULATION, 5, period=year(2024)),
        fact("ep-person:1", Property.POPULATION, 6, period=year(2025)),
        node("ep-org:2", Kind.ORGANIZATION, of="tale"),
        link(
            "ep-person:1",
            "ep-org:2",
            role="CHAIR",
            period=Period.between(date(2024, 7, 16), date(2026, 1, 2)),
            qualifiers=(("On behalf-of", "ep-org:9"), ("level", "odd")),
            level=Level.NETWORK,
        ),
        link("ep-person:1", "ep-org:2", relation=Relation.REPRESENTS, of="tale", role=None),
        link("ep-person:1", "ep-org:404"),
    ]
    return graph_of(record(lines, day=3), source("tale", invented=True), level=level)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphReader]:
    place = project(small(), STORE, tmp_path_factory.mktemp("root"), quiet).place
    opened = STORE.open(str(place))
    yield opened
    opened.close()


def row(reader: GraphReader, cypher: str) -> tuple[Cell, ...]:
    (found,) = reader.query(cypher, {}, limit=10, timeout_s=60.0).rows
    return found


def properties(reader: GraphReader, cypher: str) -> dict[str, Cell]:
    (found,) = row(reader, cypher)
    assert isinstance(found, dict)
    return found


def test_a_node_carries_what_is_known_of_it(reader: GraphReader) -> None:
    assert properties(reader, "MATCH (n:Person) RETURN n") == {
        "_labels": ["MEP", "Official", "Person"],
        "uid": "ep-person:1",
        "name": "One",
        "kind": "Person",
        "classification": "MEP",
        "level": "public",
        "invented": False,
        "other_name": ["Eins", "Uno"],
        "population": 6,
    }


def test_a_tie_carries_its_dates_role_evidence_and_qualifiers(reader: GraphReader) -> None:
    found = properties(reader, "MATCH ()-[r:MEMBER_OF]->() RETURN r")
    assert str(found.pop("uid")).startswith("member-of:")
    assert found == {
        "_type": "MEMBER_OF",
        "role": "CHAIR",
        "valid_from": date(2024, 7, 16),
        "valid_to": date(2026, 1, 2),
        "end_kind": "known",
        "level": "network",
        "sources": ["register"],
        "records": ["ep-person:1/ep-org:2"],
        "evidence_day": moment(3).date(),
        "invented": False,
        "on_behalf_of": "ep-org:9",
        "qualifier_level": "odd",
    }


def test_what_is_invented_says_so(reader: GraphReader) -> None:
    text = "MATCH (o:Organization)<-[r:REPRESENTS]-() RETURN o.invented, r.invented"
    assert row(reader, text) == (True, True)


def test_a_tie_without_its_other_end_is_left_out(reader: GraphReader) -> None:
    assert reader.counts() == (2, 2)


def test_a_lower_level_holds_nothing_from_above(tmp_path: Path) -> None:
    place = project(small(Level.PUBLIC), STORE, tmp_path, quiet).place
    reader = STORE.open(str(place))
    assert reader.counts() == (2, 1)
    reader.close()


# -------------------------------------------------------------------- switching


def folders(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.is_dir())


def test_nothing_is_in_service_before_the_first_build(tmp_path: Path) -> None:
    assert current(tmp_path, Level.PUBLIC) is None


def test_the_finished_build_is_in_service_with_its_head(tmp_path: Path) -> None:
    place = project(small(), STORE, tmp_path, quiet).place
    assert current(tmp_path, Level.PROTECTED) == Projection(place, Level.PROTECTED, 1, 2, 2)
    assert folders(tmp_path) == ["protected-1-1"]


def test_a_new_build_replaces_the_old_and_leaves_other_levels(tmp_path: Path) -> None:
    project(small(Level.PUBLIC), STORE, tmp_path, quiet)
    project(small(), STORE, tmp_path, quiet)
    project(small(), STORE, tmp_path, quiet)
    assert folders(tmp_path) == ["protected-1-2", "public-1-1"]


def test_a_projection_that_is_read_stays_until_its_readers_are_gone(tmp_path: Path) -> None:
    reader = STORE.open(str(project(small(), STORE, tmp_path, quiet).place))
    project(small(), STORE, tmp_path, quiet)
    assert reader.counts() == (2, 2)
    assert folders(tmp_path) == ["protected-1-1", "protected-1-2"]
    reader.close()
    project(small(), STORE, tmp_path, quiet)
    assert folders(tmp_path) == ["protected-1-3"]


def test_a_cancelled_build_leaves_the_old_one_serving(tmp_path: Path) -> None:
    place = project(small(), STORE, tmp_path, quiet).place

    def cancel(done: int, total: int | None, what: str) -> None:
        if what == "ties":
            raise Cancelled("stopped by the test")

    with pytest.raises(Cancelled):
        project(small(), STORE, tmp_path, cancel)
    serving = current(tmp_path, Level.PROTECTED)
    assert serving is not None
    assert (serving.place, folders(tmp_path)) == (place, ["protected-1-1"])


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "protected-7-1").mkdir()
    (tmp_path / "protected-7-1" / "half").write_text("")
    project(small(), STORE, tmp_path, quiet)
    assert folders(tmp_path) == ["protected-1-1"]


def test_strange_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "protected-backup").mkdir()
    project(small(), STORE, tmp_path, quiet)
    assert folders(tmp_path) == ["protected-1-1", "protected-backup"]


def test_two_builds_of_a_level_at_once_are_refused(tmp_path: Path) -> None:
    def second(done: int, total: int | None, what: str) -> None:
        with pytest.raises(StoreBusy, match="builds the projection"):
            project(small(), STORE, tmp_path, quiet)

    project(small(), STORE, tmp_path, second)
    assert folders(tmp_path) == ["protected-1-1"]


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"format": 99}', json.dumps({"format": 1, "place": "gone"})]
)
def test_a_pointer_that_makes_no_sense_means_build_anew(tmp_path: Path, content: str) -> None:
    (tmp_path / "public.json").write_text(content)
    assert current(tmp_path, Level.PUBLIC) is None


def test_a_pointer_to_a_removed_folder_means_build_anew(tmp_path: Path) -> None:
    STORE.drop(str(project(small(), STORE, tmp_path, quiet).place))
    assert current(tmp_path, Level.PROTECTED) is None


def test_progress_counts_up_to_all_rows(tmp_path: Path) -> None:
    seen: list[tuple[int, int | None, str]] = []
    project(small(), STORE, tmp_path, lambda *step: seen.append(step))
    assert [step[2] for step in seen] == ["nodes", "ties", "indexes", "done"]
    assert seen[-1][:2] == (4, 4)
