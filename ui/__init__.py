"""How it is seen: the page and the command line."""
