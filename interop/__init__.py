"""Verifiers that we did not write, on our own documents, good and tampered: `make interop`."""
