"""Advocacy routes: asked, searched, explained, and what they hang on."""
