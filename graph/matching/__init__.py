"""Who may be the same: names, traits and scores; nothing here merges anything."""
