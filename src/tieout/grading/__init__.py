"""Grading: facts about the state at close, compared with the true facts. How the work was done leaves no trace."""
