"""A built graph with its arrays as one file, so that a start need not build it anew."""
