"""A font of this machine with every European letter, for files that must carry their font."""

from collections.abc import Iterable
from pathlib import Path

PLACES = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "C:/Windows/Fonts/arial.ttf",
    "C:/Windows/Fonts/segoeui.ttf",
    "/System/Library/Fonts/Supplemental/Arial.ttf",
    "/Library/Fonts/Arial.ttf",
)
"""Where Debian, Fedora, Arch, Windows and macOS keep fonts with Latin, Greek and Cyrillic."""


def font_here(places: Iterable[str] = PLACES) -> Path | None:
    """Give the first that is there, or None."""
    return next((path for path in map(Path, places) if path.is_file()), None)
