"""Tieout: an agent closes a company's books on a real double-entry ledger.

Layers, from the top; imports only point down (import-linter holds it):
cli, serve, rollout, agents | episode, tasks, grading, scenario | tools, formats, documents, ledger.
"""

__version__ = "0.1.0"
