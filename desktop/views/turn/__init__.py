"""The screen as it is turned to the worker."""
