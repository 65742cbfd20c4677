"""Which loader reads which file, a module a family of sources; see ``api.load_streams``."""
