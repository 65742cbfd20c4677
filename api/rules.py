"""The office's file of rules behind the scores: read once, when the first question is asked."""

from pathlib import Path

from graph.errors import InputError
from graph.strength_rules import DEFAULT_RULES, RuleSet
from graph.strength_rules_read import read_rules


def rules_of(path: Path | None) -> RuleSet:
    """Read the file that a setting names; the defaults where it names none.

    Raises:
        InputError: the file cannot be read, or does not say what rules must say.
    """
    if path is None:
        return DEFAULT_RULES
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        msg = (
            f"The file of rules {path} cannot be read ({error.strerror}). `corridors rules "
            "--write FILE` writes one; CORRIDORS_RULES names it, or is left out."
        )
        raise InputError(msg) from None
    except UnicodeDecodeError as error:
        msg = f"The file of rules {path} is not UTF-8 (byte {error.start}). Save it as UTF-8."
        raise InputError(msg) from None
    return RuleSet(read_rules(text, path.name), path.name)


def save_text(path: Path, text: str) -> None:
    """Write a text to a new file.

    Raises:
        InputError: the file is there already, or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        msg = f"{path} is there already and may hold work of yours. Name another file."
        raise InputError(msg) from None
    except OSError as error:
        msg = f"{path} cannot be written ({error.strerror})."
        raise InputError(msg) from None
