"""One or more small sound copies a loader, in the publishers' forms; all made by us.

A copy is its files by name: one is loaded as a file, several as a folder.
"""

import json
from collections.abc import Callable, Iterable, Mapping

from loaders.tables import FORMS
from tests.loaders import ep_records, source_files
from tests.loaders.test_ep_procedures import part, procedure
from tests.loaders.test_ep_shadows import ENTRY
from tests.loaders.test_roll_calls import ABOUT, CARD, CELLS, LISTED

Copy = Mapping[str, bytes]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _bytes(chunks: Iterable[bytes]) -> bytes:
    return b"".join(chunks)


def members() -> list[Copy]:
    one = ep_records.person(
        9001,
        ep_records.mandate(),
        ep_records.membership(1, "org/6586", end="2025-01-20"),
        officialGivenName="Δοκιμή",
        officialFamilyName="Πλαστή",
        homepage=["http://example.org"],
    )
    return [{"9001.json": ep_records.answer(one)}]


def bodies() -> list[Copy]:
    raw = {
        "data": [
            {
                "id": "org/6586",
                "label": "LIBE",
                "isVersionOf": "org/LIBE",
                "classification": "def/ep-entities/COMMITTEE_PARLIAMENTARY_STANDING",
                "prefLabel": {"en": "Committee (invented)"},
                "temporal": {"startDate": "2024-07-16"},
            }
        ]
    }
    short = {
        "corporateBodies": [
            {
                "id": "7005",
                "name": "Human rights (invented)",
                "abbreviation": "DROI",
                "members": [],
                "responsibilities": ["COMMITTEE_PARLIAMENTARY_SUB"],
            }
        ]
    }
    table = "org_id,classification,acronym,name\norg/1,EU_POLITICAL_GROUP,S-D,Group (invented)\n"
    return [{"a.json": _json(raw)}, {"b.json": _json(short)}, {"c.csv": table.encode()}]


def procedures() -> list[Copy]:
    item = procedure(
        part(activity_date="2025-03-01", politicalGroup="org/PPE")
        | {"had_participant_person": ["person/9001"]},
        part("COMMITTEE_LEAD", had_participant_organization="org/LIBE"),
    )
    return [{"procedure.json": ep_records.answer(item)}]


def votes() -> list[Copy]:
    return [
        {
            "matrix.json": _json(CELLS),
            "members.json": b"[]",
            "votes_2025_main.json": _json(LISTED),
        },
        {"900003.json": _json(ABOUT), "900003.csv": CARD.encode()},
    ]


def form_copies(name: str) -> list[Copy]:
    """Make a table with every column of a form, one row that is likely to be taken."""
    form = FORMS[name]
    cells = [_cell(column.name) for column in form.columns]
    quoted = ",".join(f'"{cell}"' for cell in cells)
    header = ",".join(column.name for column in form.columns)
    return [{f"{name}.csv": f"{header}\n{quoted}\n{quoted}\n".encode()}]


def _cell(column: str) -> str:
    for ending, text in _CELLS.items():
        if column == ending or column.endswith(ending):
            return text
    return "Invented thing"


_CELLS = {
    "country_iso2": "FR",
    "kind": "ngo",
    "network": "org:invented",
    "valid_from": "2024-01-01",
    "valid_to": "open",
    "as_of": "2026-01",
    "source": "made by us",
    "level": "office",
    "website": "https://example.org",
    "_eur": "1,500.50",
    "_pct": "80",
    "deadline": "2026-03-01",
    "date": "2026-03-01",
    "year": "2026",
    "transparency_register_id": source_files.FIRST,
}

MAKERS: dict[str, Callable[[], list[Copy]]] = {
    "ep-members": members,
    "ep-bodies": bodies,
    "ep-procedures": procedures,
    "ep-shadows": lambda: [{"shadows.json": _json([ENTRY, ENTRY])}],
    "ep-votes": votes,
    "ep-full-list": lambda: [
        {
            "list.xml": _bytes(
                source_files.full_list(
                    *(source_files.listed(n) for n in ("1", "2", "9001"))
                ).chunks
            )
        }
    ],
    "ep-directory": lambda: [
        {"list.xml": _bytes(source_files.full_list(source_files.listed()).chunks)}
    ],
    "ep-meetings": lambda: [
        {
            "m.csv": _bytes(
                source_files.export(
                    source_files.exported("Our Friends", source_files.FIRST),
                    source_files.exported(procedure="2025/9001(COD)"),
                ).chunks
            )
        }
    ],
    "integrity-watch": lambda: [
        {"m.csv": _bytes(source_files.watched(source_files.seen(), source_files.seen()).chunks)}
    ],
    "commission-meetings": lambda: [
        {"m.xml": _bytes(source_files.commission(source_files.met(), source_files.met()).chunks)}
    ],
    "transparency-register": lambda: [
        {"r.xml": _bytes(source_files.register(source_files.entry()).chunks)}
    ],
}


def copies(name: str) -> list[Copy]:
    """Give the sound copies of a loader.

    Raises:
        KeyError: nobody has written one: whoever adds a loader adds a copy to break.
    """
    return form_copies(name) if name in FORMS else MAKERS[name]()
