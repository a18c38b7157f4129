"""The parts of the REFI-QDA project schema that our export must keep, written as a schema of our own.

It holds what the standard asks for in the elements that we write: their order, which of them may repeat, the form of GUIDs
and colours, and which attributes are needed.
"""

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

NEEDED = "!"
_REF = '<xs:complexType name="{name}"><xs:attribute name="targetGUID" type="guid" use="required"/></xs:complexType>'
_WHO = "".join(
    f'<xs:attribute name="{name}" type="{kind}"/>'
    for name, kind in (
        ("creatingUser", "guid"),
        ("creationDateTime", "xs:dateTime"),
        ("modifyingUser", "guid"),
        ("modifiedDateTime", "xs:dateTime"),
    )
)
_DESCRIPTION = '<xs:element name="Description" type="xs:string" minOccurs="0"/>'


def _many(name: str, kind: str, least: int = 0) -> str:
    return f'<xs:element name="{name}" type="{kind}" minOccurs="{least}" maxOccurs="unbounded"/>'


def _type(name: str, elements: str, attributes: str = "") -> str:
    return f'<xs:complexType name="{name}"><xs:sequence>{elements}</xs:sequence>{attributes}</xs:complexType>'


def _attributes(**kinds: str) -> str:
    """Attributes by type; a type that ends in ``!`` is needed."""
    needed = " use='required'"
    return "".join(
        f"<xs:attribute name='{name}' type='{kind.rstrip(NEEDED)}'{needed if kind.endswith(NEEDED) else ''}/>"
        for name, kind in kinds.items()
    )


_OPTIONAL = "".join(
    f'<xs:element name="{name}" type="{kind}" minOccurs="0"/>'
    for name, kind in (("Users", "users"), ("CodeBook", "codebook"), ("Variables", "variables"), ("Sources", "sources"), ("Notes", "notes"))
)
SCHEMA = f"""<xs:schema xmlns="urn:QDA-XML:project:1.0" targetNamespace="urn:QDA-XML:project:1.0" xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
<xs:element name="Project" type="project"/>
{_type("project", _OPTIONAL + _DESCRIPTION + _many("NoteRef", "noteRef"), _attributes(name="xs:string!", origin="xs:string", basePath="xs:string"))}
{_type("users", _many("User", "user", 1))}
<xs:complexType name="user">{_attributes(guid="guid!", name="xs:string", id="xs:string")}</xs:complexType>
{_type("codebook", '<xs:element name="Codes" type="codes"/>')}
{_type("codes", _many("Code", "code", 1))}
{_type("code", _DESCRIPTION + _many("NoteRef", "noteRef") + _many("Code", "code"), _attributes(guid="guid!", name="xs:string!", isCodable="xs:boolean!", color="colour"))}
{_type("variables", _many("Variable", "variable", 1))}
{_type("variable", _DESCRIPTION, _attributes(guid="guid!", name="xs:string!", typeOfVariable="kind!"))}
<xs:complexType name="sources"><xs:choice maxOccurs="unbounded"><xs:element name="TextSource" type="text"/></xs:choice></xs:complexType>
{_type("notes", _many("Note", "text", 1))}
{_type("text", _DESCRIPTION + '<xs:element name="PlainTextContent" type="xs:string" minOccurs="0"/>' + _many("PlainTextSelection", "selection") + _many("Coding", "coding") + _many("NoteRef", "noteRef") + _many("VariableValue", "value"), _attributes(guid="guid!", name="xs:string", richTextPath="xs:string", plainTextPath="xs:string") + _WHO)}
{_type("selection", _DESCRIPTION + _many("Coding", "coding") + _many("NoteRef", "noteRef"), _attributes(guid="guid!", name="xs:string", startPosition="xs:integer!", endPosition="xs:integer!") + _WHO)}
{_type("coding", '<xs:element name="CodeRef" type="codeRef"/>' + _many("NoteRef", "noteRef"), _attributes(guid="guid!", creatingUser="guid", creationDateTime="xs:dateTime"))}
{_type("value", '<xs:element name="VariableRef" type="variableRef"/><xs:element name="TextValue" type="xs:string" minOccurs="0"/>')}
{_REF.format(name="codeRef")}{_REF.format(name="noteRef")}{_REF.format(name="variableRef")}
<xs:simpleType name="kind"><xs:restriction base="xs:token"><xs:enumeration value="Text"/></xs:restriction></xs:simpleType>
<xs:simpleType name="guid"><xs:restriction base="xs:token"><xs:pattern value="[0-9a-fA-F]{{8}}(-[0-9a-fA-F]{{4}}){{3}}-[0-9a-fA-F]{{12}}"/></xs:restriction></xs:simpleType>
<xs:simpleType name="colour"><xs:restriction base="xs:token"><xs:pattern value="#([A-Fa-f0-9]{{6}}|[A-Fa-f0-9]{{3}})"/></xs:restriction></xs:simpleType>
</xs:schema>"""


def problems(qdpx: bytes) -> list[str]:
    """What in an exported project breaks the schema, or refers to nothing."""
    schema = etree.XMLSchema(etree.fromstring(SCHEMA))
    with ZipFile(BytesIO(qdpx)) as archive:
        root = etree.fromstring(archive.read("project.qde"), etree.XMLParser(huge_tree=True))
        files = set(archive.namelist())
    schema.validate(root)
    found = [str(error) for error in schema.error_log]
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    found += [f"{guid} stands twice" for guid in set(guids) if guids.count(guid) > 1]
    found += [f"{element.get('targetGUID')} is nowhere" for element in root.iter() if element.get("targetGUID") not in (None, *guids)]
    paths = [element.get("plainTextPath") for element in root.iter() if element.get("plainTextPath")]
    return found + [f"{path} is missing" for path in paths if path.replace("internal://", "Sources/") not in files]
