"""Small answers in the Parliament's form, written by us; every person in them is invented."""

import json
from datetime import UTC, datetime

READ_ON = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def membership(
    number: int,
    organization: str | None,
    role: str | None = "MEMBER",
    start: str | None = "2024-07-16",
    end: str | None = None,
    entity: str | None = "COMMITTEE_PARLIAMENTARY_STANDING",
    represents: str | None = None,
) -> dict[str, object]:
    during: dict[str, object] = {"type": "PeriodOfTime"}
    if start:
        during["startDate"] = start
    if end:
        during["endDate"] = end
    item: dict[str, object] = {"id": f"membership/999-f-{number}", "memberDuring": during}
    if organization:
        item["organization"] = organization
    if role:
        item["role"] = f"def/ep-roles/{role}"
    if entity:
        item["membershipClassification"] = f"def/ep-entities/{entity}"
    if represents:
        item["represents"] = [f"http://publications.europa.eu/authority/country/{represents}"]
    return item


def mandate(number: int = 0) -> dict[str, object]:
    return membership(number, "org/ep-10", "MEMBER_PARLIAMENT", entity=None, represents="GRC")


def person(number: int, *memberships: dict[str, object], **more: object) -> dict[str, object]:
    return {
        "id": f"person/{number}",
        "type": "Person",
        "identifier": str(number),
        "label": f"Invented MEMBER {number} (invented)",
        "givenName": "Invented",
        "familyName": f"Member {number} (invented)",
        "bday": "1970-01-01",
        "placeOfBirth": "Nowhere",
        "hasEmail": "mailto:nobody@example.org",
        "hasMembership": list(memberships),
        **more,
    }


def answer(*items: dict[str, object]) -> bytes:
    return json.dumps({"data": list(items)}, ensure_ascii=False).encode()
