"""Engines behind the store protocols: one module each."""
