"""What every answer says beside itself: under which rules, known when, who holds which post,
and whom an alias stands for.

Both doors add the same remarks to every answer that has notes.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar  # an answer is of the type that its question names

from api.wiring import View
from graph.contradictions import same_through
from graph.errors import InputError, InvalidQuestion
from graph.moment import describe_moment
from queries.coverage import before_data
from queries.posts.targets import holders_of

_Answer = TypeVar("_Answer")


def remarks(view: View, as_of: date, names: Collection[str] = ()) -> tuple[str, ...]:
    """Give the remarks on a question asked of a view; ``names`` are the texts it was put with."""
    said = [view.rules.remark(), _known(view), before_data(view.begins, as_of)]
    said += [post_note(view, name, as_of) for name in dict.fromkeys(names)]
    said += [stands_for(view, name) for name in dict.fromkeys(names)]
    return tuple(remark for remark in said if remark)


def post_note(view: View, name: str, as_of: date) -> str | None:
    """Say who holds the post that a text names; None where it names none that can be found."""
    try:
        post = holders_of(view.index, view.rosters, name, as_of)
    except InputError:
        return None  # a text that is no target, such as a title, may sound like a vacant post
    return post.note if post else None


def noted(answer: _Answer, told: Collection[str]) -> _Answer:
    """Give an answer with further notes before its own; as it was if it has no notes."""
    if not told or "notes" not in {field.name for field in fields(answer)}:  # type: ignore[arg-type]  # a dataclass
        return answer
    own: tuple[str, ...] = answer.notes  # type: ignore[attr-defined]  # checked above
    more = tuple(remark for remark in told if remark not in own)
    made: Any = replace(answer, notes=(*more, *own))  # type: ignore[type-var]  # a dataclass
    return made  # type: ignore[no-any-return]  # of the answer's own type


def remarked(
    view: View, as_of: date, names: Collection[str], ask: Callable[[], _Answer]
) -> _Answer:
    """Ask, and add the remarks to the answer, or to the refusal what the data lack."""
    with explained(view, as_of):
        return noted(ask(), remarks(view, as_of, names))


@contextmanager
def explained(view: View, as_of: date) -> Iterator[None]:
    """Say with a question that cannot be answered when the data begin, where they do later.

    Raises:
        InvalidQuestion: as the question does, with that sentence behind.
    """
    try:
        yield
    except InvalidQuestion as error:
        lacking = before_data(view.begins, as_of)
        if type(error) is not InvalidQuestion or lacking is None or lacking in str(error):
            raise
        msg = f"{error} {lacking}"
        raise InvalidQuestion(msg) from None


def _known(view: View) -> str | None:
    if view.known_at is None:
        return None
    return f"As known at {describe_moment(view.known_at)}; what was recorded later is left out."


def stands_for(view: View, text: str) -> str | None:
    """Say who an alias that somebody typed stands for, since when and why; None if it is none."""
    found = view.index.identifier(text)
    if found is None or found not in view.graph.aliases:
        return None
    canonical = view.graph.aliases[found]
    chain = same_through(view.judgements, found, canonical) or ()
    entity = view.graph.entities[canonical]
    why = "; ".join(dict.fromkeys(one.reason for one in chain if one.reason))
    day = max((one.recorded_at for one in chain), default=None)
    when = f" on {day.date()}" if day else ""
    return (
        f"{found} stands for {entity.name} [{canonical}]: judged the same{when}"
        f"{f' ({why})' if why else ''}."
    )
