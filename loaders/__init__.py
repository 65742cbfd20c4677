"""Loaders: one module a source, pure after the fetch, none knows another."""
