"""Zip packages that nobody vouches for (docx, ofd): bounded in members, size and ratio; their XML without entities."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from types import TracebackType
from typing import Self
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from knowledge.errors import UnreadableFile

MEBIBYTE = 1024 * 1024
_MOST_MEMBERS = 5_000
_LARGEST_PACKAGE = 200 * MEBIBYTE
_LARGEST_RATIO = 200
_SMALL_MEMBER = MEBIBYTE
"""The ratio of a small member says nothing: a page of one repeated character is no bomb."""
_ENCRYPTED_FLAG = 0x1


class Package:
    """An open package. A context manager. Raises UnreadableFile: zip_bomb, encrypted_file, broken_file."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise _broken("压缩结构读不出来，可能没有下载完整") from error
        self._names = {info.filename for info in self._zip.infolist()}
        _check(self._zip.infolist())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> frozenset[str]:
        """The members' names."""
        return frozenset(self._names)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises UnreadableFile where it is missing or damaged."""
        try:
            return self._zip.read(name)
        except KeyError as error:
            raise _broken(f"缺少部件 {posixpath.basename(name)}") from error
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise _broken(f"部件 {posixpath.basename(name)} 读不出来") from error

    def xml(self, name: str) -> Element:
        """The root of a member's XML; entities and document types are refused."""
        return parse_xml(self.read(name), posixpath.basename(name))


def parse_xml(data: bytes, name: str) -> Element:
    """The root of an XML document. Raises UnreadableFile (broken_file) also for any document type or entity."""
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise _broken(f"部件 {name} 里有实体定义或外部引用，为安全起见不读") from error
    except (ParseError, ValueError, LookupError) as error:
        raise _broken(f"部件 {name} 不是完整的 XML") from error
    return root


def _broken(why: str) -> UnreadableFile:
    return UnreadableFile("broken_file", f"文件已损坏或不合格式：{why}。")


def _check(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _LARGEST_PACKAGE:
        raise UnreadableFile("zip_bomb", "文件解压后过大，疑似压缩炸弹，没有读取。")
    for member in members:
        if member.file_size > _SMALL_MEMBER and member.file_size > _LARGEST_RATIO * max(1, member.compress_size):
            raise UnreadableFile("zip_bomb", "文件的压缩比过大，疑似压缩炸弹，没有读取。")
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableFile("encrypted_file", "文件设有密码，请去掉密码后再导入。")
        parts = member.filename.replace("\\", "/").split("/")
        if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in parts[0]:
            raise _broken("压缩包里有越出目录的文件名，为安全起见不读")
