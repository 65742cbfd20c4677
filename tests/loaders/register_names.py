"""The register numbers and names that are at hand beside the repository."""

import csv
import gzip
import io
from collections.abc import Iterator

from graph.model import Property
from graph.provenance import Statement
from loaders.known import Known
from tests.shared import SHARED


def register_names() -> Known:
    return Known.of(_said())


def _said() -> Iterator[Statement]:
    path = SHARED / "register" / "tr_ids_names_2025-01-18.csv.gz"
    with gzip.open(path) as file:
        for row in csv.DictReader(io.TextIOWrapper(file, encoding="utf-8")):
            own = f"eu-tr:{row['tr_id']}"
            values = (
                (Property.KIND, "Organization"),
                (Property.IDENTIFIER, own),
                (Property.NAME, row["name"]),
            )
            for prop, value in values:
                yield Statement(own, prop, "register", own, value=value)
