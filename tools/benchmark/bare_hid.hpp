#pragma once

#include "driver/protocol/message.hpp"
#include "driver/protocol/values.hpp"
#include "driver/transport/hidapi_functions.hpp"

#include <memory>
#include <string>

namespace offhook::bench {

/// The floor for a driver over hidapi: one thread, hid_write, hid_read_timeout, and the least of
/// the protocol that makes the handset carry a request out and answer it.
class bare_hid {
public:
    /// Opens the handset with this serial number and a session of its own, which ends any other.
    /// `library` is a file such as libhidapi-hidraw.so.0. Throws std::runtime_error.
    bare_hid(const std::string& library, const std::wstring& serial);
    ~bare_hid();

    bare_hid(const bare_hid&) = delete;
    bare_hid& operator=(const bare_hid&) = delete;

    /// Sets a lamp and waits for the answer. Throws std::runtime_error when it is no OK.
    void set_lamp(std::uint8_t lamp, protocol::lamp_mode mode);

private:
    void open_session();
    protocol::frame_report exchange(const protocol::message& request);
    void open_device(const std::wstring& serial);

    std::shared_ptr<const transport::hidapi_functions> hid_;
    hid_device* device_ = nullptr;
    std::uint8_t session_ = 0;
    std::uint8_t sequence_ = 0;
};

}  // namespace offhook::bench
