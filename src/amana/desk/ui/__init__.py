"""What every page of the desk shares: frame, style, languages, how dates and names are shown."""
