#include "driver/engine/request.hpp"

#include "driver/protocol/overloaded.hpp"

namespace offhook::engine {
namespace {

// Which control a setting acts on. All hook devices are one control, since one HOOK may move
// several of them.
std::uint8_t index_of_control(const protocol::setting& value) {
    return std::visit(overloaded{
                          [](const protocol::lamp_setting& s) { return s.lamp; },
                          [](const protocol::volume_setting& s) { return s.device; },
                          [](const protocol::gain_setting& s) { return s.device; },
                          [](const protocol::button_setting& s) { return s.button; },
                          [](const auto&) { return std::uint8_t{0}; },
                      },
                      value);
}

}  // namespace

request make_request(std::uint64_t id, const protocol::setting& value) {
    const auto code = protocol::opcode_of(value);
    return {id, code, protocol::encode_setting(value), make_key(code, index_of_control(value)), 0};
}

}  // namespace offhook::engine
