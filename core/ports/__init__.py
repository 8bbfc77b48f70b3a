"""What the use cases need from outside, as protocols; storage and the desktop provide it."""
