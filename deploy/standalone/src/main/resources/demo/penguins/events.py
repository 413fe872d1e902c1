"""Writes event files that TensorBoard shows: one number for each tag and step.

Such a file is a row of records, each with its length and two checksums around it; a record holds an
Event of TensorFlow's protocol buffers. Only what a number needs is written out here:

    Event    1: wall_time (double)   2: step (varint)   3: file_version (text)   5: summary
    Summary  1: value
    Value    1: tag (text)           2: simple_value (float)
"""

import os
import socket
import struct
import time


def _table():
    """What each byte does to a CRC-32C (Castagnoli, reflected)."""
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        yield byte


_TABLE = list(_table())


def _checksum(data):
    """CRC-32C, turned and shifted as TensorFlow stores it, four bytes."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = _TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    crc ^= 0xFFFFFFFF
    return struct.pack("<I", ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF)


def _varint(number):
    """Seven bits a byte, the lowest first; the highest bit says that more follow."""
    data = bytearray()
    while number > 0x7F:
        data.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(data) + bytes([number])


def _bytes(field, data):
    """A field of text or of a message within a message."""
    return _varint(field << 3 | 2) + _varint(len(data)) + data


class EventWriter:
    """One new file in a folder; what is written can be read at once."""

    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        name = f"events.out.tfevents.{time.time():.6f}.{socket.gethostname()}"
        self.file = open(os.path.join(folder, name), "xb")
        self._event(_bytes(3, b"brain.Event:2"))

    def write(self, step, **numbers):
        """The numbers of one step, by tag."""
        values = b""
        for tag, number in numbers.items():
            simple_value = _varint(2 << 3 | 5) + struct.pack("<f", number)
            values += _bytes(1, _bytes(1, tag.encode()) + simple_value)
        self._event(_varint(2 << 3) + _varint(step) + _bytes(5, values))

    def _event(self, content):
        record = _varint(1 << 3 | 1) + struct.pack("<d", time.time()) + content
        length = struct.pack("<Q", len(record))
        self.file.write(length + _checksum(length) + record + _checksum(record))
        self.file.flush()

    def close(self):
        self.file.close()
