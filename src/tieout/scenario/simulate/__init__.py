"""The simulator: streams of business, each a function that writes a month of one kind of transaction into a WorldBuilder."""
