"""Encryption of a backup by a passphrase, in the age form: ``age --decrypt`` opens it too.

The only module that knows the library. A whole backup is held in memory while it is sealed.
"""

from importlib import import_module
from typing import Any

from graph.errors import InputError, SourceError, StoreError

SHORTEST = 12
"""Fewest characters of a passphrase."""

_HEAD = b"age-encryption.org/"


def is_sealed(head: bytes) -> bool:
    """Say whether a file that begins like this is encrypted."""
    return head.startswith(_HEAD)


def seal(content: bytes, passphrase: str) -> bytes:
    """Encrypt.

    Raises:
        InputError: the passphrase is too short.
        StoreError: the library is not installed.
    """
    if len(passphrase) < SHORTEST:
        msg = f"The passphrase has fewer than {SHORTEST} characters. Take four words or more."
        raise InputError(msg)
    sealed: bytes = _library().passphrase.encrypt(content, passphrase)
    return sealed


def unseal(content: bytes, passphrase: str | None, name: str) -> bytes:
    """Decrypt.

    Raises:
        InputError: there is no passphrase.
        SourceError: it is another one, or the file was altered.
        StoreError: the library is not installed.
    """
    if passphrase is None:
        msg = f"The backup {name} is encrypted. Give its passphrase: --passphrase-file FILE."
        raise InputError(msg)
    library = _library()
    try:
        opened: bytes = library.passphrase.decrypt(content, passphrase)
    except library.DecryptError as error:
        msg = (
            f"The backup {name} cannot be opened: another passphrase, or the file was altered or "
            "cut off. Nothing was changed."
        )
        raise SourceError(msg) from error
    return opened


def _library() -> Any:  # Any: it may not be installed, and has no types of its own
    try:
        return import_module("pyrage")  # only here: few need it
    except ImportError:
        msg = "Encrypted backups need pyrage: install `corridors[encryption]`, or back up without."
        raise StoreError(msg) from None
