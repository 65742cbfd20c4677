"""The graph: model, statements, ledger, merge, projection, snapshot and tie strength."""
