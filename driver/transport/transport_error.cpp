#include "driver/transport/transport_error.hpp"

#include <string>

namespace offhook::transport {
namespace {

class transport_category final : public boost::system::error_category {
public:
    const char* name() const noexcept override { return "offhook.transport"; }

    std::string message(int value) const override {
        switch (static_cast<errc>(value)) {
            case errc::no_such_device: return "no handset at this address";
            case errc::no_permission: return "no permission to open the handset";
            case errc::unplugged: return "the handset was unplugged";
            case errc::refused: return "the simulator refused the connection";
            case errc::malformed_stream: return "the other end is no Offhook simulator";
            case errc::no_such_report: return "the device does not have this feature report";
            case errc::io_error: return "reading from or writing to the device failed";
            case errc::not_open: return "the device is not open";
        }
        return "unknown transport error " + std::to_string(value);
    }
};

}  // namespace

const boost::system::error_category& category() noexcept {
    static const transport_category instance;
    return instance;
}

boost::system::error_code make_error_code(errc code) noexcept {
    return {static_cast<int>(code), category()};
}

}  // namespace offhook::transport
