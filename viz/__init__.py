"""Pictures: scene, layout and page."""
