"""Coding projects of other programs: their codebooks, and the exact words that their codes lie on."""
