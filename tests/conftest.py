from hypothesis import settings

from tests.neo4j_server import running_pair, running_server

__all__ = ["running_pair", "running_server"]

# No test is timed: a busy machine would fail what is right.
settings.register_profile("corridors", deadline=None)
settings.load_profile("corridors")
