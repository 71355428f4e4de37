"""Double entry and nothing else. Standard library only; imports nothing from the rest of the package."""
