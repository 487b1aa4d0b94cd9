"""What a lawyer does with a dossier, one journey a file."""
