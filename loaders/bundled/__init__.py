"""The starter pack's data; read through ``loaders.pack``."""
