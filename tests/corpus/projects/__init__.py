"""Coding projects of other programs, as those programs write them; all words in them are made up."""
