"""Benchmarks of speed: what a thing takes, beside the least that it could take on the same machine in the same run."""
