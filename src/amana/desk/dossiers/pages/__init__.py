"""Pages of the dossiers room."""
