#include "tests/support/canned_device.hpp"

#include "driver/protocol/batch.hpp"
#include "driver/protocol/data_area.hpp"
#include "driver/protocol/event_counter.hpp"
#include "driver/protocol/overloaded.hpp"
#include "driver/protocol/standard_report.hpp"

namespace offhook::test {

using protocol::encoded;
using protocol::opcode;
using protocol::status;

namespace {

constexpr std::uint8_t lamp_modes = 0x7E;

}  // namespace

canned_device::canned_device() {
    terms = {{}, 0, 1, 0, 128, 8, 0, 0x010203, 0x7FF, 2000};
    limits = {1, 4, 2, 2, 1, 7, 7, 7, {15, 15, 15}, 64, 0};
    pairs.assign(2, {protocol::button_mode::feature, lamp_modes, 0});
    areas = {{300, 3}};
    state.pairs.assign(2, {protocol::lamp_mode::off, protocol::button_state::up});
    state.rows = 1;
    state.columns = 4;
    state.display = u"    ";
    buttons = {{0, protocol::button_mode::feature, 0, u"A"},
               {1, protocol::button_mode::feature, 0, u"B"}};
    contents.resize(1);
}

protocol::byte_vector canned_device::identity() const {
    return encoded(
        protocol::identity_report{terms.major, terms.minor, terms.firmware, terms.capabilities});
}

protocol::message response_to(const protocol::message& request,
                              status code,
                              protocol::byte_vector payload) {
    return {request.session,
            request.sequence,
            request.code,
            static_cast<std::uint8_t>(code),
            std::move(payload)};
}

protocol::message canned_device::answer(const protocol::message& request) {
    if (request.code == opcode::hello) {
        auto how = hello(request);
        return response_to(request, how.code, std::move(how.payload));
    }
    if (terms.session == 0 || request.session != terms.session) {
        return response_to(request, status::bad_session);
    }
    auto& newest = newest_[static_cast<std::uint8_t>(protocol::slot_of(request.sequence))];
    if (newest.sequence == request.sequence) return newest;
    auto how = carry_out(request);
    newest = response_to(request, how.code, std::move(how.payload));
    return newest;
}

protocol::message canned_device::event(const protocol::event& what) {
    terms.event_counter = protocol::next_event(terms.event_counter);
    return {terms.session,
            terms.event_counter,
            protocol::opcode_of(what),
            0,
            protocol::encode_event(what)};
}

canned_device::reply canned_device::hello(const protocol::message& request) {
    terms.nonce = protocol::hello::decode(request.payload).value().nonce;
    terms.session = ++last_session_;
    newest_.clear();
    return {status::ok, encoded(terms)};
}

canned_device::reply canned_device::carry_out(const protocol::message& request) {
    switch (request.code) {
        case opcode::get_info: return info(request);
        case opcode::ping: return {status::ok, {terms.event_counter}};
        case opcode::get_state:
            state.event_counter = terms.event_counter;
            return {status::ok, encoded(state)};
        case opcode::get_button: return {status::ok, encoded(buttons.at(request.payload.at(0)))};
        case opcode::batch: return batch(request);
        case opcode::vendor:
            vendor.push_back(request.payload);
            return {status::ok, request.payload};
        case opcode::dl_begin:
        case opcode::dl_data:
        case opcode::dl_end:
        case opcode::dl_abort: return download(request);
        case opcode::ul_read: return read_area(request);
        case opcode::bye: terms.session = 0; return {};
        case opcode::cancel: return {};
        default: return set(request.code, request.payload);
    }
}

canned_device::reply canned_device::info(const protocol::message& request) const {
    const auto asked = protocol::get_info::decode(request.payload).value();
    switch (asked.page) {
        case protocol::info_page::limits: return {status::ok, encoded(limits)};
        case protocol::info_page::names:
            return {status::ok, encoded(protocol::info_names{"Maker", "Tiny", "1.2.3", "S1"})};
        case protocol::info_page::buttons:
            return {status::ok, encoded(protocol::info_buttons{0, pairs})};
        case protocol::info_page::areas:
            return {status::ok, encoded(protocol::info_areas{0, areas})};
    }
    return {status::bad_parameter, {0}};
}

canned_device::reply canned_device::set(opcode code, protocol::bytes_view payload) {
    const auto value = protocol::decode_setting(code, payload);
    if (!value) return {status::bad_opcode, {}};
    place(*value);
    return {};
}

void canned_device::place(const protocol::setting& value) {
    std::visit(overloaded{
                   [&](const protocol::lamp_setting& s) { state.pairs.at(s.lamp).lamp = s.mode; },
                   [&](const protocol::ring_setting& s) { state.ring = s; },
                   [&](const protocol::hook_setting& s) {
                       for (const auto device : protocol::hook_devices) {
                           const auto bit = static_cast<std::uint8_t>(device);
                           if ((s.devices & bit) != 0) state.hook[index_of(device)] = s.mode;
                       }
                   },
                   [&](const protocol::volume_setting& s) {
                       const auto device = static_cast<protocol::hook_device>(s.device);
                       state.volume[index_of(device)] = s.level;
                   },
                   [&](const protocol::gain_setting& s) {
                       const auto device = static_cast<protocol::hook_device>(s.device);
                       state.gain[index_of(device)] = s.level;
                   },
                   [&](const protocol::display_setting& s) {
                       protocol::place_text(state.display, state.columns, s);
                   },
                   [&](const protocol::button_setting& s) { buttons.at(s.button) = s; },
               },
               value);
}

canned_device::reply canned_device::batch(const protocol::message& request) {
    protocol::batch_answer how;
    for (const auto& item : protocol::batch::decode(request.payload).value().items) {
        how.statuses.push_back(set(item.code, item.payload).code);
    }
    return {status::ok, encoded(how)};
}

canned_device::reply canned_device::download(const protocol::message& request) {
    if (request.code == opcode::dl_data) {
        const auto data = protocol::dl_data::decode(request.payload).value();
        arriving_.insert(arriving_.end(), data.data.begin(), data.data.end());
        const auto next = static_cast<std::uint32_t>(arriving_.size());
        return {status::ok, encoded(protocol::dl_data_answer{next})};
    }
    if (request.code == opcode::dl_end) contents.at(request.payload.at(0)) = arriving_;
    arriving_.clear();
    return {};
}

canned_device::reply canned_device::read_area(const protocol::message& request) const {
    const auto asked = protocol::ul_read::decode(request.payload).value();
    const protocol::bytes_view all = contents.at(asked.area);
    const auto from = all.subspan(std::min<std::size_t>(asked.offset, all.size()));
    const auto piece = from.first(std::min<std::size_t>(asked.length, from.size()));
    return {status::ok,
            encoded(protocol::ul_read_answer{static_cast<std::uint32_t>(all.size()),
                                             protocol::crc32(all),
                                             {piece.begin(), piece.end()}})};
}

}  // namespace offhook::test
