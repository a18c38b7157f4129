"""REFI-QDA 1.5, the standard in which programs for qualitative analysis exchange projects and codebooks."""
