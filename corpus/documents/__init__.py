"""Word, OpenDocument, Rich Text and web pages: from their markup to blocks, and from blocks to turns."""
