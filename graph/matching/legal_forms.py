"""Legal forms of organisations in Europe, as they stand in names: asbl, e.V., Ltd, S.r.l., …

One form has several spellings; each is given as plain words. What it must not do: hold words
that also name what an organisation is (``Stiftung``, ``Foundation``, ``Verband``): with these
left out, the Bertelsmann Stiftung would be the company Bertelsmann.
"""

from graph.matching.writing import joined

FORMS: dict[str, tuple[str, ...]] = {
    "non-profit (BE)": ("asbl", "vzw", "aisbl", "ivzw", "inpa", "asbl vzw", "aisbl ivzw", "izw")
    + ("association sans but lucratif", "vereniging zonder winstoogmerk", "a s b l", "v z w")
    + (
        "association internationale sans but lucratif",
        "a i s b l",
        "vog",
        "international non profit association",
    ),
    "registered association": (
        "e v",
        "ev",
        "eingetragener verein",
        "ry",
        "rf",
        "r y",
        "mtu",
        "z s",
        "o p s",
        "o z",
    )
    + ("ideell forening", "onlus", "aps", "ets", "zs", "ops", "biedriba", "b dr", "i v zw"),
    "non-profit company (DE)": ("ggmbh", "gemeinnutzige gmbh", "g gmbh", "gag", "gug"),
    "limited": (
        "gmbh",
        "ges m b h",
        "gesmbh",
        "g m b h",
        "mbh",
        "ltd",
        "limited",
        "s r l",
        "srl",
        "sarl",
        "s a r l",
        "bv",
        "b v",
    )
    + (
        "sp z o o",
        "spzoo",
        "s r o",
        "sro",
        "d o o",
        "doo",
        "kft",
        "oy",
        "aps dk",
        "uab",
        "sia",
        "ou",
        "ood",
        "eood",
    )
    + (
        "bvba",
        "sprl",
        "s l",
        "sl",
        "slu",
        "s l u",
        "lda",
        "llc",
        "l l c",
        "llp",
        "lllp",
        "pvt ltd",
        "co ltd",
        "srls",
    )
    + (
        "gmbh co kg",
        "gmbh and co kg",
        "gmbh and co ohg",
        "gmbh and co kgaa",
        "sasu",
        "sas",
        "s a s",
        "dac",
        "clg",
    ),
    "public company": (
        "ag",
        "sa",
        "s a",
        "spa",
        "s p a",
        "ab",
        "ab publ",
        "asa",
        "a s",
        "nv",
        "n v",
        "plc",
        "oyj",
        "se",
    )
    + (
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co inc",
        "sa nv",
        "nv sa",
        "kgaa",
        "nyrt",
        "zrt",
        "s e",
        "ad",
        "a d",
        "d d",
        "sgps",
    )
    + (
        "company",
        "co",
        "and co kg",
        "kg",
        "ohg",
        "aktiengesellschaft",
        "aktiebolag",
        "societe anonyme",
        "societa per azioni",
    ),
    "cooperative": ("eg", "e g", "scrl", "sce", "scop", "scarl", "s c a r l", "amba", "cvba"),
    "economic interest grouping": ("eeig", "geie", "ewiv", "gie fr"),
}
"""Forms by sort; spellings as plain words (``graph.matching.writing.plain``)."""

_SPELT = {
    joined(tuple(spelling.split())): form
    for form, spellings in FORMS.items()
    for spelling in spellings
}
LONGEST = max(map(len, _SPELT))
"""Most words in which a legal form is written."""


def legal_form(words: tuple[str, ...]) -> str | None:
    """Give the sort of form that some words are, or None."""
    return _SPELT.get(words)


def without_form(words: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Part a name's words from the legal forms at its end or start; never leaves nothing."""
    found: set[str] = set()
    while True:
        for length in range(min(LONGEST, len(words) - 1), 0, -1):
            form = legal_form(words[-length:])
            if form is not None:
                words = words[:-length]
                found.add(form)
                break
        else:
            break
    for length in range(min(LONGEST, len(words) - 1), 0, -1):
        # In front a short form is too often a word of its own ("SE Europe", "CO Action").
        if "".join(words[:length]) in _IN_FRONT:
            found.add(legal_form(words[:length]) or "")
            return words[length:], frozenset(found - {""})
    return words, frozenset(found)


_IN_FRONT = frozenset(
    {"asbl", "aisbl", "vzw", "asblvzw", "uab", "sia", "associationsansbutlucratif", "ggmbh"}
)
