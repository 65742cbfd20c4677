"""Questions by topic; each module names its own in ``QUESTIONS``."""
