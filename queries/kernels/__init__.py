"""Exact search over arrays, in two twins."""
