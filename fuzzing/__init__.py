"""`make fuzz`: every parser of what comes from outside, against bytes that nobody thought of."""
