"""The camera, its pictures, and what is said where there are none."""
