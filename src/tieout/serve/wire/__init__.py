"""What stands between a client and openenv: limits, access, and the fast lane for tool calls."""
