"""The two doors: HTTP and command line, with settings and wiring."""
