"""Answers, conversations and collections as documents, with their sources; every quote verified at the moment of export."""

from assistant.exports.citations import STYLES, quotation
from assistant.exports.document import ExportDocument, answer_document, answers_document, collection_document, conversation_document
from assistant.exports.export import FORMATS, ExportedFile, export_document, render

__all__ = [
    "FORMATS",
    "STYLES",
    "ExportDocument",
    "ExportedFile",
    "answer_document",
    "answers_document",
    "collection_document",
    "conversation_document",
    "export_document",
    "quotation",
    "render",
]
