#include "sim/control/profile_json.hpp"

#include "driver/protocol/text.hpp"
#include "driver/words/value_words.hpp"

#include <boost/json/array.hpp>

namespace offhook::sim {

namespace json = boost::json;

namespace {

json::string to_json(std::string_view text) {
    return json::string(text.data(), text.size());
}

json::object hooks_json(const profile& what) {
    json::object hooks;
    for (const auto device : protocol::hook_devices) {
        const auto& hook = what.hooks[index_of(device)];
        if (!hook.present) continue;
        json::array modes;
        for (std::uint8_t bit = 1; bit <= 8; bit = static_cast<std::uint8_t>(bit << 1)) {
            if ((hook.modes & bit) == 0) continue;
            modes.push_back(to_json(words::word_of(static_cast<protocol::hook_mode>(bit))));
        }
        hooks[to_json(words::word_of(device))] =
            json::object{{"modes", modes}, {"volume", hook.volume}, {"gain", hook.gain}};
    }
    return hooks;
}

json::array buttons_json(const profile& what) {
    json::array out;
    for (std::size_t i = 0; i < what.buttons.size(); ++i) {
        const auto& pair = what.buttons[i];
        json::array lamps;
        for (std::uint8_t bit = 2; bit <= 0x40; bit = static_cast<std::uint8_t>(bit << 1)) {
            if ((pair.info.lamp_modes & bit) == 0) continue;
            lamps.push_back(to_json(words::word_of(static_cast<protocol::lamp_mode>(bit))));
        }
        out.push_back(json::object{{"id", i},
                                   {"label", protocol::to_utf8(pair.label)},
                                   {"mode", to_json(words::word_of(pair.info.mode))},
                                   {"lamps", lamps}});
    }
    return out;
}

json::array areas_json(const profile& what) {
    json::array out;
    for (std::size_t i = 0; i < what.areas.size(); ++i) {
        const auto& info = what.areas[i].info;
        out.push_back(json::object{{"id", i},
                                   {"size", info.size},
                                   {"host_writes", info.writable()},
                                   {"host_reads", info.readable()}});
    }
    return out;
}

json::array quirks_json(const profile& what) {
    json::array reasons;
    for (const auto& one : what.quirks) reasons.emplace_back(one.reason);
    return reasons;
}

}  // namespace

json::object profile_json(const handset& device) {
    const auto& what = device.what();
    return {{"maker", what.maker},
            {"product", what.product},
            {"serial", device.serial()},
            {"firmware", what.firmware_name},
            {"protocol", std::to_string(what.major) + "." + std::to_string(what.minor)},
            {"rows", what.rows},
            {"columns", what.columns},
            {"ring_modes", what.ring_modes},
            {"hooks", hooks_json(what)},
            {"buttons", buttons_json(what)},
            {"areas", areas_json(what)},
            {"vendor_longest", what.vendor_max},
            {"quirks", quirks_json(what)}};
}

}  // namespace offhook::sim
