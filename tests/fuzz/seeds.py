"""One or more small sound copies a loader, in the publishers' forms; all made by us.

A copy is its files by name: one is loaded as a file, several as a folder.
"""

import json
from collections.abc import Callable, Iterable, Mapping

from loaders.tables import FORMS
from tests.api.test_authorities import FILES
from tests.loaders import ep_records, source_files, test_ep_dataset, vote_files
from tests.loaders import test_ep_procedure_decisions as decided
from tests.loaders import test_howtheyvote_bodies as named
from tests.loaders.authority_files import answer, answer_csv, label, membership, reference, table
from tests.loaders.authority_files import concept as concept_of
from tests.loaders.test_ep_procedures import part, procedure
from tests.loaders.test_ep_shadows import ENTRY
from tests.loaders.test_fts import HEADERS, row
from tests.loaders.test_funding_calls import result
from tests.loaders.test_roll_calls import ABOUT, CARD, CELLS, LISTED
from tests.loaders.test_vcards import card
from tests.loaders.workbooks import workbook_of

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


def how_they_vote() -> list[Copy]:
    made = (
        vote_files.members("9001,Ana,EXAMPLE,GRC,1970-01-01,a@example.org,,"),
        vote_files.groups("EPP,Group (invented),Group,EPP"),
        vote_files.memberships("9001,EPP,10,2024-07-16,", "9001,NI,9,2019-07-02,2021-03-02"),
        vote_files.votes(vote_files.vote_row("900001", procedure="2025/9001(COD)")),
        vote_files.ballots("900001,9001,FOR,GRC,EPP", "900001,2,DID_NOT_VOTE,GRC,EPP"),
    )
    return [{one.place: _bytes(one.chunks) for one in made}]


def parliament_votes() -> dict[str, list[Copy]]:
    group = {"PPE": (vote_files.member("Example", "9001"), vote_files.member("Member"))}
    calls = vote_files.roll_calls(vote_files.roll_call(("For", group), ("Against", {})))
    listed = vote_files.vote_list(vote_files.voting("900001"), label="2025/9001(COD)")
    taken = decided.procedure(decided.part(), code="2025-9001")
    rows = vote_files.table("members", test_ep_dataset.HEADER, test_ep_dataset.ANA)
    bodies = json.dumps([named.NEW, named.OLD, named.GROUP])
    return {
        "ep-roll-calls": [{"rcv.xml": _bytes(calls.chunks)}],
        "ep-vote-lists": [{"vot.xml": _bytes(listed.chunks)}],
        "ep-decisions": [{"d.json": _bytes(vote_files.decisions(vote_files.decision()).chunks)}],
        "ep-procedure-decisions": [{"p.json": _bytes(taken.chunks)}],
        "ep-dataset": [{"meps.csv": _bytes(rows.chunks)}],
        "howtheyvote-bodies": [{"bodies.json": bodies.encode()}],
    }


def authorities(name: str) -> list[Copy]:
    plain: list[Copy] = [{f"{name}.txt": _bytes(FILES[name].chunks)}]
    if name == "eu-whoiswho":
        rows = (membership(1, family="EXAMPLE"), membership(2, "Director", family="MEMBER"))
        named_rows = answer(*rows, names=True), answer_csv(*rows, names=True)
        return [*plain, *({one.place: _bytes(one.chunks)} for one in named_rows)]
    if name == "eu-corporate-bodies-full":
        more = (label("en", "INV", "altLabel"), reference("dct:replaces", "corporate-body", "FRA"))
        full = table(concept_of("corporate-body", "FRA"), concept_of("corporate-body", "I", *more))
        return [*plain, {"full.rdf": _bytes(full.chunks)}]
    return plain


def form_copies(name: str) -> list[Copy]:
    """Make a table with every column of a form, one row that is likely to be taken."""
    form = FORMS[name]
    cells = [_cell(column.name) for column in form.columns]
    quoted = ",".join(f'"{cell}"' for cell in cells)
    header = ",".join(column.name for column in form.columns)
    rows = [[column.name for column in form.columns], cells]
    return [
        {f"{name}.csv": f"{header}\n{quoted}\n{quoted}\n".encode()},
        {f"{name}.xlsx": workbook_of(rows)},
    ]


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
    "vcards": lambda: [{"cards.vcf": f"{card()}\r\n{card('LANG:fr', name='Two')}\r\n".encode()}],
    "fts": lambda: [{"fts-2024.xlsx": workbook_of([HEADERS[2024], row(), row("*****")])}],
    "funding-calls": lambda: [
        {"calls.json": _json({"totalResults": 1, "results": [result(status="31094502")]})}
    ],
    "howtheyvote": how_they_vote,
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
    if name in FORMS:
        return form_copies(name)
    if name in FILES:
        return authorities(name)
    made = parliament_votes()
    return made[name] if name in made else MAKERS[name]()
