#include "tests/support/json_event.hpp"

#include "driver/protocol/event.hpp"

#include <optional>
#include <stdexcept>
#include <utility>

namespace offhook::test {

template <class Archive>
void describe(Archive& a, protocol::button_event& v) {
    a("button", v.button);
    a("state", v.state);
    a("time_ms", v.time_ms);
}

template <class Archive>
void describe(Archive& a, protocol::hook_changed& v) {
    a("device", v.device);
    a("mode", v.mode);
}

template <class Archive>
void describe(Archive& a, protocol::level_changed& v) {
    a("control", v.control);
    a("device", v.device);
    a("level", v.level);
}

template <class Archive>
void describe(Archive& a, protocol::state_changed& v) {
    a("mask", v.mask);
}

template <class Archive>
void describe(Archive& a, protocol::lost_events& v) {
    a("count", v.count);
}

template <class Archive>
void describe(Archive& a, protocol::device_reset& v) {
    a("reason", v.reason);
}

template <class Archive>
void describe(Archive& a, protocol::data_changed& v) {
    a("area", v.area);
}

template <class Archive>
void describe(Archive& a, protocol::vendor_event& v) {
    a("data", v.data);
}

template <class Archive>
void describe(Archive&, protocol::session_taken&) {}

namespace {

template <std::size_t Index>
bool read_as(protocol::opcode code, const json_object& fields, std::optional<protocol::event>& to) {
    using alternative = std::variant_alternative_t<Index, protocol::event>;
    if (protocol::opcode_of(alternative{}) != code) return false;
    to = from_json<alternative>(fields);
    return true;
}

template <std::size_t... Indices>
std::optional<protocol::event> read_event(protocol::opcode code,
                                          const json_object& fields,
                                          std::index_sequence<Indices...>) {
    std::optional<protocol::event> value;
    (void)(read_as<Indices>(code, fields, value) || ...);
    return value;
}

}  // namespace

protocol::result<json_object> event_to_json(protocol::opcode code, protocol::bytes_view payload) {
    const auto value = protocol::decode_event(code, payload);
    if (!value) return value.error();
    return std::visit([](const auto& one) { return to_json(one); }, *value);
}

protocol::byte_vector event_from_json(protocol::opcode code, const json_object& fields) {
    constexpr std::make_index_sequence<std::variant_size_v<protocol::event>> all;
    const auto value = read_event(code, fields, all);
    if (!value) throw std::invalid_argument("no event has this opcode");
    return protocol::encode_event(*value);
}

}  // namespace offhook::test
