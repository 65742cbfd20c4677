"""Measures of a graph: who stands between, whom we would lose, who has power and cares."""
