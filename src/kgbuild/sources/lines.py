"""Bytes to text: UTF-8 or refused, line by line, so that no file is held in memory unread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kgbuild.errors import SourceError

LINE_LIMIT = 1_000_000  # characters; no paragraph that someone wrote comes near it
BYTES_LIMIT = 20_000_000  # bytes in one line of a file: a web page or a record may be one
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CHARSET = re.compile(rb"""<meta[^>]+charset=["']?([\w.:-]+)""", re.IGNORECASE)


def text(path: Path) -> str:
    r"""Return a file's text with ``\n`` for every kind of line end."""
    return normal("".join(lines(path)))


def normal(written: str) -> str:
    r"""Write every line end of Unicode as ``\n``."""
    return _BREAKS.sub("\n", written)


def lines(path: Path) -> Iterator[str]:
    """Yield the lines of a UTF-8 file, endings kept, holding one in memory at a time.

    Raises ``SourceError`` for a binary file, another encoding, or a line without end.
    """
    offset = 0
    try:
        with path.open("rb") as file:
            _refuse_binary(file.read(8192), path)
            file.seek(0)
            for number, line in enumerate(iter(lambda: file.readline(BYTES_LIMIT + 1), b""), 1):
                if len(line) > BYTES_LIMIT:
                    raise too_long(path, number, f"{BYTES_LIMIT:,} bytes")
                yield _decoded(line, path, number, offset)
                offset += len(line)
    except OSError as error:
        raise SourceError(
            f"cannot be read ({error.strerror})", place=str(path), hint="check its permissions"
        ) from error


def page(path: Path) -> str:
    """Return a web page's text: in the character set it declares, else in UTF-8."""
    with path.open("rb") as file:
        head = file.read(4096)
    declared = _CHARSET.search(head)
    if not declared or declared[1].lower() in (b"utf-8", b"utf8"):
        return text(path)
    charset = declared[1].decode("ascii")
    try:
        return normal(path.read_bytes().decode(charset))
    except (LookupError, UnicodeDecodeError) as error:
        raise SourceError(
            f"not the {charset} that it declares",
            place=str(path),
            hint=f"convert it first, perhaps with: iconv -f {charset} -t UTF-8",
        ) from error


def too_long(path: Path, number: int, limit: str) -> SourceError:
    """Return the error of a line that is longer than ``limit``."""
    return SourceError(
        f"line {number} is longer than {limit}",
        place=str(path),
        hint="break it into paragraphs",
    )


def _refuse_binary(head: bytes, path: Path) -> None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _wrong_encoding(path, "UTF-16", number=1, offset=0)
    if b"\0" in head:
        raise SourceError(
            f"binary, not text (byte {head.index(0)} is zero)",
            place=str(path),
            hint="give the text it was made from",
        )


def _decoded(line: bytes, path: Path, number: int, offset: int) -> str:
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise _wrong_encoding(path, "WINDOWS-1252", number, offset + error.start) from error


def _wrong_encoding(path: Path, likely: str, number: int, offset: int) -> SourceError:
    return SourceError(
        f"not UTF-8 at byte {offset} (line {number})",
        place=str(path),
        hint=f"convert it first, perhaps with: iconv -f {likely} -t UTF-8",
    )
