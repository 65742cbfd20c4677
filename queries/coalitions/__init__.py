"""Our side: who of us approaches whom, who is missing, and what each may see."""
