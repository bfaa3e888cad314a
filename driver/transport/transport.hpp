#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace offhook::transport {

using boost::system::error_code;
using bytes_view = std::span<const std::uint8_t>;

/// What is known of a device once its transport is open.
struct device_info {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::uint16_t release = 0;
    std::string name;    ///< UTF-8
    std::string serial;  ///< UTF-8, empty if the device has none
    std::string path;    ///< where it was found, for logs and people
};

/// What a transport tells its owner. Every call comes on the transport's executor, one at a time,
/// never inside a call into the transport, and none after close().
class listener {
public:
    virtual ~listener() = default;

    /// The device is there and may be written to.
    virtual void on_open(const device_info& device) = 0;

    /// An input report, report ID first. The bytes live during the call.
    virtual void on_report(bytes_view report) = 0;

    /// The device is gone, or could not be opened; the last call that is made. Handlers that were
    /// still due have been called with this reason.
    virtual void on_lost(error_code reason, const std::string& detail) = 0;
};

/// Moves whole HID reports to and from one device, and understands none of them.
///
/// Flow: open(), wait for on_open, then reports; close() at any time. An object is opened once; to
/// try again, make another. All calls are made on the executor that it was made with (a strand).
class transport {
public:
    /// Called with success when the report was taken by the device's side, and before on_report of
    /// what answers it where the transport can know that (sockets).
    using write_handler = std::function<void(error_code)>;

    /// Called with the report, ID first, or with the reason why there is none.
    using feature_handler = std::function<void(error_code, bytes_view)>;

    virtual ~transport() = default;

    /// Looks for the device and opens it; ends with on_open or on_lost. A device that is not
    /// plugged in is waited for, as long as it takes. Does not block.
    virtual void open() = 0;

    /// Writes one output report, ID first; the bytes are copied. Reports arrive in the order of the
    /// calls. Does not block; `handler` runs later on the executor, or never after close().
    virtual void write_report(bytes_view report, write_handler handler) = 0;

    /// Reads a feature report of at most `length` bytes, ID included.
    virtual void get_feature(std::uint8_t report_id,
                             std::size_t length,
                             feature_handler handler) = 0;

    /// Lets go of the device. Returns at once; nothing is called back afterwards.
    virtual void close() = 0;
};

/// Makes a transport for one attempt. The listener must stay until close(). The executor must be a
/// strand or belong to one thread.
using transport_factory =
    std::function<std::shared_ptr<transport>(boost::asio::any_io_executor, listener&)>;

}  // namespace offhook::transport
