"""Checking passports: what the page is made of."""
