"""Task families: each one a recipe for scenarios and a rubric."""
