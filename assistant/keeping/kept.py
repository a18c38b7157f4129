"""All that people keep in a data folder, over one SQLite file."""

from assistant.keeping.collections import Collections
from assistant.keeping.conversations import SavedConversations
from assistant.keeping.database import FILE, KeptDatabase
from assistant.keeping.feedback import Feedback
from assistant.keeping.open_in import OpenIn
from assistant.keeping.themes import ThemeDecisions
from corpus.data_folder import DataFolder
from corpus.framework import Framework


class Kept:
    """Saved conversations, collections, feedback and decisions on themes; the file is made when they are first used."""

    def __init__(self, folder: DataFolder, framework: Framework) -> None:
        """Open the file.

        Raises:
            DataFolderError: It cannot be opened.
            SchemaVersionError: Another version of the program made it.
        """
        self._database = KeptDatabase(folder.path / FILE)
        self.conversations = SavedConversations(self._database, folder.catalog, framework)
        self.open_in = OpenIn(self._database)
        self.collections = Collections(self._database, folder.catalog)
        self.feedback = Feedback(self._database, folder.catalog)
        self.themes = ThemeDecisions(self._database)

    def forget(self, interview: str) -> int:
        """Remove every trace of an interview's quotes; returns in how many places there was one."""
        found = sum(part.forget(interview) for part in (self.conversations, self.collections, self.feedback, self.themes))
        self._database.empty_log()
        return found

    def close(self) -> None:
        """Release the file."""
        self._database.close()
