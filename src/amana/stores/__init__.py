"""Keeps sealed blobs durably, in a folder or in an S3 bucket (P5)."""
