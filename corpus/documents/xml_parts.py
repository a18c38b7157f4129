"""XML of office documents, parsed so that no entity is expanded, no other file or address is opened and no depth kills."""

from typing import TypeAlias

from lxml import etree

from corpus.errors import InputError

Element: TypeAlias = etree._Element  # lxml has no public name for the class of its elements
# Without `huge_tree` libxml2 itself refuses elements nested deeper than 256, and single texts of more than 10 MB.
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True}


def parse_xml(name: str, part: str, data: bytes) -> Element:
    """The root of a part's XML.

    Args:
        name: File name, for errors.
        part: Which file inside it is parsed, for errors.
        data: The part's bytes.

    Raises:
        InputError: The XML is broken, nested too deeply, or declares entities.
    """
    try:
        root: Element = etree.fromstring(data, etree.XMLParser(**_SAFE, remove_pis=True))
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error.msg).split())[:120]
        raise InputError(f"{name}: the XML of {part} in it cannot be read ({reason}); save it again in a word processor") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise InputError(f"{name}: {part} in it declares XML entities, which no word processor writes; save it again in one")
    return root
