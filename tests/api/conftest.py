from tests.api.workplace import home, workspace

__all__ = ["home", "workspace"]
