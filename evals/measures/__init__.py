"""What is measured: one measure, or one family that shares its input, a file."""
