"""The language-model baseline: many episodes at once, a wall-clock budget, a model endpoint that may misbehave.

``inference.py`` at the root is its command line.
"""
