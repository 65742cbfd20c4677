"""The guard in front of free Cypher."""
