"""Where questions and their right answers come from: one source a file."""
