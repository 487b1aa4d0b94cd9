"""Who did what, in a chain that needs no key to be checked and gives nothing away without one."""
