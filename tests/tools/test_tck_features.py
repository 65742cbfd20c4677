from pathlib import Path

from tools.opencypher_tck import WRITES, writes
from tools.tck_features import scenarios, value

FEATURE = """
Feature: Some

  Background:
    Given any graph

  Scenario: [1] One
    When executing query:
      \"\"\"
      RETURN 1 AS x
      \"\"\"
    Then the result should be, in any order:
      | x |
      | 1 |

  Scenario Outline: [2] Two
    And having executed:
      \"\"\"
      CREATE (:A {x: <x>})
      \"\"\"
    Then the result should be empty

    Examples:
      | x   |
      | 'a' |
      | 2   |
"""


def test_scenarios_are_read_with_background_and_examples(tmp_path: Path) -> None:
    file = tmp_path / "Some1.feature"
    file.write_text(FEATURE, encoding="utf-8")
    one, two, three = scenarios(file)
    assert [each.name for each in (one, two, three)] == [
        "Some1 [1] One",
        "Some1 [2] Two",
        "Some1 [2] Two",
    ]
    assert [step.words for step in one.steps] == [
        "any graph",
        "executing query:",
        "the result should be, in any order:",
    ]
    assert one.steps[1].text.strip() == "RETURN 1 AS x"
    assert one.steps[2].table == [["x"], ["1"]]
    assert [each.steps[1].text.strip() for each in (two, three)] == [
        "CREATE (:A {x: 'a'})",
        "CREATE (:A {x: 2})",
    ]


def test_values_are_read_as_the_files_write_them() -> None:
    assert value("null") is None
    assert value("[1, 2.5, -3, 'it\\'s', true, NaN]") != []
    assert value("[1, 2.5, 'it\\'s', {a: [false]}]") == [1, 2.5, "it's", {"a": [False]}]
    assert value("(:B:A {x: 1})") == {"_labels": ["A", "B"], "x": 1}
    assert value("()") == {"_labels": []}
    assert value("[:T {x: 1}]") == {"_type": "T", "x": 1}
    assert value("<(:A)-[:T]->(:B)>") == [{"_labels": ["A"]}, {"_type": "T"}, {"_labels": ["B"]}]


def test_a_scenario_that_writes_is_known_by_its_words_outside_quotes() -> None:
    assert "SET" in WRITES
    assert writes("MATCH (n) set n.x = 1")
    assert not writes("MATCH (n) WHERE n.x = 'SET' RETURN n // CREATE")
