"""Recovery: two sheets of paper give the named cases and unopened reports to one new officer, and both leads agree (design §5)."""
