"""Keys of an organisation: made offline, sealed on disk, certified in person (design §4.3)."""
