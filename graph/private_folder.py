"""Folders that only their owner reads."""

from pathlib import Path


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner reads, as is each one above it that has to be made."""
    if not folder.is_dir():
        if folder.parent != folder:
            private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder
