"""What the display of the prefix with windows shows, as a PNG file."""

import os
import pathlib
import socket
import struct
import zlib

FOLDER = pathlib.Path(os.environ.get("OFFHOOK_BIN_DIR", "build/mingw/bin")).parent / "screenshots"


def _receive(connection, size):
    data = b""
    while len(data) < size:
        more = connection.recv(size - len(data))
        if not more:
            raise EOFError("the display has closed the connection")
        data += more
    return data


def _root_image():
    """Width, height and pixels (blue, green, red, nothing) of the whole screen (X11 core protocol)."""
    number = pathlib.Path(os.environ["WINEPREFIX"] + ".display").read_text().strip()
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(30)
        connection.connect(f"/tmp/.X11-unix/X{number}")
        connection.sendall(struct.pack("<cxHHHHxx", b"l", 11, 0, 0, 0))
        accepted, words = struct.unpack("<B5xH", _receive(connection, 8))
        setup = _receive(connection, words * 4)
        if accepted != 1:
            raise ConnectionError(f"display :{number} refuses: {setup!r}")
        vendor, formats = struct.unpack_from("<H", setup, 16)[0], setup[21]
        screen = 32 + (vendor + 3) // 4 * 4 + formats * 8
        root, width, height = struct.unpack_from("<I16xHH", setup, screen)
        get_image, zpixmap = 73, 2
        connection.sendall(struct.pack("<BBHIhhHHI", get_image, zpixmap, 5, root, 0, 0, width, height, 0xFFFFFFFF))
        answer, words = struct.unpack("<B3xI24x", _receive(connection, 32))
        if answer != 1:
            raise ConnectionError(f"display :{number} gives no picture")
        return width, height, _receive(connection, words * 4)


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _steady_image():
    """The screen, once two looks in a row see the same: a program may still be drawing."""
    before = _root_image()
    for _ in range(100):
        now = _root_image()
        if now == before:
            break
        before = now
    return before


def save(name):
    """Writes build/mingw/screenshots/NAME.png and returns its path and how many colours are in it."""
    width, height, pixels = _steady_image()
    rgb = bytearray(width * height * 3)
    for channel in range(3):
        rgb[channel::3] = pixels[2 - channel:width * height * 4:4]
    rows = b"".join(b"\0" + bytes(rgb[at:at + width * 3]) for at in range(0, len(rgb), width * 3))
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
                     _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b""))
    colours = len({pixels[at:at + 3] for at in range(0, width * height * 4, 4)})
    print(f"screenshot {path} ({colours} colours)")
    return path, colours
