"""Which organisations are known already, by register number, by name, by EU code.

Sources write organisations as text. A text means one of them only where its register number is
the same, or its name, but for legal form, script, brackets and a second language
(``graph.matching.name_index``); never by likeness or by acronym alone, since a wrong tie can hurt
somebody. A name that two organisations bear means neither; where the office's own list (``org:``)
has it once, that one is meant. How often that was right: ``docs/matching.md``. What it must not
do: read a ledger or a file.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.identifiers import fold, transparency_register
from graph.matching.name_index import Named, NameIndex, Way
from graph.matching.organization_names import goes_on
from graph.model import Kind, Property
from graph.provenance import Statement

LONGEST_NAME = 8
"""Most commas, and one, that the name of an organisation may be tried with."""

_NUMBER = re.compile(r"(?<!\d)(?<!\d-)\d{6,15}-\d{2}(?![\d-])")
_PART = re.compile(r"[,;|\n]")
_WHOLE = re.compile(r"[|\n]")
_WORD = re.compile(r"\w+")
_ANNOUNCING = frozenset(
    {"eu", "transparency", "tr", "register", "registry", "reg", "number", "nr", "no", "id"}
    | {"identification", "registriernummer"}
)
_NAMING = (Property.NAME, Property.OTHER_NAME)
_REGISTER = "eu-tr:"
_OFFICE = "org:"
_CODES = ("eu-body:", "eu-role:")


@dataclass(frozen=True, slots=True)
class Match:
    """One organisation that a text names; ``way`` None: by its register number.

    ``in_list`` where the name is one part of a text with commas.
    """

    id: str
    way: Way | None
    in_list: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Organisations by register number (``eu-tr:…``) and by name.

    ``index`` finds who a name means, in each of its writings; ``coded`` gives who states an
    identifier of the EU's own tables (``eu-body:…``, ``eu-role:…``) and is described under
    another one.
    """

    numbers: Mapping[str, str]
    coded: Mapping[str, str] = field(default_factory=dict)
    index: NameIndex = field(default_factory=lambda: NameIndex.of(()))

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> "Known":
        """Gather what statements say of organisations, whatever their order."""
        kinds: set[str] = set()
        written: set[tuple[str, str]] = set()
        numbers: dict[str, set[str]] = defaultdict(set)
        coded: dict[str, set[str]] = defaultdict(set)
        for one in statements:
            text = str(one.value)
            if one.predicate is Property.IDENTIFIER and text.startswith(_CODES):
                coded[text].update({one.subject} - {text} if not one.denied else ())
            if not one.subject.startswith((_OFFICE, _REGISTER)) or one.denied:
                continue
            if one.predicate is Property.KIND and text == Kind.ORGANIZATION.value:
                kinds.add(one.subject)
            elif one.predicate is Property.IDENTIFIER and text.startswith(_REGISTER):
                numbers[text].add(one.subject)
            elif one.predicate in _NAMING:
                written.add((one.subject, text))
        index = NameIndex.of((pair for pair in written if pair[0] in kinds), _OFFICE)
        single = {code: min(subjects) for code, subjects in coded.items() if len(subjects) == 1}
        return cls(_decided(numbers, kinds), single, index)

    def numbered(self, number: str) -> str:
        """Give who bears a register number: one of the office's list, or the number itself."""
        return self.numbers.get(number, number)

    def described(self, code: str) -> str:
        """Give under which identifier an EU body or role is described: the list's, or its own."""
        return self.coded.get(code, code)

    def named(self, name: str) -> str | None:
        """Give the organisation with this name, or None; see ``Known``.

        None where a number stands with the name: that number decides.
        """
        found = self._named(name)
        return found.id if found else None

    def find(self, text: str) -> tuple[str, ...]:
        """Give the organisations that a free text names, sorted; see ``Known``.

        A name with a register number is judged by the number alone: where that is not known, a
        namesake of it must not be taken instead.
        """
        return tuple(sorted({match.id for match in self.matches(text)}))

    def matches(self, text: str) -> tuple[Match, ...]:
        """Give the organisations that a free text names, with how each was found, as written."""
        numbers = (self.numbers.get(one) for one in register_numbers(text))
        found = [Match(one, None, in_list=False) for one in numbers if one is not None]
        for whole in _WHOLE.split(text):
            named = self._named(whole)
            if named is not None:
                found.append(Match(named.id, named.way, in_list=False))
            else:
                found += self._listed(_unnumbered(_parts(whole)))
        return tuple(found)

    def _named(self, name: str) -> Named | None:
        return None if _NUMBER.search(name) else self.index.find(_trimmed(name))

    def _listed(self, parts: Sequence[str]) -> Iterator[Match]:
        """Give the organisations of a list with commas, where names may hold commas too."""
        at = 0
        while at < len(parts):
            for until in range(min(len(parts), at + LONGEST_NAME), at, -1):
                name = _trimmed(",".join(parts[at:until]))
                # A single word in a list may be a place, a subject or half of another name; and
                # a person's name has no place among the names of organisations anyway.
                named = self._named(name) if " " in name else None
                if named is not None:
                    yield Match(named.id, named.way, in_list=True)
                    at = until
                    break
            else:
                at += 1


def register_numbers(text: str) -> tuple[str, ...]:
    """Give every register number in a text as ``eu-tr:…``, in order, each once."""
    return tuple(dict.fromkeys(map(transparency_register, _NUMBER.findall(text))))


def _parts(text: str) -> list[str]:
    """Part a list at its commas; a legal form or branch stays with its name (``Solo, Inc.``)."""
    parts: list[str] = []
    for part in _PART.split(text):
        if parts and goes_on(_unannounced(part)):
            parts[-1] += f",{part}"
        else:
            parts.append(part)
    return parts


def _unannounced(part: str) -> str:
    """Leave out a register number and the words that announce it."""
    words = _NUMBER.sub(" ", part).replace(":", " ").split()
    return " ".join(word for word in words if fold(word) not in _ANNOUNCING)


def _unnumbered(parts: Sequence[str]) -> list[str]:
    """Leave out the names that a register number stands beside, or right behind."""
    kept: list[str] = []
    for part in parts:
        if not _NUMBER.search(part):
            kept.append(part)
        elif kept and _ANNOUNCING.issuperset(_WORD.findall(fold(_NUMBER.sub("", part)))):
            kept.pop()
    return kept


def _trimmed(text: str) -> str:
    return text.strip(" \t\r-–:")


def _decided(found: Mapping[str, set[str]], kinds: set[str]) -> dict[str, str]:
    decided = {}
    for key, subjects in found.items():
        real = subjects & kinds
        office = [one for one in real if one.startswith(_OFFICE)]
        if len(office or real) == 1:
            (decided[key],) = office or real
    return decided
