"""Hypothesis in this folder: the same examples each time, and no limit on a slow machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("credentials", derandomize=True, deadline=None, database=None)
settings.load_profile("credentials")
