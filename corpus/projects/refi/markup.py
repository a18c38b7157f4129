"""XML of REFI-QDA: parsed without entities or document types, elements found by their local names."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from corpus.errors import InputError

PROJECT_NAMESPACE = "urn:QDA-XML:project:1.0"
CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(name: str, data: bytes) -> Element:
    """The root element of a project or codebook.

    Raises:
        InputError: It is no well-formed XML, or it declares entities or a document type, which the standard has no use for.
    """
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except ParseError as error:
        raise InputError(f"{name}: is not well-formed XML ({error}); export it again") from error
    except DefusedXmlException as error:
        raise InputError(f"{name}: declares a document type or entities, which REFI-QDA never does; export it again") from error
    except (ValueError, LookupError) as error:
        raise InputError(f"{name}: its encoding cannot be read ({error}); export it again as UTF-8") from error
    return root


def tag_of(element: Element) -> str:
    """An element's name without its namespace; exporters differ in it."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The child elements of these names, in order."""
    for child in element if element is not None else ():
        if tag_of(child) in names:
            yield child


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name, or None."""
    return next(children(element, name), None)


def text_in(element: Element | None, name: str) -> str | None:
    """The text of the first child of that name; None where it is missing or blank."""
    found = child(element, name)
    text = found.text if found is not None else None
    return text if text and text.strip() else None


def guid_of(element: Element | None, attribute: str = "guid") -> str:
    """A GUID in the form in which two are compared: without braces, in lower case; empty where there is none."""
    return (element.get(attribute) or "").strip().strip("{}").casefold() if element is not None else ""


def whole_number(element: Element, attribute: str) -> int:
    """A position; -1, which lies in no text, where it is missing or no whole number."""
    value = (element.get(attribute) or "").strip()
    return int(value) if re.fullmatch(r"\d{1,15}", value, re.ASCII) else -1


def writable(text: str) -> str:
    """The text without the characters that XML cannot hold, not even escaped."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
