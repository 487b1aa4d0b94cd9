"""What is done with what was collected, one journey a file."""
