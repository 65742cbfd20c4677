"""Sheets laid out for a terminal of any width: as tables while words stay whole, else as lists."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table as RichTable
from rich.text import Text

from api.sheets import shown
from queries.describe import Sheet

_GAP = 3
"""Columns of a terminal between two columns of a table."""

_DEEPEST = 4
"""Lines of a cell that are still read at a glance."""

_BREAKABLE = 24
"""Words longer than this may be broken."""


def laid_out(sheets: Sequence[Sheet]) -> RenderableType:
    """Lay sheets out; what is empty says so."""
    parts: list[RenderableType] = []
    for sheet in sheets:
        parts.append(_Fitted(sheet) if sheet.rows else Text(f"\n{sheet.title}: none", "bold"))
        parts += [Text(f"Note: {note}", style="dim") for note in sheet.notes]
    return Group(*parts)


class _Fitted:
    """A sheet that chooses its form by the width it is given."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._cells = [[shown(cell) for cell in row] for row in sheet.rows]
        texts = [
            (column, *(row[place] for row in self._cells))
            for place, column in enumerate(sheet.columns)
        ]
        self._least = [max(map(_longest_word, column)) for column in texts]
        self._whole = [max(map(len, column)) for column in texts]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(f"\n{self._sheet.title}", style="bold")
        yield self._table() if self._fits(options.max_width) else self._list()

    def _fits(self, width: int) -> bool:
        """Say whether a table keeps words whole and no cell is deeper than a few lines."""
        spare = width - sum(self._least) - _GAP * len(self._least)
        widths = list(zip(self._whole, self._least, strict=True))
        share = spare // max(1, sum(whole > least for whole, least in widths))
        return spare >= 0 and all(whole <= _DEEPEST * (least + share) for whole, least in widths)

    def _table(self) -> RichTable:
        table = RichTable(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
        for place, column in enumerate(self._sheet.columns):
            figures = all(isinstance(row[place], int | float | None) for row in self._sheet.rows)
            table.add_column(
                column,
                overflow="fold",
                min_width=self._least[place],
                justify="right" if figures else "left",
            )
        for row in self._cells:
            table.add_row(*map(Text, row))
        return table

    def _list(self) -> Text:
        """Write each row as its first cell and, below it, what else is known."""
        lines = []
        for first, *rest in self._cells:
            named = first and not first.replace(".", "").isdigit()
            lines.append(first if named else f"{self._sheet.columns[0]} {first or 'none'}")
            pairs = zip(self._sheet.columns[1:], rest, strict=True)
            told = [f"{column} {cell}" for column, cell in pairs if cell]
            lines.append(f"  {'; '.join(told)}")
        return Text("\n".join(lines))


def _longest_word(text: str) -> int:
    return min(_BREAKABLE, max(map(len, text.split()), default=1))
