"""What people do with exhibits, one journey a file."""
