import io

import pytest
from rich.console import Console

from api.sheet_layout import laid_out
from queries.describe import Sheet

ROWS = (("Invented PERSON", 12, "short of 13 members"), ("Invented OTHER", 3, None))
SHEET = Sheet("Counted", ("who", "seats", "verdict in words"), ROWS, ("A note.",))


def printed(width: int, sheet: Sheet = SHEET) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None, markup=False)
    console.print(laid_out([sheet]))
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


@pytest.mark.parametrize("width", [30, 45, 60, 100, 140])
def test_no_word_is_broken_or_lost_at_any_width(width: int) -> None:
    words = printed(width).split()
    for text in ("Counted", *SHEET.columns[:2], "Invented", "PERSON", "12", "members", "note."):
        assert any(word.strip(";") == text for word in words), (width, text)
    assert all(len(line) <= width for line in printed(width).splitlines())


def test_a_wide_terminal_shows_a_table_and_a_narrow_one_a_list() -> None:
    assert "───" in printed(80)
    assert "───" not in printed(24)
    assert "seats 12" in printed(24)


def test_an_empty_sheet_says_so() -> None:
    assert "Counted: none" in printed(80, Sheet("Counted", ("who",), ()))
