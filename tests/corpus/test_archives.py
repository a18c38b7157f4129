"""Archives are read within limits, whatever they claim."""

import io
import zipfile

import pytest

from corpus.documents.archives import Limits, open_archive
from corpus.errors import InputError
from corpus.importers import Document
from tests.corpus.documents import zipped


def names_and_first(data: bytes, limits: Limits | None = None) -> tuple[list[str], bytes]:
    with open_archive(Document("round.zip", data), limits) as archive:
        names = archive.names()
        return names, archive.read(names[0])


def test_members_are_read_by_name_and_folders_are_not_members() -> None:
    assert names_and_first(zipped({"round 1/ada.txt": "Ada: We dug.", "round 1/": "", "b.txt": ""})) == (
        ["round 1/ada.txt", "b.txt"],
        b"Ada: We dug.",
    )


def encrypted() -> bytes:
    data = bytearray(zipped({"a.txt": "Ada: We dug."}))
    data[6] |= 1  # the local header's flag, and the directory's
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def lying() -> bytes:
    """A member that claims to be a hundred bytes and unpacks to a million."""
    data = bytearray(zipped({"a.txt": b"a" * 1_000_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + offset
        data[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(data)


def damaged() -> bytes:
    data = bytearray(zipped({"a.txt": "Ada: We dug, and then we dug on."}))
    data[40] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "limits", "reason"),
    [
        pytest.param(b"hello", Limits(), "is not the archive that its suffix promises", id="no archive"),
        pytest.param(bytes(100), Limits(), "holds nothing but zeros", id="zeros"),
        pytest.param(zipped({"a": "b" * 500})[:-30], Limits(), "is a damaged or cut-off archive", id="cut off"),
        pytest.param(zipped({f"{k}.txt": "" for k in range(20)}), Limits(members=10), "holds 20 files, the limit is 10", id="many members"),
        pytest.param(zipped({"a": bytes(3_000_000)}), Limits(total=2_000_000), "unpacks to 3 MB", id="large"),
        pytest.param(zipped({"a": bytes(3_000_000)}), Limits(member=2_000_000), "a would be 3 MB", id="large member"),
        pytest.param(zipped({"a": bytes(3_000_000)}), Limits(small=1_000_000), ".* as a zip bomb does", id="bomb"),
        pytest.param(encrypted(), Limits(), "a.txt is encrypted; save it without a password", id="encrypted"),
        pytest.param(damaged(), Limits(), "a.txt in it is damaged", id="damaged"),
        pytest.param(lying(), Limits(), "a.txt in it is damaged", id="lying about its size"),
    ],
)
def test_what_is_wrong_with_an_archive_is_said_in_one_line(data: bytes, limits: Limits, reason: str) -> None:
    with pytest.raises(InputError, match=f"^round.zip: {reason}"):
        names_and_first(data, limits)


def test_a_member_that_is_missing_is_named() -> None:
    with open_archive(Document("round.zip", zipped({"a.txt": "a"}))) as archive, pytest.raises(InputError, match=r"holds no b\.txt"):
        archive.read("b.txt")


def test_an_unknown_compression_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "a")
    data = bytearray(target.getvalue())
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(signature) + offset] = 99
    with pytest.raises(InputError, match=r"a\.txt in it is damaged"):
        names_and_first(bytes(data))
