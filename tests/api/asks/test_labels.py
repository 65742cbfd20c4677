from api.questions import questions
from queries.parameter_labels import LABELS, label_of

USED = {one.name: one for question in questions() for one in question.parameters}


def test_every_label_is_of_a_parameter_that_a_question_has() -> None:
    assert sorted(set(LABELS) - set(USED)) == []


def test_two_parameters_of_a_question_are_never_called_the_same() -> None:
    for question in questions():
        labels = [one.label for one in question.parameters]
        assert len(set(labels)) == len(labels), question.name


def test_a_question_may_call_a_parameter_otherwise_than_others_do() -> None:
    labels = {
        (question.name, one.name): one.label
        for question in questions()
        for one in question.parameters
    }
    assert labels["sheets", "only"] == "Whose sheets"
    assert labels["holes", "only"] != labels["sheets", "only"]
    assert label_of("known_at") == "Known at"
