"""Evidence: "unchanged since it was received at T", provable by a stranger; never "authentic before T"."""
