"""The agent that drives a language model."""
