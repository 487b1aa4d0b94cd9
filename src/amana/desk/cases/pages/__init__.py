"""The pages of the cases room. Thin: what is done is in `flows`."""
