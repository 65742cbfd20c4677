"""What a kill at any moment leaves behind, at length; see ``tests.kills.run``."""
