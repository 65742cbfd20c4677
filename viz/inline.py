"""What may stand within a page under a strict content policy, named by its hash alone."""

import base64
import hashlib


def hash_source(text: str) -> str:
    """Name a script or a style as a Content-Security-Policy does: ``'sha256-…'``, quoted."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
