"""The parts of the grid's page."""
