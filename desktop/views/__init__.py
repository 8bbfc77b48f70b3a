"""One page or dialog a file; shows, and emits what was clicked."""
