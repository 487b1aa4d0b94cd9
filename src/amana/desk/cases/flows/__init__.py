"""What is done with a case, one journey a file."""
