"""PDF: pages read in a process of their own, and what a page prints but nobody said left out."""
