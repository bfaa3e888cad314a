#!/usr/bin/env python3
"""A phone application in Python: ctypes, the event, and the W functions. usage: handset.py LIBTAPI32"""

import ctypes
import selectors
import struct
import sys
from ctypes import byref, c_int32, c_size_t, c_uint32, c_void_p

USE_EVENT, OWNER, KEYPAD, UP_AND_DOWN, STEADY, LINE_1 = 2, 2, 8, 3, 4, 12
PHONE_BUTTON, PHONE_REPLY = 14, 17
CAPS_NAME = 9 * 4  # dwPhoneNameOffset; the size is before it


class InitializeExParams(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("total", c_uint32), ("needed", c_uint32), ("used", c_uint32), ("options", c_uint32),
                ("event", c_void_p), ("completion_key", c_uint32)]


class Message(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("device", c_uint32), ("id", c_uint32), ("instance", c_size_t), ("p1", c_size_t),
                ("p2", c_size_t), ("p3", c_size_t)]


def wide(text):
    return text.encode("utf-16-le") + b"\0\0"


class Tapi:
    """The functions of tapi32 by their names; a negative result is an exception."""

    def __init__(self, path):
        self.library = ctypes.CDLL(path)

    def __getattr__(self, name):
        def call(*arguments):
            result = c_int32(getattr(self.library, name)(*arguments)).value
            if result < 0:
                raise SystemExit(f"{name}: error 0x{result & 0xFFFFFFFF:08X}")
            return result
        return call


class Application:
    def __init__(self, tapi):
        self.tapi = tapi
        self.handle, phones, version = c_uint32(), c_uint32(), c_uint32(0x00030001)
        parameters = InitializeExParams(total=ctypes.sizeof(InitializeExParams), options=USE_EVENT)
        tapi.phoneInitializeExW(byref(self.handle), None, None, wide("handset.py"), byref(phones),
                                byref(version), byref(parameters))
        self.selector = selectors.DefaultSelector()
        self.selector.register(parameters.event, selectors.EVENT_READ)
        print("phones", phones.value, flush=True)

    def name(self, version):
        room = ctypes.create_string_buffer(8192)
        struct.pack_into("<I", room, 0, len(room))
        self.tapi.phoneGetDevCapsW(self.handle, 0, version, 0, room)
        size, offset = struct.unpack_from("<II", room, CAPS_NAME - 4)
        return room.raw[offset:offset + size - 2].decode("utf-16-le")

    def message(self):
        message = Message()
        self.selector.select()
        self.tapi.phoneGetMessage(self.handle, byref(message), 0)
        return message

    def await_reply(self, what, request):
        while True:
            message = self.message()
            if message.id == PHONE_REPLY and message.p1 == request:
                result = c_int32(message.p2 & 0xFFFFFFFF).value
                if result != 0:
                    raise SystemExit(f"{what}: completed with 0x{result & 0xFFFFFFFF:08X}")
                print(what, "done", flush=True)
                return

    def await_button(self):
        while True:
            message = self.message()
            if message.id == PHONE_BUTTON:
                print("button", message.p1, {2: "down", 1: "up"}[message.p3], flush=True)
                return


def main(path):
    tapi = Tapi(path)
    application = Application(tapi)
    version, extension, phone = c_uint32(), (c_uint32 * 4)(), c_uint32()
    tapi.phoneNegotiateAPIVersion(application.handle, 0, 0x00010003, 0x00030001, byref(version),
                                  extension)
    print("phone", application.name(version), flush=True)
    tapi.phoneOpen(application.handle, 0, byref(phone), version, 0, c_size_t(0), OWNER)
    tapi.phoneSetStatusMessages(phone, 0, KEYPAD, UP_AND_DOWN)
    application.await_reply("phoneSetLamp", tapi.phoneSetLamp(phone, LINE_1, STEADY))
    text = wide("Hello from Python")[:-2]
    application.await_reply("phoneSetDisplay", tapi.phoneSetDisplay(phone, 0, 0, text, len(text)))
    print("ready", flush=True)
    application.await_button()
    application.await_button()
    tapi.phoneClose(phone)
    tapi.phoneShutdown(application.handle)
    print("done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
