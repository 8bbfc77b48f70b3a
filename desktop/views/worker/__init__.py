"""A worker's record: identification, contacts, consent and history."""
