"""What is done with what was recovered, one journey a file."""
