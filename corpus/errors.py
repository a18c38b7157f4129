"""The one error tree of the program, grouped by what the person in front of it should do.

WhatsWorkingError            every failure that the program expects; its text is one line for people
├── UsageError               the request itself is wrong: change the command or the question (exit status 2)
│   └── QuestionError        an empty or over-long question
├── AccessError              the person who is logged in may not do this: ask somebody who may
├── InputError               one file or record cannot be used: fix or leave it out; the others go on
├── FrameworkError           a framework file does not say what a framework needs
├── DataFolderError          the data folder cannot be created, read or written
│   ├── DataFolderBusyError  another process is writing to it: wait, then run again
│   └── SchemaVersionError   it was made by another version of the program
├── IndexMismatchError       the index was made with another model: rebuild it, or set that model again
├── ModelError               the embedding model is missing or is not the file that it should be
└── VerificationError        a quote does not match the stored words; it must not be shown
"""


class WhatsWorkingError(Exception):
    """Base of all expected failures. ``str(error)`` is one line that names the thing and the remedy."""


class UsageError(WhatsWorkingError):
    """The request cannot be carried out as it was worded (unknown filter value, bad option)."""


class QuestionError(UsageError):
    """A question is empty or longer than the limit."""


class AccessError(WhatsWorkingError):
    """The person behind a request to a shared page does not have the role that it takes."""


class InputError(WhatsWorkingError):
    """A source file cannot be read as an interview. Other files are not affected."""


class FrameworkError(WhatsWorkingError):
    """A framework or built-in corpus file is malformed."""


class DataFolderError(WhatsWorkingError):
    """The data folder cannot be created, read or written (missing rights, full disk, damaged file)."""


class DataFolderBusyError(DataFolderError):
    """Another process holds the data folder's write lock."""


class SchemaVersionError(DataFolderError):
    """The catalog was written by a version of the program with another schema."""


class IndexMismatchError(WhatsWorkingError):
    """The index holds vectors of another embedding model or dimension."""


class ModelError(WhatsWorkingError):
    """The embedding model cannot be found or fails its hash check."""


class VerificationError(WhatsWorkingError):
    """A span is not the stored words, or the stored text is not what was ingested."""
