#pragma once

#include <boost/json.hpp>
#include <memory>
#include <string>

namespace offhook::tapi::conform {

/// A person at the handset: the operator channel of offhook-sim (sim/control/README.md). Handset N
/// of the simulator is taken to be phone N of the provider. Without an address, or when nobody
/// answers, a case that needs a hand is not applicable.
class operator_channel {
public:
    /// HOST:PORT or unix:PATH; not applicable when it is empty, blocked when nobody is there.
    operator_channel(const std::string& address, std::uint32_t handset);
    ~operator_channel();
    operator_channel(const operator_channel&) = delete;
    operator_channel& operator=(const operator_channel&) = delete;

    /// Does something with the handset, for example "tap" with {"key":"5"}. Blocked on an error.
    void act(const std::string& what, boost::json::object fields = {});

private:
    struct connection;
    std::unique_ptr<connection> connection_;
    std::uint32_t handset_;
};

}  // namespace offhook::tapi::conform
