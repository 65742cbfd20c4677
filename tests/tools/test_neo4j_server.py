from pathlib import Path

import pytest
from neo4j import GraphDatabase

from tests.neo4j_server import Address
from tools.neo4j_server import Server


@pytest.mark.neo4j
def test_both_servers_answer_with_their_passwords(running_pair: tuple[Address, Address]) -> None:
    for each in running_pair:
        with GraphDatabase.driver(each.url, auth=(each.user, each.password)) as driver:
            assert driver.execute_query("RETURN 1 AS x", database_="neo4j").records[0]["x"] == 1
    assert running_pair[0].url != running_pair[1].url


def test_the_password_is_nobody_elses_to_read(tmp_path: Path) -> None:
    server = Server(tmp_path / "home")
    assert (server.home / "password").stat().st_mode & 0o077 == 0
    assert len(server.address.password) == 32


def test_a_server_keeps_its_password(tmp_path: Path) -> None:
    assert Server(tmp_path).address.password == Server(tmp_path).address.password
