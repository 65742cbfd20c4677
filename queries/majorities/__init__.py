"""Does it carry: committee, plenary and Council, and who could swing it."""
