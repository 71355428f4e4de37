"""Pictures in observations: arrays of pixels and base64 texts become data addresses that a model can be sent. Pure."""

import base64
import re
import struct
import zlib
from dataclasses import dataclass

from envjudge import values
from envjudge.values import Path

LARGEST = 1024
"""Pixels along a side; larger arrays are thinned."""
_BASE64 = re.compile(r"^(?:data:image/(?P<kind>png|jpeg|jpg|webp|gif);base64,)?(?P<data>[A-Za-z0-9+/\s]{40,}={0,2})\s*$")
_STARTS = {"iVBORw0KGgo": "png", "/9j/": "jpeg", "R0lGOD": "gif", "UklGR": "webp"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: where it was, and its data address."""

    path: Path
    address: str


def parted(observation: object) -> tuple[object, tuple[Picture, ...]]:
    """The observation with its pictures replaced by a word, and the pictures."""
    pictures: list[Picture] = []

    def part(value: object, path: Path) -> object:
        address = pixels(value) if isinstance(value, list) else written(value) if isinstance(value, str) else None
        if address is not None:
            pictures.append(Picture(path, address))
            return "(see the picture)"
        if isinstance(value, dict):
            return {key: part(inner, (*path, key)) for key, inner in value.items()}
        return [part(inner, (*path, index)) for index, inner in enumerate(value)] if isinstance(value, list) else value

    rest = part(observation, ())
    return rest, tuple(pictures)


def written(text: str) -> str | None:
    """The data address of a text that is a picture in base64, else nothing."""
    found = _BASE64.match(text)
    if not found:
        return None
    kind = found["kind"] or next((kind for start, kind in _STARTS.items() if found["data"].startswith(start)), None)
    return f"data:image/{kind};base64,{''.join(found['data'].split())}" if kind else None


def pixels(rows: list[object]) -> str | None:
    """The data address of an array of height × width × channels (1, 3 or 4), or height × width of grey, of whole numbers from 0 to
    255; nothing for any other list."""
    height, width = len(rows), len(values.items(rows[0])) if rows else 0
    if height < 2 or width < 2 or any(len(values.items(row)) != width for row in rows):
        return None
    first = values.items(rows[0])[0]
    channels = len(first) if isinstance(first, list) else 0
    if channels not in {0, 1, 3, 4} or (not channels and width * height < 256):
        return None  # a small table of numbers is a board, not a picture
    step = max(1, -(-max(height, width) // LARGEST))
    lines = []
    for row in rows[::step]:
        line: list[object] = []
        for pixel in values.items(row)[::step]:
            line += pixel if isinstance(pixel, list) else [pixel]
        if len(line) != len(values.items(row)[::step]) * (channels or 1) or not all(type(x) is int and 0 <= x <= 255 for x in line):
            return None
        lines.append(bytes(x for x in line if isinstance(x, int)))
    return "data:image/png;base64," + base64.b64encode(png(lines, channels or 1)).decode("ascii")


def png(lines: list[bytes], channels: int) -> bytes:
    """A PNG of rows of 8-bit samples: 1 channel grey, 3 colour, 4 with transparency."""
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", len(lines[0]) // channels, len(lines), 8, {1: 0, 3: 2, 4: 6}[channels], 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + line for line in lines), 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
