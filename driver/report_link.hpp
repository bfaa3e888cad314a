#pragma once

#include "driver/protocol/bytes.hpp"
#include "driver/transport/transport.hpp"

#include <functional>
#include <memory>
#include <string>

namespace offhook {

/// What a link tells; on the driver's thread, one at a time, never inside a call into the link. Any
/// of them may be empty.
struct report_link_events {
    std::function<void(const transport::device_info&)> on_open;  ///< the device is there
    std::function<void(protocol::bytes_view)> on_report;         ///< an input report, ID first

    /// The device is gone or cannot be opened: the reason, and a line for a person. The last call.
    std::function<void(boost::system::error_code, const std::string&)> on_lost;
};

/// Whole reports to and from one device, as they are: no session is opened, nothing is repeated,
/// nothing understood. For looking at a handset that another program drives (its identity,
/// firmware-protocol.md §1.3) and for those who make firmware. Made by runtime::link_reports().
class report_link {
public:
    /// Begins on the executor. A device that is not plugged in is waited for.
    report_link(boost::asio::any_io_executor executor,
                transport::transport_factory transports,
                report_link_events events);

    /// Lets go of the device without waiting; from any thread. Nothing is told any more, but for a
    /// call that runs on the driver's thread just now.
    ~report_link();

    report_link(const report_link&) = delete;
    report_link& operator=(const report_link&) = delete;

    /// Writes an output report, ID first. `done` is told how it went, unless the link is lost or
    /// destroyed before. From any thread.
    void write(protocol::byte_vector report, std::function<void(boost::system::error_code)> done);

    /// Reads a feature report of at most `length` bytes, ID included; otherwise as write().
    void get_feature(std::uint8_t report_id,
                     std::size_t length,
                     std::function<void(boost::system::error_code, protocol::bytes_view)> done);

private:
    class wire;
    std::shared_ptr<wire> wire_;
};

}  // namespace offhook
