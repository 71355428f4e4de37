"""Players. They see views, nothing else; only the oracle and the declared cheats may look at a scenario."""
