"""Everything kept of somebody as one page that they can read: no script, nothing from outside."""

from collections.abc import Iterable
from html import escape

from api.subjects import StatementOut, SubjectOut
from viz.inline import hash_source

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.3rem;"
    "text-align:left;vertical-align:top;overflow-wrap:anywhere}"
)
POLICY = f"default-src 'none'; style-src {hash_source(_STYLE)}; frame-ancestors 'none'"
"""The page's content policy: its own style and nothing else."""

_COLUMNS = ("what", "is said", "when", "by", "record", "who can see it", "recorded", "last read")


def page_of(subject: SubjectOut) -> str:
    """Write it."""
    title = f"What is kept of {', '.join(subject.names) or subject.identifiers[0]}"
    limit = (
        f"<p>Left out of every answer since {escape(subject.restricted_since)}.</p>"
        if subject.restricted_since
        else ""
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1>"
        f"<p>Made on {subject.made_at.date().isoformat()} with Corridors. Known here as "
        f"{escape(', '.join(subject.identifiers))}.</p>{limit}"
        f"<h2>{len(subject.statements)} statements about or touching them</h2>"
        f"{_table(subject.statements)}"
        f"<h2>{len(subject.mentioned_in)} statements whose text names them</h2>"
        f"{_table(subject.mentioned_in)}"
        f"<h2>Sources</h2><ul>{''.join(_sources(subject))}</ul>"
        f"<h2>What can be asked for</h2>{''.join(_paragraphs(subject.notes))}"
        "</body></html>\n"
    )


def _paragraphs(texts: Iterable[str]) -> Iterable[str]:
    return (f"<p>{escape(one)}</p>" for one in texts)


def _table(statements: Iterable[StatementOut]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS)
    rows = "".join(f"<tr>{_cells(one)}</tr>" for one in statements)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(one: StatementOut) -> str:
    said = one.object if one.object is not None else str(one.value)
    more = "; ".join(f"{key}: {text}" for key, text in one.qualifiers)
    role = f" as {one.role}" if one.role else ""
    not_so = " (denied)" if one.denied else ""
    closed = one.no_longer_stated_since
    gone = f"; no longer stated since {closed.date()}" if closed else ""
    cells = (
        f"{one.subject} {one.predicate}{role}{not_so}",
        f"{said}{f' ({more})' if more else ''}",
        one.period + (f", as of {one.as_of}" if one.as_of else ""),
        one.source,
        one.record,
        f"{one.level}: {one.seen_by}",
        one.recorded_at.date().isoformat(),
        one.last_confirmed_at.date().isoformat() + gone,
    )
    return "".join(f"<td>{escape(cell)}</td>" for cell in cells)


def _sources(subject: SubjectOut) -> Iterable[str]:
    for one in subject.sources:
        words = f"{one.id}: {one.title}, {one.publisher}; licence: {one.licence}; {one.url}"
        yield f"<li>{escape(words)}</li>"
