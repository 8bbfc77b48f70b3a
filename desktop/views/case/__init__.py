"""The parts of the case page."""
