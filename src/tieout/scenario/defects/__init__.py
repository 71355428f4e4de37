"""Defects: planted errors, each a pure function ``(World, Rng) -> (World, Defect)``. One module per kind."""
