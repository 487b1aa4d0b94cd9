"""What `amana doctor` looks at: each finding is one sentence that says what is wrong and what to do."""
