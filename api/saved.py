"""Questions that people keep to be told of changes: their words, never their answers.

One JSON file in the home folder, written beside itself and put in place in one step, so that a
reader finds the old or the new one whole. What people typed may name protected people, so each
entry belongs to the level it was saved at and is shown to nobody below.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from graph.errors import InputError, StoreDamaged
from graph.levels import Level
from graph.whole_file import own_part, put_whole

FILE = "saved-questions.json"
MOST = 200
LONGEST_NAME = 100

Parameters = Mapping[str, JsonValue]
"""By the names of the question's fields, as people typed them."""


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A question by name, with its parameters as people typed them."""

    name: str
    question: str
    parameters: Parameters
    level: Level
    saved_at: datetime


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    question: str
    parameters: dict[str, JsonValue]
    level: int
    saved_at: datetime


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: int = 1
    questions: list[_Entry] = []


@dataclass(frozen=True, slots=True)
class SavedQuestions:
    """The file of saved questions of a home, as whoever may see a level sees it."""

    home: Path
    level: Level

    def listed(self) -> tuple[SavedQuestion, ...]:
        """Give the questions, sorted by name; of one name, that of the highest level.

        Raises:
            StoreDamaged: the file makes no sense.
        """
        seen = [one for one in self._read() if one.level <= self.level]
        chosen = {one.name: one for one in sorted(seen, key=lambda one: one.level)}
        return tuple(chosen[name] for name in sorted(chosen))

    def get(self, name: str) -> SavedQuestion:
        """Give one question.

        Raises:
            InputError: none is called that; those that are there are named.
        """
        listed = self.listed()
        for one in listed:
            if one.name == name:
                return one
        known = ", ".join(repr(one.name) for one in listed) or "none yet"
        msg = f"No question is saved as {name!r}. Saved: {known}."
        raise InputError(msg)

    def put(
        self, name: str, question: str, parameters: Parameters, now: datetime
    ) -> SavedQuestion:
        """Keep a question under a name, in place of one of that name and level.

        Raises:
            InputError: the name cannot be used, or there are too many.
        """
        cleaned = name.strip()
        if not 0 < len(cleaned) <= LONGEST_NAME or not cleaned.isprintable() or "/" in cleaned:
            msg = f"{name!r} cannot be a name. Expected 1 to {LONGEST_NAME} characters, no '/'."
            raise InputError(msg)
        made = SavedQuestion(cleaned, question, dict(parameters), self.level, now)
        others = [one for one in self._read() if (one.name, one.level) != (made.name, made.level)]
        if len(others) >= MOST:
            msg = f"{MOST} questions are saved already. Forget one first."
            raise InputError(msg)
        self._write([*others, made])
        return made

    def forget(self, name: str) -> SavedQuestion:
        """Drop a question.

        Raises:
            InputError: none is called that.
        """
        found = self.get(name)
        self._write([one for one in self._read() if one != found])
        return found

    def _read(self) -> list[SavedQuestion]:
        place = self.home / FILE
        try:
            text = place.read_text(encoding="utf-8")
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise _damaged(error) from None
        try:
            entries = _File.model_validate_json(text)
            if entries.version != 1:
                raise _damaged(f"it is of version {entries.version}")
            return [
                SavedQuestion(
                    one.name, one.question, one.parameters, Level(one.level), one.saved_at
                )
                for one in entries.questions
            ]
        except (ValidationError, ValueError) as error:
            raise _damaged(str(error).splitlines()[0]) from None

    def _write(self, questions: Sequence[SavedQuestion]) -> None:
        entries = [
            {
                "name": one.name,
                "question": one.question,
                "parameters": dict(one.parameters),
                "level": int(one.level),
                "saved_at": one.saved_at.isoformat(),
            }
            for one in sorted(questions, key=lambda one: (one.name, one.level))
        ]
        text = json.dumps({"version": 1, "questions": entries}, ensure_ascii=False, indent=2)
        write_whole(self.home / FILE, text + "\n")


def write_whole(place: Path, text: str) -> None:
    """Put a file in place in one step, readable by its owner only.

    Raises:
        InputError: it cannot be written.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with put_whole(place, beside=own_part(place)) as file:
            file.write(text.encode())
    except OSError as error:
        msg = f"{place.name} cannot be written in the home folder ({error.strerror})."
        raise InputError(msg) from None


def _damaged(why: object) -> StoreDamaged:
    return StoreDamaged(
        f"The file of saved questions, {FILE} in the home folder, makes no sense: {why}. Restore "
        "it from a backup, or remove it and save the questions again."
    )
