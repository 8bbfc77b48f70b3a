"""Signed documents: keys, envelopes, passport, trust list, status list, QR, verification."""
