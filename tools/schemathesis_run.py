"""Try the whole API with schemathesis: serve a fresh home on loopback, call it, count, stop.

``python -m tools.schemathesis_run --schemathesis PATH --examples 120``. Schemathesis is no
dependency: give the path of the program, from an environment of its own. The served process is
ended by its own id. Exit code: that of schemathesis.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from tools.neo4j_server import free_port

ROOT = Path(__file__).parents[1]
TOKEN = "schemathesis-on-loopback"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "ignored_auth",
)


def main() -> int:
    """Run it and say how many calls were made."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--schemathesis", default="schemathesis")
    given.add_argument("--examples", type=int, default=100)
    given.add_argument("--workers", type=int, default=2)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--only", help="Only paths that match this expression.")
    wanted = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environ = {
            **os.environ,
            "CORRIDORS_HOME": str(Path(folder) / "home"),
            "CORRIDORS_TOKEN": TOKEN,
            "CORRIDORS_RATE": "0",
            # Else everything below /subjects is refused before it is looked at.
            "CORRIDORS_LEVEL": "protected",
            "CORRIDORS_PORT": str(port),
        }
        corridors = [sys.executable, "-m", "api.cli"]
        subprocess.run(
            [*corridors, "load", "starter-pack", "--json"],
            cwd=ROOT,
            env=environ,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        with subprocess.Popen([*corridors, "serve"], cwd=ROOT, env=environ) as served:
            try:
                address = f"http://127.0.0.1:{port}"
                _await(address)
                return _try(wanted, address, Path(folder) / "events.ndjson")
            finally:
                served.terminate()


def _try(wanted: argparse.Namespace, address: str, report: Path) -> int:
    command = [
        wanted.schemathesis,
        "run",
        f"{address}/openapi.json",
        "--header",
        f"Authorization: Bearer {TOKEN}",
        "--checks",
        ",".join(CHECKS),
        "--phases",
        "examples,coverage,fuzzing",
        "--max-examples",
        str(wanted.examples),
        "--workers",
        str(wanted.workers),
        "--seed",
        str(wanted.seed),
        "--request-timeout",
        "70",
        "--continue-on-failure",
        "--suppress-health-check",
        "all",
        "--report-ndjson-path",
        str(report),
        "--report",
        "ndjson",
    ]
    if wanted.only:
        command += ["--include-path-regex", wanted.only]
    code = subprocess.run(command, cwd=report.parent, check=False).returncode
    print(f"calls: {_calls(report)}, exit code {code}")
    return code


def _calls(report: Path) -> int:
    """Count the requests that were sent, from the report's events."""
    count = 0
    with report.open(encoding="utf-8") as lines:
        for line in lines:
            count += _requests(json.loads(line))
    return count


def _requests(event: object) -> int:
    if isinstance(event, dict):
        own = isinstance(event.get("interactions"), dict)
        if own:
            return len(event["interactions"])
        return sum(map(_requests, event.values()))
    if isinstance(event, list):
        return sum(map(_requests, event))
    return 0


def _await(address: str) -> None:
    asked = Request(f"{address}/health", headers={"Authorization": f"Bearer {TOKEN}"})
    for _ in range(200):
        try:
            with urlopen(asked, timeout=5):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    sys.exit("The API did not start within 20 seconds.")


if __name__ == "__main__":
    sys.exit(main())
