from tests.neo4j_server import running_pair, running_server

__all__ = ["running_pair", "running_server"]
