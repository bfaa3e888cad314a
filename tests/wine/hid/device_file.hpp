#pragma once

#include "tests/wine/hid/collections.hpp"

#include <winsock2.h>
// Asio wants winsock2.h before windows.h.
#include <windows.h>
#include <winternl.h>

#include <deque>
#include <optional>
#include <vector>

namespace offhook::wine_hid {

/// An open file of one top-level collection, with the overlapped reads and writes that are under
/// way. Source: Windows' HIDClass: each file has a ring of input reports of its own, which drops
/// the oldest; a device that is gone answers ERROR_DEVICE_NOT_CONNECTED.
///
/// Under the computer's lock.
class device_file {
public:
    device_file(collection what, bool may_transfer)
        : what_(std::move(what)), may_transfer_(may_transfer) {}
    ~device_file() { cancel(); }
    device_file(const device_file&) = delete;
    device_file& operator=(const device_file&) = delete;

    [[nodiscard]] const collection& what() const { return what_; }
    [[nodiscard]] bool is_gone() const { return is_gone_; }

    /// ReadFile: an error of Windows; ERROR_IO_PENDING when the report comes later.
    [[nodiscard]] DWORD read(void* buffer, DWORD size, OVERLAPPED& overlapped);

    /// The beginning of WriteFile: ERROR_IO_PENDING when the report is to be sent.
    [[nodiscard]] DWORD begin_write(protocol::bytes_view report, OVERLAPPED& overlapped);

    /// The end of a write, unless it was cancelled meanwhile.
    void end_write(OVERLAPPED& overlapped, NTSTATUS status, std::size_t size);
    [[nodiscard]] bool is_writing(const OVERLAPPED& overlapped) const;

    /// HidD_SetNumInputBuffers.
    void keep(std::size_t reports) { most_reports_ = reports; }

    /// An input report of this collection.
    void on_input(protocol::bytes_view report);

    /// The device was pulled out.
    void on_gone();

    /// CancelIo, and the end of the file.
    void cancel();

private:
    struct pending_read {
        OVERLAPPED* overlapped;
        void* buffer;
    };

    void end_all(NTSTATUS status);

    const collection what_;
    const bool may_transfer_;  // a file that was opened only to ask transfers nothing
    bool is_gone_ = false;
    std::size_t most_reports_ = 32;  // what HIDClass begins with
    std::deque<protocol::byte_vector> reports_;
    std::optional<pending_read> read_;
    std::vector<OVERLAPPED*> writes_;
};

}  // namespace offhook::wine_hid
