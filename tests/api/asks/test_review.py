from datetime import date

from api.asks.review import ReviewAsk, ask_review, review_sheets
from api.questions import asked_of
from api.wiring import Workspace
from graph.levels import Level
from queries.review import ReviewKind


def test_the_pack_is_reviewed_at_the_level_asked(workspace: Workspace) -> None:
    told = asked_of(workspace, Level.PUBLIC, date(2026, 11, 24))
    answer = ask_review(told, ReviewAsk(ReviewKind.ORGANIZATIONS, least=-10))
    seen = {actor.id for pair in answer.pairs for actor in (pair.left, pair.right)}
    assert seen <= set(told.view.graph.entities)
    assert [pair.score for pair in answer.pairs] == sorted(
        (pair.score for pair in answer.pairs), reverse=True
    )


def test_members_with_numbers_of_the_parliament_are_never_to_be_judged(
    workspace: Workspace,
) -> None:
    told = asked_of(workspace, Level.PUBLIC, date(2026, 11, 24))
    assert ask_review(told, ReviewAsk(ReviewKind.PERSONS)).pairs == ()


def test_parts_of_each_score_add_up_to_it_on_the_sheet(workspace: Workspace) -> None:
    told = asked_of(workspace, Level.PUBLIC, date(2026, 11, 24))
    answer = ask_review(told, ReviewAsk(different=True, most=3))
    pairs, parts = review_sheets(answer)
    for place, row in enumerate(pairs.rows, 1):
        points = [part[2] for part in parts.rows if part[0] == place]
        assert sum(one for one in points if isinstance(one, int)) == row[0]
