"""Feedback, appeals, complaints, moderation and sampling, without Qt."""
