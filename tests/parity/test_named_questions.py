"""Every named question with its example, on both engines: the same answer."""

import pytest

from api.asks.named import QUESTIONS, NamedAnswer
from api.questions import Asked, Question
from api.wiring import Workspace
from tests.api.workplace import NOW, home, workspace
from tests.parity.comparing import Pair, typed

__all__ = ["home", "workspace"]


@pytest.mark.neo4j
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_named_question_is_answered_alike(
    pairs: dict[str, Pair], workspace: Workspace, question: Question
) -> None:
    def answered(engine: str) -> NamedAnswer:
        reader = getattr(pairs["pack"], engine)
        told = Asked(workspace.view(), "office", NOW.date(), reader=lambda: reader)
        answer = question.answer(told, question.ask(**question.example))
        assert isinstance(answer, NamedAnswer)
        return answer

    embedded, neo4j = answered("embedded"), answered("neo4j")
    assert [typed([*row]) for row in embedded.rows] == [typed([*row]) for row in neo4j.rows]  # type: ignore[list-item]  # cells
    assert embedded == neo4j


def test_there_are_at_least_25_named_questions() -> None:
    assert len(QUESTIONS) >= 25
