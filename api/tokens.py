"""Tokens: who may call from elsewhere, at which level, in which role, until when.

A token is 256 random bits. Only its SHA-256 is kept: a slow hash slows down guessing of what
people choose, and nobody guesses 256 bits, while every request would pay for the slowness. Its
text is shown once. The file is read again whenever it has changed, so revoking counts at once.
"""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from threading import Lock

from api.access import Caller, Role, parse_role
from api.private_files import locked, write_private
from graph.errors import InputError, StoreDamaged
from graph.levels import Level, parse_level

PREFIX = "corridors"
DEFAULT_DAYS, MOST_DAYS = 90, 3660
_WRITTEN = re.compile(rf"{PREFIX}_([0-9a-f]{{12}})_([A-Za-z0-9_-]{{43}})", re.ASCII)
_NAME = re.compile(r"[^\W_][\w .@+-]{0,79}")
_NO_DIGEST = "0" * 64


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token. ``expires`` is its last day; ``questions`` empty: any."""

    id: str
    name: str
    digest: str
    role: Role
    level: Level
    created: date
    expires: date
    questions: tuple[str, ...] = ()
    revoked: date | None = None
    last_used: date | None = None

    def is_usable(self, today: date) -> bool:
        """Say whether it still opens anything."""
        return self.revoked is None and today <= self.expires

    @property
    def caller(self) -> Caller:
        """Who calls with it."""
        return Caller(
            f"token:{self.id}", self.name, self.role, self.level, frozenset(self.questions)
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new token shall open."""

    name: str
    role: Role
    level: Level
    days: int = DEFAULT_DAYS
    questions: tuple[str, ...] = ()


class TokenBook:
    """The file of tokens of one installation."""

    def __init__(self, place: Path) -> None:
        """Name the file; it need not be there."""
        self._place = place
        self._lock = Lock()
        self._read: tuple[tuple[int, int, int], tuple[Token, ...]] | None = None

    def listed(self) -> tuple[Token, ...]:
        """Give every token, usable or not, in order of making.

        Raises:
            StoreDamaged: the file makes no sense.
        """
        with self._lock:
            try:
                found = self._place.stat()
            except FileNotFoundError:
                return ()
            stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
            if self._read is None or self._read[0] != stamp:
                self._read = (stamp, _parsed(self._place))
            return self._read[1]

    def add(self, wanted: Wanted, today: date) -> tuple[Token, str]:
        """Make a token; gives it with its text, which is nowhere else.

        Raises:
            InputError: the name is taken or cannot be one, or the days are too many.
            StoreError: the file cannot be written.
        """
        if not _NAME.fullmatch(wanted.name):
            msg = f"{wanted.name!r} cannot name a token. Expected letters, digits and . @ + - _."
            raise InputError(msg)
        if not 1 <= wanted.days <= MOST_DAYS:
            msg = f"A token may last 1 to {MOST_DAYS} days, not {wanted.days}."
            raise InputError(msg)
        identifier, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
        made = Token(
            identifier,
            wanted.name,
            _digest(secret),
            wanted.role,
            wanted.level,
            today,
            today + timedelta(days=wanted.days),
            tuple(sorted(set(wanted.questions))),
        )
        with self._changing():
            known = self.listed()
            if any(one.name == made.name and one.revoked is None for one in known):
                msg = f"There is a token named {made.name!r} already. Revoke it or choose another."
                raise InputError(msg)
            self._write((*known, made))
        return made, f"{PREFIX}_{identifier}_{secret}"

    def revoke(self, which: str, today: date) -> Token:
        """Take a token's power away, by its identifier or name; doing it twice changes nothing.

        Raises:
            InputError: there is no such token.
        """
        with self._changing():
            known = self.listed()
            fitting = [one for one in known if which in (one.id, one.name)]
            if not fitting:
                msg = f"There is no token {which!r}. `corridors token list` shows them."
                raise InputError(msg)
            chosen = next((one for one in fitting if one.revoked is None), fitting[-1])
            gone = replace(chosen, revoked=chosen.revoked or today)
            self._write([gone if one.id == gone.id else one for one in known])
        return gone

    def known(self, text: str, today: date) -> Token | None:
        """Give the usable token that a text is, or None.

        Takes the same time whether identifier, secret or day is wrong.
        """
        parts = _WRITTEN.fullmatch(text)
        identifier, secret = parts.groups() if parts else ("", "")
        found = next((one for one in self.listed() if one.id == identifier), None)
        fits = hmac.compare_digest(_digest(secret), found.digest if found else _NO_DIGEST)
        return found if found and fits and found.is_usable(today) else None

    def mark_used(self, token: Token, today: date) -> None:
        """Remember the day of its last use: one write a day, and never the hour."""
        if token.last_used == today:
            return
        with self._changing():
            known = [
                replace(one, last_used=today) if one.id == token.id else one
                for one in self.listed()
            ]
            self._write(known)

    def _changing(self) -> AbstractContextManager[None]:
        return locked(self._place.with_name(f"{self._place.name}.lock"))

    def _write(self, tokens: Sequence[Token]) -> None:
        written = {"version": 1, "tokens": [_row(one) for one in tokens]}
        write_private(self._place, json.dumps(written, indent=1, ensure_ascii=False).encode())
        with self._lock:
            self._read = None  # two writes within one tick of the clock look the same


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _row(token: Token) -> dict[str, object]:
    return {
        "id": token.id,
        "name": token.name,
        "sha256": token.digest,
        "role": token.role.label,
        "level": token.level.label,
        "created": token.created.isoformat(),
        "expires": token.expires.isoformat(),
        "questions": list(token.questions),
        "revoked": token.revoked.isoformat() if token.revoked else None,
        "last_used": token.last_used.isoformat() if token.last_used else None,
    }


def _parsed(place: Path) -> tuple[Token, ...]:
    try:
        written = json.loads(place.read_bytes())
        if written["version"] != 1:
            msg = f"{place} is of version {written['version']}; this program knows version 1."
            raise StoreDamaged(msg)
        return tuple(_token(row) for row in written["tokens"])
    except (OSError, ValueError, KeyError, TypeError, InputError) as error:
        msg = f"{place} cannot be read ({error}). Nobody is let in; restore it from a backup."
        raise StoreDamaged(msg) from error


def _token(row: dict[str, str | list[str] | None]) -> Token:
    def day(name: str) -> date | None:
        return date.fromisoformat(str(row[name])) if row[name] else None

    created, expires = day("created"), day("expires")
    if created is None or expires is None:
        msg = "a token without its days"
        raise InputError(msg)
    return Token(
        str(row["id"]),
        str(row["name"]),
        str(row["sha256"]),
        parse_role(str(row["role"])),
        parse_level(str(row["level"])),
        created,
        expires,
        tuple(row["questions"] or ()),
        day("revoked"),
        day("last_used"),
    )
