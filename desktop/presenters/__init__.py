"""What a page shows and does; plain Python, no Qt."""
