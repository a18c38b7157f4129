"""What a user would write instead, to be measured by the same judge. Needs ``pip install 'whatsworking[peers]'``."""
