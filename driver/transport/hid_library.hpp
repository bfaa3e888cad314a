#pragma once

#include "driver/transport/hid_watch.hpp"
#include "driver/transport/transport.hpp"

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace offhook::transport {

/// One line of an enumeration: a device, or one top-level collection of it.
struct hid_entry {
    std::string path;
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::uint16_t release = 0;
    std::string name;              ///< UTF-8
    std::string serial;            ///< UTF-8
    std::uint16_t usage_page = 0;  ///< 0: not known
    std::uint16_t usage = 0;
    std::string container;  ///< of the device; the same for all its lines. Empty: not known
};

/// An open HID device; destroying it closes it. Two threads may not use one handle at the same
/// time, but for read() beside write() and get_feature() where a device can be opened only once:
/// then nobody may call error_text().
class hid_handle {
public:
    virtual ~hid_handle() = default;

    /// Writes an output report, ID first. May block for seconds. Below 0: failed; every other value
    /// means success, as back ends return the padded length, the given one or one more.
    virtual int write(bytes_view report) = 0;

    /// Waits for an input report, ID first. Its length; 0: none in time; below 0: the device is
    /// gone.
    virtual int read(std::span<std::uint8_t> buffer, std::chrono::milliseconds limit) = 0;

    /// Ends a read() that waits, where the back end can; elsewhere it ends by its limit. The one
    /// function that any thread may call at any time.
    virtual void interrupt_read() = 0;

    /// Reads the feature report whose ID is in the first byte of the buffer. Its length, ID
    /// included; below 0: failed.
    virtual int get_feature(std::span<std::uint8_t> buffer) = 0;

    /// The report descriptor; empty where the back end cannot tell (hidapi before 0.14).
    virtual std::vector<std::uint8_t> report_descriptor() = 0;

    /// What the device says of itself.
    virtual device_info info() = 0;

    /// What went wrong in the last call on this handle, for people.
    virtual std::string error_text() = 0;

    /// What went wrong in the last read(); the reader may call it also beside a write().
    virtual std::string read_error_text() = 0;
};

/// A handle, or the reason why there is none.
struct opened_hid {
    std::unique_ptr<hid_handle> handle;
    error_code reason;   ///< of transport_error.hpp
    std::string detail;  ///< one line for a person
};

/// What stands behind a hid_library, for people.
struct hid_library_facts {
    std::string back_end;  ///< "hidraw"
    std::string version;   ///< "0.13.1"; empty: not known
    std::string error;     ///< why it cannot be used; empty: it can
};

/// What the HID transport needs of hidapi and of the system; tests have their own. Any function may
/// be called by any thread and may block.
class hid_library {
public:
    virtual ~hid_library() = default;

    [[nodiscard]] virtual hid_library_facts about() const { return {}; }

    /// Lists devices; 0 means any.
    virtual std::vector<hid_entry> enumerate(std::uint16_t vendor, std::uint16_t product) = 0;

    /// The report descriptor; empty where it cannot be had without opening the device.
    virtual std::vector<std::uint8_t> report_descriptor(const std::string& path) = 0;

    virtual opened_hid open(const std::string& path) = 0;

    /// Is something there now, permitted or not?
    virtual bool is_present(const std::string& path) = 0;

    /// Watches for devices; `path` is one that is of special interest, or empty.
    virtual std::unique_ptr<hid_watch> watch(const std::string& path) = 0;
};

}  // namespace offhook::transport
