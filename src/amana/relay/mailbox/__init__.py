"""Her mailbox: state, standing record and letters, all sealed, all of one size."""
