"""Keys of tombstones: in a file that its owner alone reads, or given by the settings.

A file holds one key a line, 64 hex digits, the current one first; older ones stay, since
tombstones made with them must be obeyed. What it must not do: make tombstones.
"""

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from graph.errors import InputError, StoreDamaged
from graph.whole_file import put_whole

KEY_BYTES = 32

KEY_FILE = "ledger.key"
"""The file beside a ledger's file that holds the keys of its tombstones."""


class Keys(Protocol):
    """Where the keys of a ledger are."""

    def read(self) -> tuple[bytes, ...]:
        """Give all keys, the current one first; none where none was ever needed."""
        ...

    def current(self) -> bytes:
        """Give the current key, making one where there is none."""
        ...

    def add(self, keys: Iterable[bytes]) -> None:
        """Keep further keys behind the current one."""
        ...


class KeyFile:
    """Keys in a file, made when first needed."""

    def __init__(self, path: Path) -> None:
        """Use a file that need not be there."""
        self._path = path

    def read(self) -> tuple[bytes, ...]:
        """Give all keys.

        Raises:
            StoreDamaged: a line is no key.
        """
        try:
            lines = self._path.read_text(encoding="ascii").split()
        except FileNotFoundError:
            return ()
        except UnicodeDecodeError:
            lines = ["?"]
        try:
            return tuple(parse_key(line) for line in lines)
        except InputError:
            msg = (
                f"{self._path} holds something that is no key. Put the file back from a backup: "
                "without it nobody knows who was erased."
            )
            raise StoreDamaged(msg) from None

    def current(self) -> bytes:
        """Give the first key, making one where there is none."""
        keys = self.read()
        if not keys:
            self.add([secrets.token_bytes(KEY_BYTES)])
            keys = self.read()
        return keys[0]

    def add(self, keys: Iterable[bytes]) -> None:
        """Write further keys behind those that are there: all at once, forced to disk."""
        known = self.read()
        whole = tuple(dict.fromkeys((*known, *keys)))
        if whole == known:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with put_whole(self._path) as file:
            file.write("".join(f"{key.hex()}\n" for key in whole).encode())


class GivenKeys:
    """A key from the settings, and keys that came with a restored backup into memory."""

    def __init__(self, *keys: bytes) -> None:
        """Use these keys; the first is the current one."""
        self._keys = keys

    def read(self) -> tuple[bytes, ...]:
        """Give all keys."""
        return self._keys

    def current(self) -> bytes:
        """Give the first key.

        Raises:
            InputError: there is none.
        """
        if not self._keys:
            msg = (
                "This ledger has no key for tombstones, so nobody can be erased for good. Set "
                "CORRIDORS_ERASURE_KEY to 64 hex digits, for example from `openssl rand -hex 32`, "
                "and keep them as long as the ledger."
            )
            raise InputError(msg)
        return self._keys[0]

    def add(self, keys: Iterable[bytes]) -> None:
        """Refuse keys that the settings do not name: they would be forgotten.

        Raises:
            InputError: one is unknown.
        """
        if set(keys) - set(self._keys):
            msg = (
                "The backup's tombstones were made with another key than CORRIDORS_ERASURE_KEY. "
                "Set both, separated by a comma, your own first; the other is in the backup's "
                "part ledger.key."
            )
            raise InputError(msg)


def parse_key(text: str) -> bytes:
    """Read a key of 64 hex digits.

    Raises:
        InputError: it is none.
    """
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        msg = "A key for tombstones is 64 hex digits, for example from `openssl rand -hex 32`."
        raise InputError(msg)
    return key
