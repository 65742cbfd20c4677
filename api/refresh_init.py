"""The recommended ``sources.toml``, commented, as ``corridors refresh --init`` writes it."""

from pathlib import Path

from graph.errors import InputError, StoreError

TEXT = """\
# What `corridors refresh` keeps current. One section a source; its name is yours to choose.
#
#   loader   which loader reads it (as in `corridors load`); the section's name if left out
#   live     true: ask the publisher          from    or a file or a folder of files instead
#   every    how old it may become            limit   how long it may take (30 minutes)
#   files    procedures to ask for, beside those that the graph knows (ep-procedures)
#   address, save_as    another address than the publisher's, and the file's name
#   shrink   true: take a copy with less than half of what was known
#
# What others need is read first, whatever the order here. A relative path starts at this folder.
# See what would run: `corridors refresh --dry-run`.

[starter-pack]
every = "1 week"

[ep-members]
live = true
every = "1 day"

[ep-bodies]
live = true
every = "1 week"

[ep-procedures]
live = true
every = "1 day"
# files = ["2025/0059"]

[ep-full-list]
live = true
every = "1 day"

# 117 MB each time, and every command starts slower with it.
[transparency-register]
live = true
every = "1 week"

[commission-meetings]
live = true
every = "1 week"

# Tables that colleagues drop on a share: every file in the folder is a source of its own.
# [our-contacts]
# loader = "contacts"
# from = "/srv/share/corridors/contacts"
# every = "1 hour"
"""


def write_recommended(place: Path) -> None:
    """Write the recommended file, never over another one.

    Raises:
        InputError: there is one already.
        StoreError: it cannot be written.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8") as file:
            file.write(TEXT)
    except FileExistsError:
        msg = f"There is a {place} already; nothing was changed. Edit it, or move it away first."
        raise InputError(msg) from None
    except OSError as error:
        msg = f"{place} cannot be written ({error.strerror or error})."
        raise StoreError(msg) from error
