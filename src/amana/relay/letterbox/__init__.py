"""Reports and uploads: accepted, kept, collected by their desk, erased."""
