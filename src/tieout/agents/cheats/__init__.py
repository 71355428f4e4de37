"""Cheats that must not pay: each games a rule that a weak grader would have."""
