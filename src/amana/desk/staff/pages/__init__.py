"""Pages of the staff room: thin, each calls one flow."""
