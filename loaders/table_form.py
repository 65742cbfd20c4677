"""What a form of table is, and the columns that many forms share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.provenance import OFFICE_RANK, Source, Statement
from loaders.table_facts import Context
from loaders.tabular import Column, Row

SOURCE = Column("source", "page or document that says so", required=True)
AS_OF = Column("as_of", "date, month or year for which it says so, or 'page undated'")
NOTE = Column("note", "remark")
COUNTRY = Column("country_iso2", "country, two letters (EL and GR are Greece)")
LEVEL = Column("level", "who may see it: public, network, office, protected")
VALID_FROM = Column("valid_from", "first day, if known")
VALID_TO = Column("valid_to", "last day; 'open' if it still runs; empty if nobody says")


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of table: its columns and how a row is read."""

    name: str
    title: str
    columns: tuple[Column, ...]
    read: Callable[[Row, Context], Iterator[Statement]]
    rank: int = 50
    learn: Callable[[Row, Context], None] | None = None
    """Where rows may name each other: what to remember of each before any is read."""
    is_published: bool = False
    """A publisher's list: its texts are not looked at for clients, as an office's own are."""

    @property
    def source(self) -> Source:
        """The source that rows of this table belong to, unless the caller names another."""
        office = self.rank >= OFFICE_RANK
        return Source(
            id="office" if office else f"table-{self.name}",
            publisher="The office" if office else "Tables of the office",
            title=self.title,
            url="",
            licence="as stated per row",
            rank=self.rank,
        )


def needed(name: str, meaning: str) -> Column:
    """Make a column that must be there and filled."""
    return Column(name, meaning, required=True)
