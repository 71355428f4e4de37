"""The simulated company, the planted errors, the answer key. Agents and tools may never import this package."""
