"""Populations and published results to test voting power with, each with its source."""

from graph.model import Classification, Entity, Fact, Kind, MergedGraph, Property, Relation
from graph.period import Period, parse_partial
from tests.factories import body, evidence, merged, tie

LISBON = {
    # Populations in thousands and "Influences", column TFEU 238 (2): twice the swings. Published
    # by conormcd/lisbon-voting-simulation (README and simulate.c), brute force over 2^27.
    "Austria": (8300, 1051904),
    "Belgium": (11000, 1063144),
    "Bulgaria": (7700, 1049360),
    "Cyprus": (770, 1022312),
    "Czech Republic": (10000, 1058936),
    "Denmark": (5400, 1039832),
    "Estonia": (1300, 1024224),
    "Finland": (5300, 1039588),
    "France": (63000, 1319580),
    "Germany": (82000, 1461000),
    "Greece": (11000, 1063144),
    "Hungary": (10000, 1058936),
    "Ireland": (4200, 1035320),
    "Italy": (59000, 1292968),
    "Latvia": (2300, 1028052),
    "Lithuania": (3400, 1032072),
    "Luxembourg": (460, 1020988),
    "Malta": (400, 1020704),
    "Netherlands": (18000, 1094272),
    "Poland": (38000, 1190088),
    "Portugal": (11000, 1063144),
    "Romania": (22000, 1111244),
    "Slovakia": (5400, 1039832),
    "Slovenia": (2000, 1026972),
    "Spain": (44000, 1206472),
    "Sweden": (9000, 1054660),
    "United Kingdom": (60000, 1299552),
}

EU27_2017 = {
    # Inhabitants on 1 January 2017 (Eurostat, as in frankhuettner/powerindices, example.py), the
    # United Kingdom left out; then percent by Banzhaf and Shapley–Shubik under Art. 16(4) TEU,
    # from an enumeration of our own that shares no code with this one.
    "DE": (82521653, 12.0297, 17.5662),
    "FR": (66989083, 9.9977, 13.2977),
    "IT": (60589445, 9.0778, 11.8867),
    "ES": (46528024, 7.6078, 8.9733),
    "PL": (37972964, 6.4722, 6.9359),
    "RO": (19644350, 3.9950, 3.9416),
    "NL": (17081507, 3.7016, 3.5261),
    "BE": (11351727, 3.0297, 2.6005),
    "GR": (10768193, 2.9604, 2.5015),
    "CZ": (10578820, 2.9379, 2.4726),
    "PT": (10309573, 2.9059, 2.4305),
    "SE": (9995153, 2.8685, 2.3779),
    "HU": (9797561, 2.8451, 2.3459),
    "AT": (8772865, 2.7224, 2.1841),
    "BG": (7101859, 2.5232, 1.9168),
    "DK": (5748769, 2.3613, 1.6986),
    "FI": (5503297, 2.3318, 1.6594),
    "SK": (5435343, 2.3237, 1.6488),
    "IE": (4784383, 2.2456, 1.5441),
    "HR": (4154213, 2.1697, 1.4411),
    "LT": (2847904, 2.0124, 1.2342),
    "SI": (2065895, 1.9175, 1.1081),
    "LV": (1950116, 1.9035, 1.0905),
    "EE": (1315635, 1.8268, 0.9877),
    "CY": (854802, 1.7708, 0.9115),
    "LU": (590667, 1.7389, 0.8691),
    "MT": (460297, 1.7230, 0.8496),
}

COUNCIL = "org:council-of-the-eu"
FILE = "ep-procedure:2025-0059"


def state(code: str, facts: dict[Property, list[tuple[str, float]]]) -> Entity:
    """Give a country with figures, each with the year or the days that it is of."""
    properties = {
        prop: tuple(
            Fact(value, Period.between(*parse_partial(year)), evidence("figures"))
            for year, value in figures
        )
        for prop, figures in facts.items()
    }
    iso2 = (Fact(code, Period(), evidence("figures")),)
    return Entity(
        f"country:{code}",
        Kind.AREA,
        f"State {code}",
        (Classification.COUNTRY,),
        {**properties, Property.ISO2: iso2},
    )


def union(
    figures: dict[str, float],
    *,
    year: str = "2026",
    prop: Property = Property.POPULATION,
    more: tuple[Entity, ...] = (),
) -> MergedGraph:
    """Give a Council of states with figures of one year, and a file."""
    states = [state(code, {prop: [(year, value)]}) for code, value in figures.items()]
    council = body(COUNCIL, Classification.INSTITUTION)
    dossier = body(FILE, Classification.PROCEDURE, kind=Kind.DOSSIER)
    seats = [tie(each.id, Relation.MEMBER_OF, COUNCIL, "MEMBER") for each in states]
    return merged([council, dossier, *states, *more], seats)
