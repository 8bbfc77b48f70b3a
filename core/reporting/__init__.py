"""Frozen data in, PDF bytes out."""
