import pytest

from graph.errors import QueryFailed, QueryRefused
from graph.model import Classification
from graph.rdf.sparql import select
from graph.rdf.writing import to_rdf
from tests.factories import body, contact, member, merged, person

TRIPLES = to_rdf(
    merged(
        [person("ann"), person("bob"), body("droi", Classification.SUBCOMMITTEE)],
        [member("ann", "droi", "CHAIR"), member("bob", "droi"), contact("bob", "ann")],
    )
)


def test_a_seat_is_found_by_the_terms_of_org() -> None:
    query = """SELECT ?who ?since WHERE {
        ?seat a org:Membership ; org:member/rdfs:label ?who ; org:organization/rdfs:label "DROI" ;
              org:role/skos:notation "CHAIR" ; schema:startDate ?since }"""
    table = select(TRIPLES, query)
    assert table.columns == ("who", "since")
    assert [row[0] for row in table.rows] == ["Ann"]


def test_a_question_of_yes_or_no_is_answered() -> None:
    query = "ASK { ?a corr:contactOf ?b . ?a rdfs:label 'Bob' }"
    assert select(TRIPLES, query).rows == ((True,),)


def test_more_rows_than_asked_are_cut_and_said() -> None:
    table = select(TRIPLES, "SELECT ?s WHERE { ?s ?p ?o }", limit=3)
    assert (len(table.rows), table.truncated) == (3, True)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { { ?s ?p ?o } UNION { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }",
        "SELECT * FROM <http://127.0.0.1:1/x> WHERE { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/hostname> WHERE { GRAPH ?g { ?s ?p ?o } }",
        "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }",
        "SELECT * WHERE { { SELECT * WHERE { SERVICE SILENT <urn:a> { ?s ?p ?o } } } }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "LOAD <http://127.0.0.1:1/x>",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DESCRIBE <urn:a>",
        "SELECT",
    ],
)
def test_what_looks_outside_or_writes_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused):
        select(TRIPLES, query)


def test_a_query_without_end_is_given_up() -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(QueryFailed, match="longer than"):
        select(TRIPLES, endless, timeout_s=0.3)
