"""What `make bench` measures: the program beside the least that the same work could cost."""
