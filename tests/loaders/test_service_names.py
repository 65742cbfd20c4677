import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.service_names import SERVICES, Match, Service, service_called
from tests.shared import SHARED, needs_shared


def code(text: str) -> str | None:
    found = service_called(text)
    return found.service.code if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DG HOME — Directorate-General for Migration and Home Affairs", "HOME"),
        ("HOME AFFAIRS DG", "HOME"),
        ("DG HOME", "HOME"),
        ("Directorate-General for Justice & Consumers", "JUST"),
        ("HUMANITARIAN AID AND CIVIL PROTECTION DG (ECHO)", "ECHO"),
        ("Direzione generale del Bilancio", "BUDG"),
        ("DG comunication", "COMM"),
        ("Directrate-General for Competition", "COMP"),
        ("DG EMPLOYMENT, SOCIAL AFFAIRS AND", "EMPL"),
        ("DG DEVELOPMENT AND COOPERATION — EUROPEAID", "DEVCO"),
        ("Secretariat-General", "SG"),
        ("Eurostat", "ESTAT"),
        ("SJ — Legal service", "SJ"),
    ],
)
def test_printed_name_gives_its_service(text: str, expected: str) -> None:
    assert code(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DG",
        "Directorate-General",
        "Trade",
        "ENERGY",
        "JUSTICE",
        "commissioner justice",
        "Budget and Human Resources",
        "Secretary-General",
        "DG for everything",
        "DG XYZ",
        "European Parliament",
        "HOME",
        "DG Economic Affairs",
    ],
)
def test_what_is_not_sure_is_no_service(text: str) -> None:
    assert service_called(text) is None


def test_no_two_services_share_a_name_or_a_title() -> None:
    names = [name.casefold() for one in SERVICES.values() for name in one.names]
    assert len(names) == len(set(names))
    assert SERVICES["TRADE"].title == "Directorate-General for Trade"
    assert SERVICES["SJ"].title == "Legal Service"


@pytest.mark.parametrize("service", list(SERVICES.values()), ids=list(SERVICES))
def test_every_title_and_every_name_of_a_service_is_understood(service: Service) -> None:
    for name in service.names:
        assert code(f"DG {name}") == service.code
    assert service_called(service.title) == Match(service, "name")


@given(st.text(max_size=80))
def test_any_text_gives_a_service_or_none(text: str) -> None:
    found = service_called(text)
    assert found is None or found.service.code in SERVICES


def hidden(text: str, own: str) -> str:
    """Take the code out, in front and in brackets; "DG" stays."""
    plain = re.sub(rf"^(DG )?{own}\b\W*", lambda found: found[1] or "", text)
    return re.sub(rf"^(?:{own}\b\W*)|\({own}\)", "", plain)


@needs_shared
def test_real_names_give_their_codes_also_where_these_are_hidden() -> None:
    # Not blind: our table was written with these names at hand. It tests the rules.
    path = SHARED / "whoiswho" / "commission_service_name_variants.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    coded = [(row["name_variant"], row["service_code"]) for row in rows if row["service_code"]]
    assert (len(rows), len(coded)) == (345, 135)
    assert [text for text, own in coded if code(text) != own] == []
    assert [text for text, own in coded if code(hidden(text, own)) != own] == []
    portfolios = [row["name_variant"] for row in rows if not row["service_code"]]
    assert sum(code(text) is not None for text in portfolios) == 77
