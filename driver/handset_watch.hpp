#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <string>

namespace offhook {

namespace transport {
class hidapi_runtime;
}

/// A handset that fits a pattern address and is plugged in.
struct found_handset {
    /// For runtime::make_handset(): this one alone, and the same after a replug. A handset without
    /// a serial number is found by its path, that is, by the socket it is plugged into.
    std::string address;
    std::string name;    ///< UTF-8, may be empty
    std::string serial;  ///< UTF-8, may be empty
};

/// What a watch tells; on the driver's thread, one at a time, never inside a call into the watch.
/// Any of them may be empty.
struct watch_events {
    std::function<void(const found_handset&)> on_arrival;    ///< once for each that is there
    std::function<void(const found_handset&)> on_departure;  ///< it was pulled out
    std::function<void()> on_listed;  ///< once: all that were there at the start have been told
};

/// Knows which handsets fit a pattern address, as they come and go: within a second, without
/// looking again and again, and without holding anybody up. Made by runtime::watch_handsets().
class handset_watch {
public:
    /// Parses nothing: `pattern` is valid and a pattern. Begins on the executor.
    handset_watch(boost::asio::any_io_executor executor,
                  const std::string& pattern,
                  watch_events events,
                  std::shared_ptr<transport::hidapi_runtime> hid);

    /// Stops without waiting; from any thread. Nothing is told any more, but for a call that runs
    /// on the driver's thread just now.
    ~handset_watch();

    handset_watch(const handset_watch&) = delete;
    handset_watch& operator=(const handset_watch&) = delete;

private:
    class teller;
    std::shared_ptr<teller> teller_;
};

}  // namespace offhook
