"""Everything read again appends nothing, also after identifiers were judged the same."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.identity import Ask, judge
from api.load import load_saved, load_starter_pack
from api.settings import Settings
from api.wiring import Workspace
from graph.identity import Verdict
from graph.levels import Level
from graph.model import Kind
from loaders.base import LoadReport
from tests.shared import SHARED, needs_shared

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
FULL_LISTS = "europarl/ep-full-list"
PARLIAMENT = (
    ("ep-members", "europarl/ep-open-data-api/meps-2025-07-11.tar.gz"),
    ("ep-bodies", "europarl/ep-open-data-api/corporate-bodies-2026-08-17.json.gz"),
    ("ep-procedures", "europarl/howtheyvote-fixtures"),
    ("ep-shadows", "europarl/mpoftheweek/assignments.json.gz"),
    ("ep-full-list", f"{FULL_LISTS}/full-list-term10.xml.gz"),
    ("ep-directory", f"{FULL_LISTS}/directory-term8.xml.gz"),
    ("ep-directory", f"{FULL_LISTS}/directory-term9.xml.gz"),
)
OTHERS = (
    ("transparency-register", "register/tr_organisations_extract_2026-08-19.xml"),
    ("organizations", "networks/organisations.csv"),
    ("memberships", "networks/memberships.csv"),
    ("centres", "networks/rehabilitation_centres.csv"),
    ("countries", "reference/countries_europe.csv"),
    ("council-figures", "council/qmv_population_shares.csv"),
    ("council-bodies", "council/preparatory_bodies.csv"),
    ("presidencies", "council/presidencies.csv"),
    ("calls", "funding/calls_torture_rehabilitation.csv"),
    ("legal-acts", "funding/legal_acts.csv"),
    ("integrity-watch", "europarl/integritywatch/mepmeetings-2019-2022.csv.gz"),
)
"""Real files in the publishers' formats, by the loader that reads each."""


def load_all(work: Workspace, files: Sequence[tuple[str, str]], day: int) -> list[LoadReport]:
    now = NOW + timedelta(days=day)
    pack = load_starter_pack(work.ledger, now=now)
    read = [load_saved(work.ledger, name, SHARED / path, now=now) for name, path in files]
    return [*pack, *read]


def judge_two(work: Workspace, scheme: str) -> None:
    """Judge the first two organisations of a scheme to be one; made up, to see what it does."""
    entities = work.view().graph.entities.values()
    found = (one for one in entities if one.id.startswith(scheme))
    one, other = [each.id for each in found if each.kind is Kind.ORGANIZATION][:2]
    ask = Ask(one, other, Verdict.SAME, "made up for a test")
    done = judge(work, ask, at=Level.OFFICE, now=NOW + timedelta(hours=1))
    assert done.judgement is not None
    assert done.judgement.joined


@needs_shared
@pytest.mark.parametrize(("files", "scheme"), [(PARLIAMENT, "ep-org:"), (OTHERS, "eu-tr:")])
def test_everything_read_again_appends_nothing_after_a_merge(
    tmp_path: Path, files: Sequence[tuple[str, str]], scheme: str
) -> None:
    with Workspace(Settings(tmp_path)) as work:
        first = load_all(work, files, 0)
        assert all(report.appended for report in first)
        judge_two(work, scheme)
        again = load_all(work, files, 1)
        assert {report.source for report in again} >= {report.source for report in first[-3:]}
        assert [(one.source, one.appended, one.closed) for one in again] == [
            (one.source, 0, 0) for one in again
        ]
