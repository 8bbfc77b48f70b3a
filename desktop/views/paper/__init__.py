"""Checklists on paper, and test days."""
