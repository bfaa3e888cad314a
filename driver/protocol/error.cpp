#include "driver/protocol/error.hpp"

#include <string>

namespace offhook::protocol {
namespace {

class protocol_category final : public boost::system::error_category {
public:
    const char* name() const noexcept override { return "offhook.protocol"; }

    std::string message(int value) const override {
        switch (static_cast<errc>(value)) {
            case errc::wrong_length: return "wrong length";
            case errc::unknown_report: return "unknown report";
            case errc::malformed_part: return "malformed frame header";
            case errc::part_out_of_order: return "part of a message out of order";
            case errc::odd_text: return "text with half a UTF-16 unit";
            case errc::unknown_opcode: return "unknown opcode";
            case errc::wrong_magic: return "wrong magic";
            case errc::impossible_value: return "impossible value";
        }
        return "unknown protocol error";
    }
};

}  // namespace

const boost::system::error_category& category() noexcept {
    static const protocol_category instance;
    return instance;
}

boost::system::error_code make_error_code(errc code) noexcept {
    return {static_cast<int>(code), category()};
}

}  // namespace offhook::protocol
