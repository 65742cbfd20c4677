"""Finding names, however they are written."""
