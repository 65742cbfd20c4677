"""What the law of levels asks at every door, and which addresses and commands it leaves out.

A test holds this against what the application serves: whoever adds an address adds a question
here, or says why nothing that is known of the world comes out of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from api.exports import FORMS
from api.map_files import MAP_FILES
from api.questions import Question
from graph.model import Classification

PEOPLE = {
    "ep-person:1": "Ada Lovelace",
    "ep-person:2": "Ada Lovelace",
    "ep-person:3": "Grace Hopper",
    "ep-person:4": "Zelda Hidden",
}
BODIES = {
    "ep-org:DROI": ("Human Rights", Classification.SUBCOMMITTEE),
    "ep-org:LIBE": ("Civil Liberties", Classification.COMMITTEE),
    "ep-org:GRP": ("A Group", Classification.POLITICAL_GROUP),
    "org:ecre": ("ECRE", Classification.NGO),
    "org:irct": ("IRCT", Classification.NETWORK),
}
DOSSIER = "ep-procedure:2025-0059"

Ask = tuple[str, str, object]
"""A method, an address and a body. Besides HTTP's methods: ``JOB`` starts long work and gives its
result, ``MCP`` calls a tool for assistants, ``CLI`` runs a command, words between bars; OUT in it
is a file, which is read as well."""

UNASKED: Mapping[str, str] = {
    "GET /": "names the page",
    "GET /audit": "what was asked of this installation, not what is known",
    "GET /openapi.json": "the same for everybody",
    "GET /tokens": "who may ask",
    "POST /tokens": "who may ask",
    "DELETE /tokens/{id}": "who may ask",
    "GET /workbench/{name}": "built files, without data",
    "GET /jobs": "numbers drawn by chance; results are asked for as JOB",
    "GET /jobs/{id}": "as GET /jobs",
    "GET /jobs/{id}/result": "asked for as JOB",
    "DELETE /jobs/{id}": "as GET /jobs",
    "POST /jobs/refreshes": "asks publishers, and answers with what was read",
    "POST /jobs/projections": "counts what Cypher counts",
    "POST /subjects/{person}/corrections": "asks for the highest level, where there is no other",
    "POST /subjects/{person}/erasure": "as corrections",
    "PUT /subjects/{person}/restriction": "as corrections",
    "DELETE /subjects/{person}/restriction": "as corrections",
}
UNTYPED: Mapping[str, str] = {
    "load": "takes in",
    "refresh": "takes in",
    "demo": "takes in",
    "serve": "the addresses above",
    "mcp": "asked as MCP",
    "doctor": "looks at the machine",
    "token": "who may ask",
    "audit": "what was asked of this installation",
    "database": "names servers",
    "backup": "whole, for whoever holds the home",
    "restore": "as backup",
    "verify": "as backup",
    "erase": "asks for the highest level, where there is no other",
    "subject-export": "as erase",
    "restrict": "as erase",
    "retention": "as erase",
    "same": "asked as POST /judgements",
    "different": "as same",
    "unsure": "as same",
    "undo-judgement": "asked as POST /judgements/withdraw",
    "save": "asked as PUT /saved/{name}",
    "again": "asked as GET /saved/{name}/answer",
    "forget": "asked as DELETE /saved/{name}",
}

CYPHER = (
    "MATCH (n) RETURN labels(n)[0] AS kind, count(n) AS n ORDER BY kind",
    "MATCH (a)-[r]->(b) RETURN a.uid, type(r), r.level ORDER BY a.uid, r.uid",
    "MATCH (n) WHERE n.name STARTS WITH 'Zelda' RETURN n.name, n.level",
    "MATCH (n) RETURN n.nothing, n.secret ORDER BY n.uid LIMIT 3",
    "MATCH (n:Hidden) RETURN n",
)
DRAWN = "MATCH (a)-[r]->(b) RETURN a, r, b ORDER BY a.uid, r.uid"
COMMANDS = (
    "show|Zelda Hidden",
    "route|2025/0059|--from|ECRE",
    "sources",
    "messengers|2025/0059",
    "deadlines",
    "assign|2025/0059",
    "majority|DROI",
    "cypher|MATCH (n) RETURN n.uid, n.level ORDER BY n.uid",
    "sparql|SELECT ?n WHERE { ?p foaf:name ?n } ORDER BY ?n",
    "changes|--since|2026-01-02",
    "judgements",
    "saved",
    "named|co-workers|Zelda Hidden",
    "render|Human Rights|--out|OUT",
    "export|OUT|--format|popolo",
)
_FILE = "2025/0059"
USUAL: Mapping[str, str] = {
    "audience": "DROI",
    "bodies": "DROI",
    "body": "DROI",
    "centre": "ECRE",
    "country": "France",
    "file": _FILE,
    "first": "DROI",
    "name": "ep-person:1",
    "network": "IRCT",
    "organization": "ECRE",
    "person": "ep-person:1",
    "second": "LIBE",
    "to": _FILE,
    "words": "A",
}
"""What a question is asked with, by the name of what it needs: known to everybody at first."""
OTHER: Mapping[str, str] = {
    **USUAL,
    "audience": "LIBE",
    "bodies": "LIBE",
    "body": "LIBE",
    "name": "Zelda Hidden",
    "network": "ECRE",
    "organization": "IRCT",
    "person": "Zelda Hidden",
    "to": "Zelda Hidden",
}
"""What may be hidden, or not there at all."""
MORE: Mapping[str, str] = {"compare": "then=2026-01-02", "positions": "body=DROI"}
_HIDDEN = quote("Zelda Hidden")


def asks(known: Sequence[Question]) -> tuple[Ask, ...]:
    """Give every question that is put to both; those that write come last."""
    gets = (*_plain(), *_named(), *_questions(known), *_maps())
    return (
        *(("GET", address, None) for address in gets),
        *_posts(),
        *_together(),
        *_cypher(),
        *_assistants(known),
        *(("CLI", words, None) for words in COMMANDS),
        *(("JOB", f"/jobs/exports/{form}", None) for form in ("turtle", "ftm")),
        ("JOB", "/jobs/assignments", {"to": [_FILE], "backup": True, "cold": True}),
        *_written(),
    )


def _plain() -> Iterator[str]:
    yield from (
        "/health",
        "/sources",
        "/entities",
        "/contacts",
        "/judgements",
        "/exports",
        "/credits",
        "/saved",
        "/plain",
        "/files",
        "/places",
        "/places?classification=Ngo&of=IRCT",
        "/questions",
        "/ask",
        "/cypher/named",
        "/cypher/words",
        "/notes?about=DROI",
    )
    yield from (f"/exports/{form}" for form in FORMS)
    yield from (f"/exports/{form}?redact=all&keep=contacts" for form in ("turtle", "popolo"))
    yield from (f"/entities?limit=2&after={one}" for one in ("country:FRA", "ep-person:1"))
    yield from (f"/search?q={one}" for one in ("zelda", "hiden", "human", "ada", _FILE))
    yield from (
        "/routes/targets?to=2025/0059",
        f"/routes/targets?to={_HIDDEN}&group=GRP",
        "/picture/assignment?to=2025/0059",
        "/entities/ep-person:4?known_at=2026-01-02",
        "/statements?of=ep-person:4&known_at=2026-01-02",
        "/statements?of=ep-person:1&source=list&limit=2",
        "/subjects/ep-person:4/export",
        "/subjects/ep-person:4/erasure",
    )


def _named() -> Iterator[str]:
    """Ask of everybody, by every name and identifier."""
    wanted = _wanted()
    for one in wanted:
        yield from (f"/entities/{one}", f"/search?q={one}", f"/neighbourhoods?of={one}&steps=2")
        yield from (f"/statements?of={one}", f"/rosters?of={one}")
    for one in wanted[::3]:
        yield from (
            f"/picture/around?focus={one}",
            f"/notes?about={one}",
            f"/contacts?of={one}",
            f"/picture/routes?to={one}&source=ECRE",
        )


def _questions(known: Sequence[Question]) -> Iterator[str]:
    for one in known:
        yield from (
            f"/ask/{one.name}?{query_of(one, USUAL)}",
            f"/ask/{one.name}?{query_of(one, OTHER)}",
        )
        yield f"/questions/{one.name}?{query_of(one, USUAL)}"
    yield from (f"/ask/{one.name}?tables=true&{query_of(one, USUAL)}" for one in known[::5])
    yield from (f"/ask/{one.name}?csv=true&{query_of(one, OTHER)}" for one in known[1::5])


def _maps() -> Iterator[str]:
    for one in _wanted()[::3]:
        yield from (f"/maps?of={one}&steps=2", f"/maps?inside={one}&still=true")
        yield f"/maps/beyond?of=DROI&at={one}"
        yield from (f"/maps/overview?inside={one}", f"/maps/way?inside={one}&deep=2")
    yield from (
        f"/maps?of=DROI&of={_HIDDEN}&steps=1&most=3&from=2026-01-02",
        "/maps?of=LIBE&open=DROI%7CMEMBER_OF&shut=ep-person:1&pin=ep-person:2@1,2",
        f"/maps?of=LIBE&open={_HIDDEN}&kind=MEP&group=GRP&country=country:FRA&band=cold",
        "/maps?of=DROI&relation=MEMBER_OF&tie_level=public&evidence_from=2026-01-02",
        "/maps?of=DROI&steps=3&known_at=2026-01-02",
        f"/maps/beyond?of={_HIDDEN}&at={_HIDDEN}",
        f"/maps/files/svg?of={_HIDDEN}",
        "/maps/overview",
        "/maps/overview?kind=MEP&band=strong&evidence_from=2026-01-01",
        "/maps/overview?known_at=2026-01-02",
    )
    for form in MAP_FILES:
        yield from (f"/maps/files/{form}?of=DROI&steps=2&tie_level=public&fade=true",)
        yield f"/maps/overview/files/{form}?fade=true"


def _posts() -> Iterator[Ask]:
    for to in (_FILE, "Zelda Hidden", "Ada Lovelace", "Human Rights"):
        body = {"to": [to], "sources": ["ECRE", "IRCT"], "max_hops": None}
        yield "POST", "/routes", body
    yield "POST", "/routes/picture", {"to": ["Zelda Hidden", "DROI"], "sources": ["ECRE"]}
    wanted: dict[str, object] = {"to": [_FILE], "backup": True, "cold": True}
    ban = {"organization": "ECRE", "target": "Zelda Hidden"}
    yield from (
        ("POST", "/assignments", wanted),
        ("POST", "/assignments/picture", wanted),
        ("POST", "/assignments/board", {"to": [_FILE], "cold": True, "off": ["ECRE"]}),
        ("POST", "/assignments/board", {"to": ["DROI"], "cold": True, "prices": True}),
        ("POST", "/assignments/board", {**wanted, "bans": [ban], "capacities": {"IRCT": 2}}),
        ("POST", "/majorities", {"body": "LIBE"}),
        ("POST", "/majorities", {"body": "DROI", "positions": {"Zelda Hidden": "for"}}),
    )
    table = {"title": "Members", "columns": ["name"], "rows": [["Ada"]]}
    yield "POST", "/workbooks", {"name": "members", "tables": [table]}


def _together() -> Iterator[Ask]:
    body: dict[str, object] = {"to": [_FILE], "sources": ["ECRE", "IRCT"]}
    for how in ("best", "diverse", "disjoint"):
        yield "POST", "/routes/together", {**body, "how": how}
    for to in ("Zelda Hidden", "ep-person:1"):
        yield "POST", "/routes/together", {"to": [to], "sources": ["ECRE"], "how": "robust"}
    for form in MAP_FILES:
        yield "POST", f"/routes/together/files/{form}", {**body, "how": "best"}


def _cypher() -> Iterator[Ask]:
    for text in (*CYPHER, DRAWN):
        yield "POST", "/cypher/drawn", {"query": text}
        yield "POST", "/cypher", {"query": text}
        yield "POST", "/cypher/explain", {"query": text}
        yield "MCP", "cypher", {"query": text}
    for form in MAP_FILES:
        yield "POST", f"/cypher/drawn/files/{form}", {"query": DRAWN}


def _assistants(known: Sequence[Question]) -> Iterator[Ask]:
    yield from (("MCP", "search", {"text": text}) for text in ("zelda hiden", "ecre", "human"))
    yield from (
        ("MCP", "show", {"name": name}) for name in ("Zelda Hidden", "ECRE", "ep-person:4")
    )
    yield "MCP", "routes", {"to": [_FILE], "sources": ["ECRE"]}
    for one in known[::4]:
        needed = [each for each in one.parameters if each.required]
        given = {each.name: USUAL.get(each.name, one.example[each.name]) for each in needed}
        many = {each.name: [given[each.name]] for each in needed if each.many}
        yield "MCP", f"ask-{one.name}", {**given, **many}


def _written() -> Iterator[Ask]:
    """Write of those who may be hidden: what a writer is told, and what is told afterwards."""
    kept = {"question": "route", "parameters": {"to": [_FILE], "sources": ["ECRE"]}}
    yield "PUT", "/saved/a route", kept
    yield "PUT", "/saved/to her", {**kept, "parameters": {"to": ["Zelda Hidden"]}}
    for name in ("a route", "to her"):
        yield from (("GET", f"/saved/{name}/{form}", None) for form in ("answer", "tables"))
    yield "DELETE", "/saved/to her", None
    yield "GET", "/saved", None
    for about in ("Zelda Hidden", "ep-person:1"):
        yield "POST", "/notes", {"about": about, "text": "Speaks on Tuesday."}
        contact = {"organization": "ECRE", "person": about, "channel": "meeting"}
        yield "POST", "/contacts", {**contact, "day": "2026-03-04"}
    pairs = (("ep-person:1", "ep-person:4"), ("ep-person:1", "ep-person:2"))
    for one, other in pairs:
        yield "POST", "/judgements", {"one": one, "other": other, "verdict": "same"}
    for address in (
        "/judgements",
        "/notes?about=ep-person:1",
        "/contacts",
        "/entities",
        "/maps?of=ep-person:1",
    ):
        yield "GET", address, None
    for one, other in pairs:
        yield "POST", "/judgements/withdraw", {"one": one, "other": other}
    yield "GET", "/entities", None


def _wanted() -> list[str]:
    names = [*PEOPLE.values(), *PEOPLE, *(name for name, _ in BODIES.values()), *BODIES]
    return [quote(name) for name in dict.fromkeys(names)]


def query_of(one: Question, names: Mapping[str, str]) -> str:
    """Fill what a question needs: its example, with a name of ours wherever a text is needed."""
    pairs = [MORE[one.name]] if one.name in MORE else []
    for parameter in one.parameters:
        if parameter.required:
            value = names.get(parameter.name, one.example[parameter.name])
            pairs.append(f"{parameter.name}={quote(str(value))}")
    return "&".join(pairs)
