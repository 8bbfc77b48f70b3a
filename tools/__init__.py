"""What `make` runs: set-up and the whole check. Standard library only: a bare Python will do."""
