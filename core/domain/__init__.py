"""The rules of recognition, in plain Python: standard library only."""
