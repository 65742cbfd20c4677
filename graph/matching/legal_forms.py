"""Legal forms of organisations in Europe, as they stand in names: asbl, e.V., Ltd, S.r.l., …

One form has several spellings. What it must not do: hold words
that also name what an organisation is (``Stiftung``, ``Foundation``, ``Verband``): with these
left out, the Bertelsmann Stiftung would be the company Bertelsmann.
"""

FORMS: dict[str, str] = {
    "non-profit (BE)": (
        "asbl, vzw, aisbl, ivzw, inpa, asbl vzw, aisbl ivzw, izw, association sans but "
        "lucratif, vereniging zonder winstoogmerk, association internationale sans but "
        "lucratif, vog, international non profit association"
    ),
    "registered association": (
        "ev, eingetragener verein, ry, rf, mtu, zs, ops, oz, ideell forening, onlus, aps, ets, "
        "biedriba, b dr, iv zw"
    ),
    "non-profit company (DE)": ("ggmbh, gemeinnutzige gmbh, g gmbh, gag, gug"),
    "limited": (
        "gmbh, ges mbh, gesmbh, mbh, ltd, limited, srl, sarl, bv, sp zoo, spzoo, sro, doo, kft, "
        "oy, aps dk, uab, sia, ou, ood, eood, bvba, sprl, sl, slu, lda, llc, llp, lllp, pvt "
        "ltd, co ltd, srls, gmbh co kg, gmbh and co kg, gmbh and co ohg, gmbh and co kgaa, "
        "sasu, sas, dac, clg"
    ),
    "public company": (
        "ag, sa, spa, ab, ab publ, asa, as, nv, plc, oyj, se, inc, incorporated, corp, "
        "corporation, co inc, sa nv, nv sa, kgaa, nyrt, zrt, ad, dd, sgps, company, co, and co "
        "kg, kg, ohg, aktiengesellschaft, aktiebolag, societe anonyme, societa per azioni"
    ),
    "cooperative": ("eg, scrl, sce, scop, scarl, amba, cvba"),
    "economic interest grouping": ("eeig, geie, ewiv, gie fr"),
}
"""Forms by sort; spellings as plain words, letters that stand alone joined."""

_SPELT = {
    tuple(spelling.split()): form
    for form, spellings in FORMS.items()
    for spelling in spellings.split(", ")
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
