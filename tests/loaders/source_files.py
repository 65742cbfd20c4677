"""Small files in the publishers' forms, made by us; every person and organisation is invented."""

from collections.abc import Iterable
from datetime import UTC, datetime

from graph.matching.name_index import NameIndex
from loaders.known import Known
from loaders.stream import Stream

READ_ON = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)

FIRST, SECOND, OFFICE, UNKNOWN = (
    "111111111111-11",
    "222222222222-22",
    "333333333333-33",
    "999999999999-99",
)

NAMES = {
    "invented federation": f"eu-tr:{FIRST}",
    "society for nothing, nowhere and never": f"eu-tr:{SECOND}",
    "our friends": "org:our-friends",
    "solo": f"eu-tr:{SECOND}",
    "abc": f"eu-tr:{SECOND}",
}

KNOWN = Known(
    numbers={
        f"eu-tr:{FIRST}": f"eu-tr:{FIRST}",
        f"eu-tr:{SECOND}": f"eu-tr:{SECOND}",
        f"eu-tr:{OFFICE}": "org:our-friends",
    },
    index=NameIndex.of((one, name) for name, one in NAMES.items()),
)

EXPORT_HEADER = (
    "title,member_id,member_name,meeting_date,member_capacity,procedure_reference,"
    "attendees,lobbyist_id"
)
WATCHED_HEADER = ",committees,country,date,dossier,epid,group,lobbyists,location,mep,role,title"


def stream(content: str | bytes | Iterable[bytes], place: str = "made-by-us") -> Stream:
    if isinstance(content, str):
        content = content.encode()
    return Stream(place, [content] if isinstance(content, bytes) else content)


def export(*rows: str) -> Stream:
    return stream("\r\n".join([EXPORT_HEADER, *rows]) + "\r\n", "export.csv")


def exported(
    attendees: str = "Our Friends",
    numbers: str = "",
    *,
    member: str = "9001",
    day: str = "2026-01-02",
    capacity: str = "Member",
    procedure: str = "",
) -> str:
    name = "DE EXAMPLE Ana"
    return (
        f'"A talk, with Jo Private",{member},{name},{day},{capacity},{procedure},'
        f'"{attendees}","{numbers}"'
    )


def watched(*rows: str) -> Stream:
    return stream("\n".join([WATCHED_HEADER, *rows]) + "\n", "watched.csv")


def seen(
    lobbyists: str = "Our Friends",
    *,
    member: str = "9001",
    day: str = "02-01-2021",
    committees: str = "['LIBE']",
    dossier: str = "",
    role: str = "Member",
) -> str:
    return (
        f'0,"{committees}",Malta,{day},"{dossier}",{member},S&D,"{lobbyists}",'
        f"Jo Private's office,Ana EXAMPLE,{role},A talk with Jo Private"
    )


FULL_LIST_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def full_list(*members: str) -> Stream:
    return stream(f"{FULL_LIST_HEAD}<meps>{''.join(members)}</meps>", "full-list.xml")


def listed(
    number: str = "9001",
    name: str = "Ana EXAMPLE",
    country: str = "Greece",
    group: str = "Invented Group",
    party: str = "Invented Party",
) -> str:
    return (
        f"<mep><fullName>{name}</fullName><country>{country}</country>"
        f"<politicalGroup>{group}</politicalGroup><id>{number}</id>"
        f"<nationalPoliticalGroup>{party}</nationalPoliticalGroup></mep>"
    )


def register_text(*entries: str, stated: int | None = None) -> str:
    count = len(entries) if stated is None else stated
    return (
        "<?xml version='1.1' encoding='UTF-8'?>\n"
        '<ListOfIRPublicDetail xmlns="http://intragate.ec.europa.eu/transparencyregister/odp">\n'
        f'<metaData xmlns=""><exportDate>2026-01-05</exportDate>'
        f"<numberOfIR>{count}</numberOfIR></metaData>\n"
        f'<resultList xmlns="">{"".join(entries)}</resultList></ListOfIRPublicDetail>'
    )


def register(*entries: str, stated: int | None = None) -> Stream:
    return stream(register_text(*entries, stated=stated), "register.xml")


def entry(
    number: str = FIRST,
    name: str = "Invented Federation",
    *,
    category: str = "Companies &amp; groups",
    form: str = "Association",
    country: str = "BELGIUM",
    website: str = "www.example.org",
    goals: str = "We &#xb;hold nothing back, says Jo Private.",
) -> str:
    return (
        f"<interestRepresentative><identificationCode>{number}</identificationCode>"
        f"<name><originalName>{name}</originalName></name><acronym>IF</acronym>"
        f"<entityForm>{form}</entityForm><webSiteURL>{website}</webSiteURL>"
        f"<registrationCategory>{category}</registrationCategory>"
        "<headOffice><address>Nowhere street 1</address><city>Nowhere</city>"
        f"<country>{country}</country><phone><phoneNumber>000</phoneNumber></phone></headOffice>"
        f"<goals>{goals}</goals><interests><interest><name>Trade</name></interest>"
        "<interest><name>Migration and asylum</name></interest></interests>"
        "</interestRepresentative>"
    )


def commission(*meetings: str) -> Stream:
    return stream(f"<meetings>{''.join(meetings)}</meetings>", "commission.xml")


def met(
    number: str = FIRST,
    name: str = "Invented Federation",
    *,
    day: str = "05/01/2026",
    body: str = "<dgacronym>HOME</dgacronym><dgname>Home &amp;amp; Affairs</dgname>",
) -> str:
    return (
        f"<meeting>{body}<date>{day}</date><location>Jo Private's office</location>"
        f"<subject>Jo Private</subject><entities><entity><name>{name}</name><id>{number}</id>"
        "</entity></entities><representative><name>Jo Private</name></representative></meeting>"
    )
