"""What free Cypher may call, and the words that get an answer of their own when refused.

Closed lists: what is not here is refused. Functions are those that only compute from their
arguments, give the same answer each time (but for the running day) and do so on every engine.
"""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


PROCEDURES = ("db.labels", "db.relationshipTypes")
"""Procedures that may be called, without arguments; all of them only read."""

FUNCTIONS = _names(
    "avg collect count max min percentilecont percentiledisc stdev stdevp sum "
    "coalesce endnode head keys labels last length nodes nullif properties relationships size "
    "startnode tail toboolean tobooleanornull tofloat tofloatornull tointeger tointegerornull "
    "tostring tostringornull type isempty range reverse "
    "abs ceil e exp floor log log10 pi round sign sqrt isnan "
    "acos asin atan atan2 cos degrees haversin radians sin tan "
    "left ltrim replace right rtrim split substring tolower toupper trim "
    "date duration date.truncate "
    "duration.between duration.indays duration.inmonths duration.inseconds"
)
"""Functions that may be called, in lower case."""

_NO_TIME = "is left out: the graph has days and no times, and engines write times differently"
WORDED = {
    "datetime": _NO_TIME,
    "localdatetime": _NO_TIME,
    "localtime": _NO_TIME,
    "time": _NO_TIME,
    "cot": "is written 1 / tan(x)",
    "id": "changes whenever data are loaded; use .uid, which stays",
    "elementid": "changes whenever data are loaded; use .uid, which stays",
    "rand": "gives another answer each time; order by a property and LIMIT instead",
    "randomuuid": "gives another answer each time; .uid names each node for good",
    "timestamp": "gives another answer each time; use a date as parameter",
    "exists": "takes a pattern; for a property write IS NOT NULL",
    "filter": "is no more in Cypher; write [x IN list WHERE …]",
    "extract": "is no more in Cypher; write [x IN list | …]",
    "lower": "is written toLower()",
    "upper": "is written toUpper()",
}
"""Why some functions are refused, and what to write."""

WRITING = _names(
    "CREATE INSERT MERGE SET DELETE DETACH NODETACH REMOVE DROP FOREACH ALTER GRANT DENY REVOKE "
    "RENAME START STOP TERMINATE ENABLE REALLOCATE DEALLOCATE"
)
LEAVING = {
    "LOAD": "reads files or addresses; whoever keeps the data loads tables with `corridors load`",
    "USE": "leaves the graph of your level",
    "SHOW": "administers; ask CALL db.labels() for what is there",
    "USING": "says how to search, which is decided here; leave it out",
    "IN": "begins transactions, which only writing needs",
    "FINISH": "gives no answer; end with RETURN",
    "EXPLAIN": "is asked beside the query: choose the view Plan (--explain on the command line)",
    "PROFILE": "is asked beside the query: choose the view Plan (--explain on the command line)",
    "CYPHER": "says how to search, which is decided here; leave it out",
    "SELECT": "is SQL, not Cypher",
    "UPDATE": "is SQL, not Cypher",
    "BEGIN": "is SQL, not Cypher",
    "G": "is Gremlin, not Cypher",
    "QUERY": "is GraphQL, not Cypher",
    "{": "is GraphQL, not Cypher",
    "LET": "is not known to every engine; write WITH … AS …",
    "FILTER": "is not known to every engine; write WITH * WHERE …",
}
"""Words that begin no clause of a reading query, and why."""

KEYWORDS = _names(
    "ALL AND AS ASC ASCENDING BY CALL CASE CONTAINS DESC DESCENDING DISTINCT ELSE END ENDS "
    "IN IS LIMIT MATCH NOT NULL OPTIONAL OR ORDER RETURN SKIP STARTS THEN TRUE FALSE UNION "
    "UNWIND WHEN WHERE WITH XOR YIELD"
)
"""Words that stand for themselves somewhere in a reading query."""

STOPS = _names(
    "AND AS CASE ELSE END IN IS MATCH NOT OR ORDER RETURN THEN UNION UNWIND WHEN WHERE WITH XOR"
)
"""Words that end or join expressions, and so cannot begin one."""

QUOTED = KEYWORDS | WRITING | {"LOAD", "USE", "USING"}
"""Words that are put in quotes where they are names, so that no engine reads them as clauses."""
