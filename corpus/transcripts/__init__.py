"""What a transcript writes besides the words: labels, times, roles, captions, and the JSON of transcription services."""
