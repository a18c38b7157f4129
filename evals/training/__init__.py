"""How the packaged ranker is trained; needs torch (already there for the embedding model) and the QMSum transcripts."""
