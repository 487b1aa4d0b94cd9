"""Pages of the vault: exhibits, chats, who he is, what he took."""
