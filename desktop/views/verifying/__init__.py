"""The verifier's desk: the queue, and one decision after the other out of it."""
