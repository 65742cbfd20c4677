import subprocess
import sys


def test_what_is_wrong_is_said_by_our_error_alone() -> None:
    text = '<urn:x> <urn:y> "2026-13-45"^^<http://www.w3.org/2001/XMLSchema#date> .'
    program = (
        "from graph.errors import InputError\n"
        "from graph.rdf.files import read_rdf\n"
        f"try: read_rdf({text!r}, 'ntriples', 'x')\n"
        "except InputError: pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
