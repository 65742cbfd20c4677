"""The workbench in a real browser, over a real server."""
