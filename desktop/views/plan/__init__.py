"""The assessment plan: made, printed and agreed."""
