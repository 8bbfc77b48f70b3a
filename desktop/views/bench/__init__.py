"""The session at the bench: one worker, or a group, in front of the assessor."""
