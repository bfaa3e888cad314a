#include "driver/engine/error.hpp"

#include <string>

namespace offhook::engine {
namespace {

class engine_category final : public boost::system::error_category {
public:
    const char* name() const noexcept override { return "offhook.engine"; }

    std::string message(int value) const override {
        switch (static_cast<errc>(value)) {
            case errc::timed_out: return "the handset did not answer in time";
            case errc::link_lost: return "the handset is gone";
            case errc::not_connected: return "the handset is not connected";
            case errc::session_lost: return "the session with the handset was lost";
            case errc::cancelled: return "cancelled by the caller";
            case errc::stopped: return "the driver was stopped";
            case errc::bad_answer: return "the handset's answer cannot be understood";
            case errc::too_large: return "too large for the handset";
            case errc::wrong_version: return "the handset speaks another protocol version";
            case errc::not_a_handset: return "the device is no Offhook handset";
        }
        return "unknown driver error";
    }
};

class refusal_category final : public boost::system::error_category {
public:
    const char* name() const noexcept override { return "offhook.device"; }

    std::string message(int value) const override {
        const auto name = protocol::name_of(static_cast<protocol::status>(value));
        if (name.empty()) return "the handset refused with status " + std::to_string(value);
        return "the handset refused: " + std::string(name);
    }
};

}  // namespace

const boost::system::error_category& category() noexcept {
    static const engine_category instance;
    return instance;
}

boost::system::error_code make_error_code(errc code) noexcept {
    return {static_cast<int>(code), category()};
}

const boost::system::error_category& device_category() noexcept {
    static const refusal_category instance;
    return instance;
}

boost::system::error_code refusal(protocol::status code) noexcept {
    if (code == protocol::status::ok) return {};
    return {static_cast<int>(code), device_category()};
}

}  // namespace offhook::engine
