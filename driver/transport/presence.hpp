#pragma once

#include "driver/transport/address.hpp"
#include "driver/transport/hidapi_runtime.hpp"
#include "driver/transport/transport.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <memory>

namespace offhook::transport {

/// A handset that is plugged in.
struct present_device {
    address where;     ///< this one alone, and the same after a replug; a path without a serial
    device_info info;  ///< as far as it is known without opening it
};

/// What a presence tells; on its executor, one at a time, never inside a call into it, and nothing
/// after close().
class presence_listener {
public:
    virtual ~presence_listener() = default;

    /// Once for each handset that is there, at the beginning or later.
    virtual void on_arrival(const present_device& device) = 0;

    /// It is not there any more; told only of what had arrived.
    virtual void on_departure(const present_device& device) = 0;

    /// Once: all that were there at the beginning have been told.
    virtual void on_listed() = 0;
};

/// Knows which handsets fit a pattern, as they come and go. Calls are made on the executor.
class presence {
public:
    virtual ~presence() = default;

    /// Begins. Does not block.
    virtual void start() = 0;

    /// Returns at once; nothing is told afterwards.
    virtual void close() = 0;
};

/// The presence for a pattern (is_pattern()). The listener must stay until close(); `hid` is as for
/// make_factory().
[[nodiscard]] std::shared_ptr<presence> make_presence(boost::asio::any_io_executor executor,
                                                      const address& pattern,
                                                      presence_listener& owner,
                                                      std::shared_ptr<hidapi_runtime> hid);

}  // namespace offhook::transport
