import io
import zipfile

import pytest

from knowledge.errors import UnreadableFile
from knowledge.readers.packages import Package, parse_xml


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def code_of(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught, Package(data) as package:
        for name in package.names:
            package.read(name)
    return caught.value.code


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert code_of(zipped({"a.xml": bytes(5 * 1024 * 1024)})) == "zip_bomb"


def test_too_many_members_are_refused():
    assert code_of(zipped({f"{index}": b"" for index in range(5_001)})) == "zip_bomb"


@pytest.mark.parametrize("name", ["../evil", "word/../../evil", "/etc/passwd", "C:\\evil", "..\\evil"])
def test_names_that_lead_out_of_the_package_are_refused(name: str):
    assert code_of(zipped({"a.xml": b"x", name: b"x"})) == "broken_file"


def test_a_member_with_a_password_is_encrypted():
    data = bytearray(zipped({"a.xml": b"<a/>"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert code_of(bytes(data)) == "encrypted_file"


def test_a_member_whose_bytes_changed_is_damaged():
    data = zipped({"a.xml": b"<a>" + bytes(range(65, 90)) * 9 + b"</a>"})
    at = data.index(b"a.xml") + 15
    assert code_of(data[:at] + b"\xff\xff" + data[at + 2 :]) == "broken_file"


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>',
        b"<a>",
        b"",
        b"<a>\x00</a>",
        b'<?xml version="1.0" encoding="nonsense"?><a/>',
    ],
)
def test_xml_with_entities_or_without_end_is_refused(xml: bytes):
    with pytest.raises(UnreadableFile) as caught:
        parse_xml(xml, "a.xml")
    assert caught.value.code == "broken_file"


def test_a_member_that_is_missing_is_named():
    with Package(zipped({"a.xml": b"<a/>"})) as package, pytest.raises(UnreadableFile, match=r"b\.xml"):
        package.xml("word/b.xml")
