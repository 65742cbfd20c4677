"""Our forms, with small tables written here; the saved public lists are read where present."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph.errors import InputError, SourceChanged
from graph.levels import Level
from graph.model import Property, Relation
from graph.period import ALWAYS_UNKNOWN, EndKind, Period
from graph.provenance import Source, Statement
from graph.strength import TieModel
from loaders.archive import read_file
from loaders.base import Batch
from loaders.table_office import CHANNELS
from loaders.tables import FORMS, names_in, preview, read_table

SHARED = Path(__file__).parents[3] / "shared" / "data"
READ = datetime(2026, 7, 1, tzinfo=UTC)
KNOWN = {"ecre": "org:ecre", "irct": "org:irct", "enrc": "org:enrc"}


def read(form: str, text: str, **known: str) -> Batch:
    content = text.encode()
    return read_table(
        FORMS[form], (f"{form}.csv", content), retrieved_at=READ, known={**KNOWN, **known}
    )


def value(batch: Batch, subject: str, prop: Property) -> object:
    (found,) = {
        one.value for one in batch.statements if one.subject == subject and one.predicate is prop
    }
    return found


def ties(batch: Batch, relation: Relation) -> list[Statement]:
    return [one for one in batch.statements if one.predicate is relation]


GOOD = {
    "organizations": "key,name,kind,source\nx,X Network,network,a page",
    "memberships": "network,member,source\nECRE,An Example Council,a page",
    "centres": "name,country_iso2,source\nAn Example Centre,DE,a page",
    "countries": "iso2,name,eu_member\nFR,France,1",
    "council-figures": "year,country_iso2,population_share_pct,source\n2025,FR,15.17,a page",
    "council-bodies": "code,name,reports_to,source\nCOHOM,Human Rights,FAC,a page",
    "presidencies": "country_iso2,start,end,source\nIE,2026-07-01,2026-12-31,a page",
    "calls": "call,year,managing_service,source\nA call,2015,DG HOME,a page",
    "legal-acts": "id,short_title,basis\n32012L0029,Victims' Rights Directive,read",
    "voting-rules": "rule,legal_basis,source\nstandard,Art. 16(4) TEU,a page",
    "seats": "term,group,seats,source\n10,S-D,136,a page",
    "permanent-representations": "country_iso2,source\nFR,a page",
    "country-notes": "country_iso2,note,source\nFR,a report,a page",
    "signatures": "statement,date,organization,source\nA letter,2026-03-04,ECRE,a page",
    "dialogues": "kind,country_iso2,source\nlocal dialogue,TN,a page",
    "register-names": "number,name,source\n111111111111-11,An Example Society,a page",
    "contacts": "organization,person,channel,date\nECRE,ep-person:1,meeting,2026-03-04",
    "positions": "actor,dossier,stance,date,source\ncountry:FRA,2025/0059(COD),for,2026-03-04,a",
    "reference-votes": "vote,dossier,ours,date,title,source\n1,2025/0059,for,2025-01-21,A vote,a",
    "corrections": "subject,property,value\norg:ecre,name,Another name",
}


@pytest.mark.parametrize("form", list(FORMS))
def test_a_good_row_of_each_form_is_taken(form: str) -> None:
    batch = read(form, GOOD[form])
    assert batch.rejections == ()
    assert batch.statements
    assert [count.found for count in batch.counts] == [1, 1]


@pytest.mark.parametrize("form", list(FORMS))
def test_the_page_on_tables_lists_every_column_of_each_form(form: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## `{form}`\n")[2].partition("\n## ")[0]
    listed = [
        f"| {f'**{one.name}**' if one.required else one.name} | {one.meaning} |"
        for one in FORMS[form].columns
    ]
    assert [line for line in section.splitlines() if line.startswith("| ")][2:] == listed


@pytest.mark.parametrize("form", list(FORMS))
def test_the_same_table_gives_the_same_statements(form: str) -> None:
    assert read(form, GOOD[form]) == read(form, GOOD[form])


@pytest.mark.parametrize("form", list(FORMS))
def test_every_form_refuses_columns_about_clients(form: str) -> None:
    header, row = GOOD[form].split("\n")
    with pytest.raises(InputError, match="clients or health"):
        read(form, f"{header},patient_name\n{row},somebody")


@pytest.mark.parametrize("form", list(FORMS))
def test_every_form_names_the_columns_it_misses(form: str) -> None:
    with pytest.raises(SourceChanged, match=r"is missing\. Found: other\. Expected"):
        read(form, "other\nx")


def test_a_header_without_rows_changes_nothing() -> None:
    with pytest.raises(SourceChanged, match="Nothing was changed"):
        read("contacts", GOOD["contacts"].split("\n")[0] + "\n")


BAD = [
    ("organizations", "name,kind,source\nX,club,a", "column kind: 'club'; expected one of"),
    ("organizations", "name,kind,source,website\nX,ngo,a,www.x.org", "column website"),
    ("organizations", "name,kind,source\nX,ngo,", "column source: ''; expected a value"),
    ("organizations", "name,kind,source,country_iso2\nX,ngo,a,ZZ", "'ZZ' is not a country"),
    ("organizations", "name,kind,source,as_of\nX,ngo,a,recently", "column as_of: 'recently'"),
    ("organizations", "name,kind,source,as_of\nX,ngo,a,2015-13", "'2015-13' is no date"),
    ("organizations", "name,kind,source,level\nX,ngo,a,hidden", "no access level"),
    ("memberships", "network,member,source,relation\nA,B,s,friend", "column relation: 'friend'"),
    ("memberships", "network,member,source,relation\nA,B,s,former member", "former member"),
    ("memberships", "network,member,source,valid_to\nA,B,s,soon", "column valid_to: 'soon'"),
    (
        "memberships",
        "network,member,source,valid_from,valid_to\nA,B,s,2020,2019",
        "before it starts",
    ),
    ("council-figures", "year,country_iso2,population_share_pct,source\n2025,FR,115,s", "percent"),
    ("council-figures", "year,country_iso2,population_share_pct,source\nnow,FR,15,s", "'now'"),
    ("presidencies", "country_iso2,start,end,source\nIE,2026-07-01,open,s", "first and a last"),
    ("calls", "call,year,source\nA call,2015/16,s", "column year: '2015/16'"),
    ("calls", "call,total_eur,source\nA call,much,s", "column total_eur: 'much'"),
    ("contacts", "organization,person,channel,date\nECRE,ep-person:1,fax,2026-03-04", "'fax'"),
    ("contacts", "organization,person,channel,date\nECRE,ep-person:1,meeting,2026-03", "one day"),
    ("contacts", "organization,person,channel,date\nECRE,Some Body,meeting,2026-03-04", "person"),
    ("contacts", "organization,person,channel,date\nEcree,ep-person:1,call,2026-03-04", "'Ecree'"),
    (
        "contacts",
        "organization,person,channel,date,intensity\nECRE,ep-person:1,call,2026-03-04,7",
        "between 0 and 1",
    ),
    ("positions", "actor,dossier,stance,date,source\ncountry:FRA,x,for,2026,s", "a procedure"),
    (
        "positions",
        "actor,dossier,stance,date,source\ncountry:FRA,2025/0059,maybe,2026,s",
        "'maybe'; expected one of strongly_for, for, lean_for, neutral",
    ),
    (
        "positions",
        "actor,dossier,stance,date,source,until\ncountry:FRA,2025/0059,for,2026-02,s,2026-01",
        "before it starts",
    ),
    (
        "positions",
        "actor,dossier,stance,date,source,url\ncountry:FRA,2025/0059,for,2026,s,see there",
        "http://",
    ),
    (
        "reference-votes",
        "vote,dossier,ours,date,title,source\nA10-1,2025/0059,for,2025-01-21,t,s",
        "a roll-call vote",
    ),
    (
        "reference-votes",
        "vote,dossier,ours,date,title,source\n1,2025/0059,yes,2025-01-21,t,s",
        "'yes'; expected one of for, against",
    ),
    (
        "reference-votes",
        "vote,dossier,ours,date,title,source\n1,2025/0059,for,2025,t,s",
        "the day of the vote",
    ),
    ("voting-rules", "rule,legal_basis,source,min_population_pct\nx,y,s,most", "'most'"),
    ("seats", "term,group,seats,source\n10,Pirates,3,s", "a political group"),
    ("seats", "term,group,seats,source\n4,EPP,3,s", "the number of a term"),
    ("seats", "term,group,seats,source\n10,EPP,1.5,s", "a whole number"),
    ("seats", "term,group,country_iso2,seats,source\n10,EPP,FR,3,s", "not both"),
    ("permanent-representations", "country_iso2,source\nZZ,s", "'ZZ' is not a country"),
    ("signatures", "statement,date,organization,source\nA,2026,ECRE,s", "the day it was signed"),
    ("signatures", "statement,date,organization,source\nA,2026-01-02,Jo Private,s", "'Jo Priv"),
    ("signatures", "statement,date,organization,source\nA,2026-01-02,ep-person:1,s", "organisat"),
    (
        "signatures",
        "statement,date,organization,dossier,source\nA,2026-01-02,ECRE,x,s",
        "a procedure",
    ),
    ("dialogues", "kind,source\nlocal dialogue,s", "a partner, or a country"),
    ("dialogues", "kind,country_iso2,consultation,source\nx,TN,soon,s", "'soon'"),
    ("centres", "name,city,country_iso2,city_latitude,source\nX,Y,FR,48.9,s", "together"),
    ("centres", "name,country_iso2,city_latitude,city_longitude,source\nX,FR,1,2,s", "together"),
    (
        "centres",
        "name,city,country_iso2,city_latitude,city_longitude,source\nX,Y,FR,91,2,s",
        "degrees from -90 to 90",
    ),
    ("register-names", "number,name,source\n12,X,s", "'12'; expected a register number"),
    ("corrections", "subject,property,value\nSomebody,name,x", "column subject: 'Somebody'"),
    ("corrections", "subject,property,value\norg:ecre,colour,x", "column property: 'colour'"),
    ("corrections", "subject,property,value\norg:ecre,population,many", "column value: 'many'"),
    ("corrections", "subject,property,value\norg:ecre,population,1.5", "a whole number"),
    ("corrections", "subject,property,value\norg:ecre,kind,Robot", "column value: 'Robot'"),
    ("corrections", "subject,value\norg:ecre,x", "either a property or a relation"),
    ("corrections", "subject,property,value,action\norg:ecre,name,x,maybe", "assert or deny"),
    ("corrections", "subject,relation\norg:ecre,MEMBER_OF", "column object"),
]


@pytest.mark.parametrize(("form", "text", "words"), BAD)
def test_a_bad_row_is_rejected_with_its_place_and_reason(form: str, text: str, words: str) -> None:
    header = text.split("\n")[0]
    good_header, good = GOOD[form].split("\n")
    cells = dict(zip(good_header.split(","), good.split(","), strict=True))
    kept = ",".join(cells.get(column, "") for column in header.split(","))
    batch = read(form, f"{text}\n{kept}")
    assert [one.place for one in batch.rejections] == [f"{form}.csv row 2"] or len(
        batch.rejections
    ) == 2
    assert words in batch.rejections[0].reason
    assert batch.counts[0].found == 2


def test_a_position_keeps_its_sentence_its_address_and_its_last_day() -> None:
    columns = "actor,dossier,stance,date,until,evidence,source,url"
    row = (
        'country:FRA,2025/0059,Lean For,2026-03-04,2026-06-30,"We lean",a page,https://example.org'
    )
    (tie,) = read("positions", f"{columns}\n{row}").statements
    assert (tie.role, tie.period) == (
        "lean_for",
        Period.between(date(2026, 3, 4), date(2026, 6, 30)),
    )
    assert dict(tie.qualifiers) == {
        "evidence": "We lean",
        "source_text": "a page",
        "url": "https://example.org",
    }


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("undecided", "neutral"),
        ("Strongly-For", "strongly_for"),
        ("lean  against", "lean_against"),
    ],
)
def test_steps_of_the_scale_may_be_written_as_people_do(written: str, role: str) -> None:
    row = f"country:FRA,2025/0059,{written},2026-03-04,a page"
    (tie,) = read("positions", f"actor,dossier,stance,date,source\n{row}").statements
    assert tie.role == role


def test_a_reference_vote_is_an_event_that_only_the_office_sees() -> None:
    batch = read("reference-votes", GOOD["reference-votes"])
    assert value(batch, "ep-vote:1", Property.CLASSIFICATION) == "VoteEvent"
    assert value(batch, "ep-vote:1", Property.NAME) == "A vote"
    (tie,) = ties(batch, Relation.REFERENCE_FOR)
    assert (tie.subject, tie.object, tie.role) == ("ep-vote:1", "ep-procedure:2025-0059", "for")
    assert tie.period.start == date(2025, 1, 21)
    assert {one.level for one in batch.statements} == {Level.OFFICE}


def test_every_fact_keeps_its_page_and_its_day() -> None:
    text = "key,name,kind,source,as_of\nx,X,ngo,https://example.org/x,2015-06-30"
    batch = read("organizations", text)
    assert {one.as_of for one in batch.statements} == {date(2015, 6, 30)}
    assert {one.qualifiers for one in batch.statements} == {
        (("source_text", "https://example.org/x"),)
    }


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2015", date(2015, 1, 1)),
        ("2015-06", date(2015, 6, 1)),
        ("2023-2026", date(2023, 1, 1)),
        ("2015-12 (inferred from the number)", date(2015, 12, 1)),
        ("page undated", None),
        ("undated page", None),
    ],
)
def test_a_rough_day_counts_as_its_first_and_keeps_its_words(
    written: str, day: date | None
) -> None:
    batch = read("organizations", f"name,kind,source,as_of\nX,ngo,s,{written}")
    assert {one.as_of for one in batch.statements} == {day}
    assert all(("as_of_text", written) in one.qualifiers for one in batch.statements)


def test_a_listed_membership_ends_nobody_knows_when() -> None:
    (tie,) = ties(read("memberships", GOOD["memberships"]), Relation.MEMBER_OF)
    assert (tie.subject, tie.object, tie.role) == ("org:an-example-council", "org:ecre", "MEMBER")
    assert tie.period == ALWAYS_UNKNOWN


def test_a_stated_end_of_a_membership_is_kept() -> None:
    text = (
        "network,member,source,valid_from,valid_to\n"
        "ECRE,A,s,2019-02-01,2020\n"
        "ECRE,B,s,2019-02-01,open\n"
    )
    ended, running = ties(read("memberships", text), Relation.MEMBER_OF)
    assert ended.period == Period.between(date(2019, 2, 1), date(2020, 12, 31))
    assert running.period.end_kind is EndKind.OPEN


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("member since 2017", "MEMBER"),
        ("co-chair", "CHAIR_CO"),
        ("vice-chair", "CHAIR_VICE"),
        ("chair", "CHAIR"),
        ("working group chair", "CHAIR_WORKING_GROUP"),
        ("networking partner", "PARTNER"),
        ("observer", "OBSERVER"),
    ],
)
def test_roles_are_read_from_words_that_stay_beside_them(written: str, role: str) -> None:
    text = f"network,member,source,relation\nECRE,A,s,{written}"
    (tie,) = ties(read("memberships", text), Relation.MEMBER_OF)
    assert tie.role == role
    assert ("relation_text", written) in tie.qualifiers


def test_an_acronym_in_a_membership_does_not_replace_the_full_name() -> None:
    batch = read("memberships", GOOD["memberships"])
    named = [one for one in batch.statements if one.subject == "org:ecre"]
    assert Property.NAME not in {one.predicate for one in named}


def test_names_keys_and_acronyms_of_a_table_find_its_organisations() -> None:
    text = "key,name,acronym,kind,source\nabc,An Example Körper,AEK,ngo,s"
    known = names_in(read("organizations", text).statements)
    assert {known[written] for written in ("abc", "an example korper", "aek")} == {"org:abc"}


def test_a_table_finds_organisations_that_stand_below() -> None:
    text = "key,name,acronym,kind,part_of,source\na,A,,office,BIG,s\nb,The Big One,BIG,network,,s"
    (tie,) = ties(read("organizations", text), Relation.SUB_ORGANIZATION_OF)
    assert (tie.subject, tie.object) == ("org:a", "org:b")


def test_a_centre_says_its_affiliation_in_a_tie_or_a_note() -> None:
    text = (
        "name,country_iso2,affiliation,source\n"
        "A,DE,IRCT member,s\n"
        "B,DE,European Network steering,s\n"
        "C,DE,26 June campaign participant,s\n"
    )
    batch = read("centres", text)
    assert [(one.subject, one.object, one.role) for one in ties(batch, Relation.MEMBER_OF)] == [
        ("org:a", "org:irct", "MEMBER"),
        ("org:b", "org:enrc", "STEERING"),
    ]
    assert value(batch, "org:c", Property.NOTE) == "affiliation: 26 June campaign participant"


def test_a_population_share_holds_for_its_year() -> None:
    batch = read("council-figures", GOOD["council-figures"])
    (share,) = (one for one in batch.statements)
    assert (share.subject, share.value) == ("country:FRA", 15.17)
    assert share.period == Period.between(date(2025, 1, 1), date(2025, 12, 31))


def test_a_body_may_report_to_two_and_else_to_the_council() -> None:
    text = "code,name,reports_to,source\nEMWP,External Aspects,JHA/FAC,s\nMOCADEM,Mechanism,,s"
    batch = read("council-bodies", text)
    assert [(one.subject, one.object) for one in ties(batch, Relation.SUB_ORGANIZATION_OF)] == [
        ("org:council-emwp", "org:council-jha"),
        ("org:council-emwp", "org:council-fac"),
        ("org:council-mocadem", "org:council-of-the-eu"),
    ]


def test_contacts_are_for_the_office_unless_a_row_says_otherwise() -> None:
    text = (
        "organization,person,channel,date,intensity,confidence,level\n"
        "ECRE,ep-person:1,meeting,2026-03-04,0.5,1,\n"
        "ECRE,ep-person:2,email,2026-03-04,,,public\n"
    )
    ours, public = ties(read("contacts", text), Relation.CONTACT_OF)
    assert (ours.level, public.level) == (Level.OFFICE, Level.PUBLIC)
    assert ours.period == Period.on(date(2026, 3, 4))
    assert dict(ours.qualifiers) == {"confidence": "1.0", "intensity": "0.5"}


def test_channels_are_those_that_have_a_strength() -> None:
    assert set(CHANNELS) == set(TieModel().channels)


def test_corrections_come_from_the_office_in_the_type_of_their_property() -> None:
    text = (
        "subject,property,value,relation,object,role,action\n"
        "country:FRA,population,68000000,,,,\n"
        "country:FRA,population_share_pct,15.2,,,,\n"
        "call:x,deadline,2026-09-01,,,,\n"
        "ECRE,,,MEMBER_OF,org:irct,MEMBER,deny\n"
    )
    batch = read("corrections", text)
    assert batch.source.is_office
    population, share, deadline, denial = batch.statements
    assert (population.value, type(population.value)) == (68000000, int)
    assert share.value == 15.2
    assert deadline.value == date(2026, 9, 1)
    assert denial.denied
    assert (denial.subject, denial.object, denial.role) == ("org:ecre", "org:irct", "MEMBER")


def test_columns_nobody_reads_are_a_note_not_an_error() -> None:
    header, row = GOOD["contacts"].split("\n")
    batch = read("contacts", f"{header},intensitty\n{row},0.4")
    assert batch.rejections == ()
    assert batch.notes == (
        "Some columns that nobody reads look like ours. Did you mean: --map "
        "'intensitty=intensity'?",
        "Columns that nobody reads: intensitty.",
    )


def test_a_caller_may_name_the_source() -> None:
    own = Source("demo", "us", "a demo", "", "none", rank=1, invented=True)
    record = ("contacts.csv", GOOD["contacts"].encode())
    batch = read_table(FORMS["contacts"], record, retrieved_at=READ, source=own, known=KNOWN)
    assert batch.source is own
    assert {one.source for one in batch.statements} == {"demo"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the saved public lists are not here")
@pytest.mark.parametrize(
    ("form", "path", "rows"),
    [
        ("organizations", "networks/organisations.csv", 46),
        ("memberships", "networks/memberships.csv", 31),
        ("centres", "networks/rehabilitation_centres.csv", 26),
        ("countries", "reference/countries_europe.csv", 51),
        ("council-figures", "council/qmv_population_shares.csv", 55),
        ("council-bodies", "council/preparatory_bodies.csv", 15),
        ("presidencies", "council/presidencies.csv", 28),
        ("calls", "funding/calls_torture_rehabilitation.csv", 7),
        ("legal-acts", "funding/legal_acts.csv", 21),
        ("voting-rules", "council/qmv_rules.csv", 5),
        ("seats", "council/ep_seats_by_country_2024_2029.csv", 27),
        ("seats", "council/ep_seats_by_group_2024-07.csv", 9),
        ("dialogues", "funding/human_rights_dialogues_2013.csv", 30),
    ],
)
def test_the_saved_public_lists_load_whole(form: str, path: str, rows: int) -> None:
    batch = read_table(FORMS[form], read_file(SHARED / path), retrieved_at=READ)
    assert batch.rejections == ()
    assert [count.found for count in batch.counts] == [rows, rows]


def test_a_contact_keeps_consent_and_languages_in_one_spelling() -> None:
    header = "organization,person,channel,date,consent,language\n"
    rows = "ecre,ep-person:1,meeting,2026-03-04,Yes,FR en fr\necre,ep-person:2,call,2026-03-04,,\n"
    batch = read("contacts", header + rows)
    told = {said.object: dict(said.qualifiers) for said in batch.statements if said.object}
    assert told == {"ep-person:1": {"consent": "yes", "language": "en fr"}, "ep-person:2": {}}


@pytest.mark.parametrize(
    ("cells", "column"), [("maybe,fr", "consent"), ("yes,french", "language")]
)
def test_a_consent_or_language_that_is_none_is_named(cells: str, column: str) -> None:
    header = "organization,person,channel,date,consent,language\n"
    batch = read("contacts", header + f"ecre,ep-person:1,meeting,2026-03-04,{cells}\n")
    assert len(batch.rejections) == 1
    assert f"column {column}" in str(batch.rejections[0])


CASE = "Our client from Nowhere was diagnosed"
TEXTS = {
    "contacts": "organization,person,channel,date,source\nECRE,ep-person:1,call,2026-03-04,{}",
    "positions": "actor,dossier,stance,date,evidence,source\n"
    "country:FRA,2025/0059,for,2026-03-04,{},a",
    "country-notes": "country_iso2,note,source\nFR,{},a page",
    "corrections": "subject,property,value\norg:ecre,note,{}",
    "centres": "name,country_iso2,source,note\nA Centre,DE,a page,{}",
    "reference-votes": "vote,dossier,ours,date,title,source,note\n"
    "1,2025/0059,for,2025-01-21,A,b,{}",
}


@pytest.mark.parametrize("form", list(TEXTS))
def test_a_row_that_speaks_of_a_case_is_rejected_and_nowhere_repeated(form: str) -> None:
    good, bad = TEXTS[form].format("patients' rights"), TEXTS[form].format(CASE)
    assert read(form, good).rejections == ()
    batch = read(form, f"{good}\n{bad.splitlines()[1]}")
    (rejected,) = batch.rejections
    assert rejected.place == f"{form}.csv row 3"
    header = bad.splitlines()[0].split(",")
    assert f"column {header[bad.splitlines()[1].split(',').index(CASE)]}:" in rejected.reason
    assert "one of the people who are cared for" in rejected.reason
    for word in ("client", "Nowhere", "diagnosed"):
        assert word not in str(batch).replace("data about clients", "")
    assert batch.complete  # what an earlier load said of that text is not kept
    assert batch.statements


@pytest.mark.parametrize("form", list(TEXTS))
def test_a_dry_run_tells_of_it_and_does_not_show_it(form: str) -> None:
    content = TEXTS[form].format(CASE).encode()
    (shown,) = preview(FORMS[form], (f"{form}.csv", content))
    assert "would be rejected" in shown
    assert "Nowhere" not in shown


def test_a_publishers_list_is_not_looked_at() -> None:
    batch = read(
        "register-names", "number,name,source\n111111111111-11,Our Patients Society,a page"
    )
    assert batch.rejections == ()
    assert read("organizations", "name,kind,source\nOur Patients Society,ngo,a page").rejections


@pytest.mark.parametrize("form", ["centres", "organizations"])
def test_a_city_lies_where_the_table_says_but_no_nearer_than_a_tenth(form: str) -> None:
    batch = read(
        form,
        "name,kind,city,city_latitude,city_longitude,country_iso2,source\n"
        "A centre,centre,Paris,48.85341,2.3488,FR,a page\n",
    )
    values = {one.predicate: one.value for one in batch.statements}
    assert (values[Property.LATITUDE], values[Property.LONGITUDE]) == (48.9, 2.3)
