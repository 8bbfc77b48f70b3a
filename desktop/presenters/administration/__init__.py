"""What the pages of administration read and do, without Qt."""
