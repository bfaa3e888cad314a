#!/usr/bin/env python3
"""Write the uncompressed ELF kernel of a bzImage: extract_vmlinux.py BZIMAGE VMLINUX.

QEMU starts an ELF kernel through its PVH entry, which saves the three to four seconds that unpacking
the kernel costs under emulation. Offsets: Linux, Documentation/x86/boot.rst, "The Real-Mode Kernel
Header".
"""

import gzip
import lzma
import struct
import sys

SECTOR = 512
SETUP_SECTORS = 0x1F1  # u8; 0 means 4
MAGIC = 0x202  # "HdrS"
PAYLOAD = 0x248  # u32 offset from the protected-mode code, u32 length
TRAILER = 4  # the build appends the unpacked size to the payload


def payload(image):
    """The compressed kernel and the size that it unpacks to."""
    if len(image) < 2 * SECTOR or image[MAGIC : MAGIC + 4] != b"HdrS":
        raise ValueError("it has no boot header: not a bzImage")
    setup = (image[SETUP_SECTORS] or 4) + 1
    offset, length = struct.unpack_from("<II", image, PAYLOAD)
    start = setup * SECTOR + offset
    body = image[start : start + length]
    if length <= TRAILER or len(body) != length:
        raise ValueError("its payload ends after the end of the file")
    return body[:-TRAILER], struct.unpack("<I", body[-TRAILER:])[0]


def unpack(body):
    """The ELF file in a payload."""
    if body.startswith(b"\xfd7zXZ\0"):
        return lzma.decompress(body, format=lzma.FORMAT_XZ)
    if body.startswith(b"\x1f\x8b"):
        return gzip.decompress(body)
    raise ValueError(f"its payload is neither xz nor gzip (it begins with {body[:4].hex()})")


def main(source, target):
    try:
        with open(source, "rb") as file:
            body, size = payload(file.read())
        kernel = unpack(body)
        if len(kernel) != size or not kernel.startswith(b"\x7fELF"):
            raise ValueError(f"it unpacks to {len(kernel)} bytes, not to an ELF file of {size}")
        with open(target, "wb") as file:
            file.write(kernel)
    except (OSError, ValueError, lzma.LZMAError, EOFError) as error:
        return f"{source}: {error}"
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__.splitlines()[0])
    sys.exit(main(*sys.argv[1:]))
