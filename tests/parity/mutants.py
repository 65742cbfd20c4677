"""Queries changed at random towards what must not be, and what a text says outside its quotes."""

import re
from collections.abc import Sequence
from random import Random

_POISON = (
    *("SET n.x = 1", "CREATE (x)", "MERGE (x)", "DELETE n", "DETACH DELETE n", "REMOVE n.x"),
    *("LOAD CSV FROM 'file:///etc/passwd' AS l", "USE system", "USING INDEX n:Person(uid)"),
    *("FOREACH (x IN [1] | SET x.y = 1)", "CALL dbms.shutdown()", "CALL apoc.load.json('x')"),
    *("CALL { CREATE (x) RETURN x }", "IN TRANSACTIONS", "; CREATE (x)", "RETURN 1;", "UNION"),
    *("apoc.load.json('x')", "set", "`set`", "load", "csv", "create", "AS set", ".set", ":SET"),
    *("/*", "*/", "//", "\n", "'", '"', "`", "\\", "\\u0053", "(", ")", "[", "]", "{", "}", "$x"),
    *("\u00a0", "\u2028", "\ufeff", "0", "1.", "..", ":", ";", ",", "|", "&", "!", "%", "*", "-"),
    *(
        "MATCH (n)",
        "WITH *",
        "RETURN *",
        "WHERE",
        "NOT",
        "AND",
        "EXISTS {",
        "COUNT {",
        "CASE WHEN",
    ),
)
_PIECE = re.compile(r"\s+|\w+|.", re.DOTALL)
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|`(?:[^`]|``)*`")


def mutant(random: Random, seeds: Sequence[str]) -> str:
    """Change a query in one to three places."""
    pieces = _PIECE.findall(random.choice(seeds))
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(pieces) + 1)
        how = random.randrange(6)
        if how <= 1:
            pieces[at:at] = [" ", random.choice(_POISON), " "]
        elif how == 2:
            pieces[at : at + 1] = [random.choice(_POISON)]
        elif how == 3:
            del pieces[at : at + random.randint(1, 4)]
        elif how == 4:
            pieces[at:at] = pieces[at : at + random.randint(1, 12)]
        else:
            other = _PIECE.findall(random.choice(seeds))
            start = random.randrange(len(other))
            pieces[at:at] = [" ", *other[start : start + random.randint(1, 20)], " "]
    return "".join(pieces)


def bare_words(written: str) -> set[str]:
    """Give the words of a text that the guard wrote, but for those in quotes, in upper case.

    It writes texts in single quotes and no comments, so this reading needs no grammar of its own.
    """
    return set(re.findall(r"\w+", _QUOTED.sub(" ", written).upper()))
