#include "sim/handset/requests.hpp"

#include "driver/protocol/batch.hpp"
#include "sim/handset/info_pages.hpp"

#include <algorithm>

namespace offhook::sim {

using protocol::bytes_view;
using protocol::opcode;
using protocol::status;

namespace {

// A payload of type T, or BAD_LENGTH (§13: too short, or half a UTF-16 unit).
template <class T, class Function>
answer with(bytes_view payload, Function carry_out) {
    const auto decoded = T::decode(payload);
    return decoded ? carry_out(*decoded) : refuse(status::bad_length);
}

}  // namespace

answer requests::carry_out(const protocol::message& request, std::uint8_t event_counter) {
    const bytes_view payload = request.payload;
    if (!device_.knows(request.code)) return refuse(status::unsupported);
    if (protocol::is_setting(request.code)) return set(request.code, payload);
    auto& areas = device_.areas;
    switch (request.code) {
        case opcode::get_info:
            return with<protocol::get_info>(
                payload, [&](const auto& wanted) { return info_page(device_, serial_, wanted); });
        case opcode::get_state:
            return {status::ok, protocol::encoded(device_.state(event_counter))};
        case opcode::get_button:
            // §7.5: one byte, the pair.
            if (payload.empty()) return refuse(status::bad_length);
            return device_.keys.get_info(payload[0]);
        case opcode::batch: return batch(payload);
        case opcode::vendor: return vendor(payload);
        case opcode::dl_begin:
            return with<protocol::dl_begin>(payload, [&](const auto& w) { return areas.begin(w); });
        case opcode::dl_data:
            return with<protocol::dl_data>(payload, [&](const auto& w) { return areas.add(w); });
        case opcode::dl_end:
            return with<protocol::area_number>(payload,
                                               [&](const auto& w) { return areas.end(w); });
        case opcode::dl_abort:
            return with<protocol::area_number>(payload,
                                               [&](const auto& w) { return areas.abort(w); });
        case opcode::ul_read:
            return with<protocol::ul_read>(
                payload, [&](const auto& w) { return areas.read(w, device_.what.max_message); });
        default: return refuse(status::bad_opcode);  // §13
    }
}

answer requests::set(opcode code, bytes_view payload) {
    if (!device_.knows(code)) return refuse(status::unsupported);
    const auto wanted = protocol::decode_setting(code, payload);
    return wanted ? device_.set(*wanted) : refuse(status::bad_length);
}

// §9: in order; an item that fails does not stop the others; its status comes without its payload.
answer requests::batch(bytes_view payload) {
    const auto items = protocol::batch::decode(payload);
    if (!items) {
        return refuse(items.error() == protocol::errc::unknown_opcode ? status::bad_opcode
                                                                      : status::bad_length);
    }
    protocol::batch_answer ended;
    for (const auto& item : items->items) {
        ended.statuses.push_back(set(item.code, item.payload).code);
    }
    return {status::ok, protocol::encoded(ended)};
}

// §8.8 leaves the meaning to the firmware: this one answers with the bytes in reverse, as many as
// an answer holds.
answer requests::vendor(bytes_view payload) {
    if (payload.size() > device_.what.vendor_max) return refuse(status::bad_length);
    device_.last_vendor.assign(payload.begin(), payload.end());
    protocol::byte_vector echo(payload.rbegin(), payload.rend());
    echo.resize(std::min(echo.size(), protocol::part_length));
    return {status::ok, std::move(echo)};
}

// Also of this firmware: a VENDOR request that begins with F0 sends the rest back as an event, so
// that a host's whole way for device-specific events can be tried out.
std::optional<protocol::event> requests::follow_up(const protocol::message& request) {
    constexpr std::uint8_t as_event = 0xF0;
    if (request.code != opcode::vendor || request.payload.empty()) return std::nullopt;
    if (request.payload[0] != as_event) return std::nullopt;
    const auto rest = bytes_view(request.payload).subspan(1);
    const auto kept = rest.first(std::min(rest.size(), protocol::part_length));
    return protocol::vendor_event{{kept.begin(), kept.end()}};
}

}  // namespace offhook::sim
