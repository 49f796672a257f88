r"""Files and folders to Documents: text, Markdown, HTML, PDF, JSON Lines and CSV.

The text of a document *as read* is what every character offset counts in: line ends are
``\n``, Markdown and HTML are stripped of their markup, paragraphs stand apart by an empty
line. Everything is UTF-8; what is not is refused rather than guessed at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgbuild.errors import SourceError
from kgbuild.model import Document
from kgbuild.sources.formats import READERS
from kgbuild.sources.lines import CONTROLS, LINE_LIMIT, too_long


@dataclass(frozen=True, slots=True)
class Survey:
    """What lies under the paths given: the files that will be read, and those that cannot."""

    files: tuple[Path, ...]
    skipped: tuple[Path, ...] = ()


def read(paths: Iterable[Path]) -> Iterator[Document]:
    """Yield the documents of files and folders, one at a time, in the order of their names.

    A document's identifier is its file's stem; where stems agree, as much of the path as
    tells them apart. A record of a ``.jsonl`` or ``.csv`` has its ``id``, or the stem and
    its line.

    Raises ``SourceError`` for what is missing, binary, not UTF-8, or has no text.
    """
    names = _identifiers(survey(paths).files)
    seen: set[str] = set()
    for path in sorted(names, key=lambda path: (names[path], path.as_posix())):
        for document in READERS[path.suffix.lower()](path, names[path]):
            if document.id in seen:
                raise SourceError(
                    f'a second document is called "{document.id}"',
                    place=str(path),
                    hint='give each record its own "id"',
                )
            seen.add(document.id)
            yield _checked(document, path)


def survey(paths: Iterable[Path]) -> Survey:
    """List what ``read`` would read, folders walked and sorted, hidden files left out.

    Raises ``SourceError`` for a path that does not exist, a file of an unknown type, and a
    folder with nothing to read.
    """
    files: dict[Path, Path] = {}
    skipped: dict[Path, None] = {}
    for path in paths:
        found = list(_walk(path)) if path.is_dir() else [_known(path)]
        readable = [file for file in found if file.suffix.lower() in READERS]
        if not readable:
            raise SourceError(
                "holds no file that can be read", place=str(path), hint=f"kgbuild reads {_types()}"
            )
        skipped.update(dict.fromkeys(file for file in found if file not in readable))
        for file in readable:
            files.setdefault(file.resolve(), file)
    return Survey(tuple(sorted(files.values())), tuple(sorted(skipped)))


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        elif path.is_file():
            yield path


def _known(path: Path) -> Path:
    if not path.exists():
        raise SourceError("no such file or folder", place=str(path), hint="check the path")
    if path.suffix.lower() not in READERS:
        kind = f'a "{path.suffix}" file' if path.suffix else "a file without an ending"
        raise SourceError(f"{kind} is not read", place=str(path), hint=f"kgbuild reads {_types()}")
    return path


def _types() -> str:
    return ", ".join(sorted(READERS))


def _identifiers(files: Iterable[Path]) -> dict[Path, str]:
    """Name each file by the end of its path, as short as tells it from the others.

    >>> _identifiers([Path("a/x.txt"), Path("b/x.txt"), Path("b/y.md")]).values()
    dict_values(['a/x', 'b/x', 'y'])
    """
    files = tuple(files)
    twins = Counter(path.with_suffix("") for path in files)
    whole = {
        path: path if twins[path.with_suffix("")] > 1 else path.with_suffix("") for path in files
    }
    names = {path: name.name for path, name in whole.items()}
    for depth in range(2, max((len(path.parts) for path in files), default=0) + 1):
        many = Counter(names.values())
        for path in files:
            if many[names[path]] > 1:
                names[path] = "/".join(whole[path].parts[-depth:]).lstrip("/")
    return names


def _checked(document: Document, path: Path) -> Document:
    """Return the document, or raise if its text could not be parsed or written."""
    if control := CONTROLS.search(document.text):
        line = document.text.count("\n", 0, control.start()) + 1
        raise SourceError(
            f"control character U+{ord(control.group()):04X} in line {line}",
            place=str(path),
            hint="remove it; text has none",
        )
    for number, line_text in enumerate(document.text.split("\n"), start=1):
        if len(line_text) > LINE_LIMIT:
            raise too_long(path, number, f"{LINE_LIMIT:,} characters")
    return document
