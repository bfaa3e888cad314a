#include "sim/control/state_json.hpp"

#include "driver/protocol/data_area.hpp"
#include "driver/protocol/text.hpp"
#include "driver/words/button_functions.hpp"
#include "driver/words/hex.hpp"
#include "driver/words/value_words.hpp"
#include "sim/control/fault_json.hpp"

#include <boost/json/array.hpp>

namespace offhook::sim {

namespace json = boost::json;

namespace {

json::array display_rows(const protocol::handset_state& shown) {
    json::array rows;
    for (std::size_t row = 0; row < shown.rows; ++row) {
        const auto text =
            std::u16string_view(shown.display).substr(row * shown.columns, shown.columns);
        rows.emplace_back(protocol::to_utf8(text));
    }
    return rows;
}

template <class Values, class Convert>
json::object by_device(const Values& values, Convert convert) {
    json::object out;
    for (const auto device : protocol::hook_devices) {
        out[json::string_view(words::word_of(device).data(), words::word_of(device).size())] =
            convert(values[index_of(device)]);
    }
    return out;
}

json::string to_json(std::string_view text) {
    return json::string(text.data(), text.size());
}

json::array buttons(const handset& device, const protocol::handset_state& shown) {
    json::array out;
    for (std::size_t i = 0; i < shown.pairs.size(); ++i) {
        const auto info = device.button_info(static_cast<std::uint8_t>(i));
        out.push_back(json::object{{"id", i},
                                   {"label", protocol::to_utf8(info.label)},
                                   {"mode", to_json(words::word_of(info.mode))},
                                   {"function", info.function},
                                   {"function_name", to_json(words::function_name(info.function))},
                                   {"state", to_json(words::word_of(shown.pairs[i].button))},
                                   {"lamp", to_json(words::word_of(shown.pairs[i].lamp))}});
    }
    return out;
}

std::string crc_of(protocol::bytes_view content) {
    const auto crc = protocol::crc32(content);
    const std::array<std::uint8_t, 4> bytes{static_cast<std::uint8_t>(crc >> 24),
                                            static_cast<std::uint8_t>(crc >> 16),
                                            static_cast<std::uint8_t>(crc >> 8),
                                            static_cast<std::uint8_t>(crc)};
    return words::to_hex(bytes);
}

json::array areas(const handset& device) {
    json::array out;
    for (std::size_t i = 0; i < device.what().areas.size(); ++i) {
        const auto content = device.area(static_cast<std::uint8_t>(i));
        out.push_back(json::object{{"id", i},
                                   {"size", device.what().areas[i].info.size},
                                   {"used", content.size()},
                                   {"crc32", crc_of(content)}});
    }
    return out;
}

json::object counters_json(const counters& numbers) {
    return {{"carried_out", numbers.carried_out},
            {"repetitions", numbers.repetitions},
            {"pending", numbers.pending},
            {"busy", numbers.busy},
            {"bad_session", numbers.bad_session},
            {"bad_part", numbers.bad_part},
            {"timed_out", numbers.timed_out},
            {"cancelled", numbers.cancelled},
            {"dropped", numbers.dropped},
            {"ignored", numbers.ignored},
            {"sessions", numbers.sessions},
            {"expired", numbers.expired},
            {"events", numbers.events},
            {"lost_events", numbers.lost_events}};
}

// The faults that are on for this handset, in words.
json::array fault_list(std::size_t number, const fault_box& faults) {
    json::array out;
    for (const auto& one : faults.rules()) {
        if (one.rule.handset.value_or(number) == number) {
            out.emplace_back(to_json(fault_words(one.rule)));
        }
    }
    return out;
}

}  // namespace

json::object state_json(std::size_t number, const rack& handsets) {
    const auto& device = handsets.at(number);
    const auto shown = device.state();
    const auto as_number = [](std::uint16_t level) { return json::value(level); };
    const auto as_word = [](protocol::hook_mode mode) { return to_json(words::word_of(mode)); };
    return {{"handset", number},
            {"serial", device.serial()},
            {"product", device.what().product},
            {"plugged", device.is_plugged()},
            {"session", device.session() != 0},
            {"display", display_rows(shown)},
            {"ring", {{"mode", shown.ring.mode}, {"volume", shown.ring.volume}}},
            {"hook", by_device(shown.hook, as_word)},
            {"volume", by_device(shown.volume, as_number)},
            {"gain", by_device(shown.gain, as_number)},
            {"buttons", buttons(device, shown)},
            {"areas", areas(device)},
            {"vendor", words::to_hex(device.last_vendor())},
            {"indicators", device.indicators()},
            {"faults", fault_list(number, handsets.faults())},
            {"requests", device.numbers().requests},
            {"counters", counters_json(device.numbers())}};
}

}  // namespace offhook::sim
