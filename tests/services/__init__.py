"""Real services for tests: each starts once a session, on loopback, and is stopped by its pid."""
