"""Measurements: `python -m benchmarks` for speed, and the small ones that chose a constant of the code."""
