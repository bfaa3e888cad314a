#pragma once

namespace offhook::wine_hid {

/// Makes the module around `code` open, read and write the computer's HID interfaces as files: its
/// imports CreateFileW, CloseHandle, ReadFile, WriteFile, CancelIo and DeviceIoControl lead here
/// from now on, and on to Windows for every other file. Does nothing the second time.
///
/// Files of devices are the one thing that a stand-in hid.dll cannot provide by itself: a program
/// takes them from kernel32. The program stays as it is, on the disk and in its code.
void redirect_file_imports(const void* code);

}  // namespace offhook::wine_hid
