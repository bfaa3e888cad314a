#include "tools/tapi/cli/shapes.hpp"

#include <spdlog/fmt/fmt.h>

#include <bit>

#include "tools/tapi/cli/text.hpp"

namespace offhook::tapi::cli {
namespace {

namespace json = boost::json;

std::string value_key(std::string_view key) {
    return std::string(key) + "_value";
}

json::array words(const std::vector<std::string>& list) {
    json::array out;
    for (const std::string& each : list) {
        out.emplace_back(each);
    }
    return out;
}

std::string guid_name(const GUID& guid) {
    std::string tail;
    for (int i = 0; i < 8; ++i) {
        tail += fmt::format("{:02x}{}", guid.Data4[i], i == 1 ? "-" : "");
    }
    return fmt::format("{:08x}-{:04x}-{:04x}-{}",
                       static_cast<std::uint32_t>(guid.Data1),
                       guid.Data2,
                       guid.Data3,
                       tail);
}

/// NUL-separated names with an empty one at the end (PHONECAPS: DeviceClasses).
json::array multi_string(std::u16string_view units) {
    json::array out;
    while (!units.empty() && units.front() != u'\0') {
        const std::size_t end = units.find(u'\0');
        out.emplace_back(to_utf8(units.substr(0, end)));
        units.remove_prefix(end == std::u16string_view::npos ? units.size() : end + 1);
    }
    return out;
}

void put_sizes(json::object& out, DWORD needed, DWORD used, DWORD total) {
    out["total_size"] = total;
    out["needed_size"] = needed;
    out["used_size"] = used;
}

void put_caps_texts(json::object& out,
                    const structure_reader<PHONECAPS>& caps,
                    const PHONECAPS& fixed) {
    const auto text = [&](DWORD offset, DWORD size) { return to_utf8(caps.text(offset, size)); };
    out["provider_info"] = text(fixed.dwProviderInfoOffset, fixed.dwProviderInfoSize);
    out["phone_info"] = text(fixed.dwPhoneInfoOffset, fixed.dwPhoneInfoSize);
    out["phone_name"] = text(fixed.dwPhoneNameOffset, fixed.dwPhoneNameSize);
    out["permanent_phone_id"] = fixed.dwPermanentPhoneID;
    put_value(out, "string_format", string_formats, fixed.dwStringFormat);
}

void put_caps_controls(json::object& out, const PHONECAPS& fixed) {
    put_bits(out, "phone_states", phone_states, fixed.dwPhoneStates);
    put_bits(out, "hook_switch_devices", hook_devices, fixed.dwHookSwitchDevs);
    put_bits(out, "handset_hook_modes", hook_modes, fixed.dwHandsetHookSwitchModes);
    put_bits(out, "speaker_hook_modes", hook_modes, fixed.dwSpeakerHookSwitchModes);
    put_bits(out, "headset_hook_modes", hook_modes, fixed.dwHeadsetHookSwitchModes);
    put_bits(out, "volume_devices", hook_devices, fixed.dwVolumeFlags);
    put_bits(out, "gain_devices", hook_devices, fixed.dwGainFlags);
    out["display_rows"] = fixed.dwDisplayNumRows;
    out["display_columns"] = fixed.dwDisplayNumColumns;
    out["ring_modes"] = fixed.dwNumRingModes;
}

void put_caps_buttons(json::object& out,
                      const structure_reader<PHONECAPS>& caps,
                      const PHONECAPS& fixed) {
    const auto modes = caps.numbers(fixed.dwButtonModesOffset, fixed.dwButtonModesSize);
    const auto functions = caps.numbers(fixed.dwButtonFunctionsOffset, fixed.dwButtonFunctionsSize);
    const auto lamps = caps.numbers(fixed.dwLampModesOffset, fixed.dwLampModesSize);
    out["button_lamps"] = fixed.dwNumButtonLamps;
    json::array buttons;
    for (std::size_t id = 0; id < std::max({modes.size(), functions.size(), lamps.size()}); ++id) {
        json::object each{{"id", id}};
        if (id < modes.size()) put_value(each, "mode", button_modes, modes[id]);
        if (id < functions.size()) put_value(each, "function", button_functions, functions[id]);
        if (id < lamps.size()) put_bits(each, "lamp_modes", lamp_modes, lamps[id]);
        buttons.push_back(std::move(each));
    }
    out["buttons"] = std::move(buttons);
}

void put_caps_areas(json::object& out,
                    const structure_reader<PHONECAPS>& caps,
                    const PHONECAPS& fixed) {
    const auto sizes = [&](DWORD offset, DWORD size) {
        json::array list;
        for (const DWORD each : caps.numbers(offset, size)) list.emplace_back(each);
        return list;
    };
    out["set_data_areas"] = fixed.dwNumSetData;
    out["set_data_sizes"] = sizes(fixed.dwSetDataOffset, fixed.dwSetDataSize);
    out["get_data_areas"] = fixed.dwNumGetData;
    out["get_data_sizes"] = sizes(fixed.dwGetDataOffset, fixed.dwGetDataSize);
    out["dev_specific"] = to_hex(caps.part(fixed.dwDevSpecificOffset, fixed.dwDevSpecificSize));
}

/// The members of version 2.0 and, from 2.2 on, the GUID.
void put_caps_new_members(json::object& out,
                          const structure_reader<PHONECAPS>& caps,
                          const PHONECAPS& fixed,
                          DWORD version) {
    if (version < tspi::version_2_0) {
        return;
    }
    out["device_classes"] =
        multi_string(caps.units(fixed.dwDeviceClassesOffset, fixed.dwDeviceClassesSize));
    put_bits(out, "phone_features", phone_features, fixed.dwPhoneFeatures);
    put_bits(out, "settable_handset_modes", hook_modes, fixed.dwSettableHandsetHookSwitchModes);
    put_bits(out, "settable_speaker_modes", hook_modes, fixed.dwSettableSpeakerHookSwitchModes);
    put_bits(out, "settable_headset_modes", hook_modes, fixed.dwSettableHeadsetHookSwitchModes);
    put_bits(out, "monitored_handset_modes", hook_modes, fixed.dwMonitoredHandsetHookSwitchModes);
    put_bits(out, "monitored_speaker_modes", hook_modes, fixed.dwMonitoredSpeakerHookSwitchModes);
    put_bits(out, "monitored_headset_modes", hook_modes, fixed.dwMonitoredHeadsetHookSwitchModes);
    if (version >= tspi::version_2_2) {
        out["permanent_phone_guid"] = guid_name(fixed.PermanentPhoneGuid);
    }
}

/// One hook switch device in PHONESTATUS.
void put_hook(json::object& out, std::string_view name, const DWORD (&members)[3]) {
    const std::string prefix(name);
    put_value(out, prefix + "_hook_mode", hook_modes, members[0]);
    out[prefix + "_volume"] = members[1];
    out[prefix + "_gain"] = members[2];
}

/// What parameter 2 means, which it does beside a single flag only (TSPI: PHONE_STATE).
void put_state_detail(json::object& out, DWORD state, DWORD detail) {
    switch (state) {
        case PHONESTATE_LAMP: out["button"] = detail; break;
        case PHONESTATE_RINGMODE: out["ring_mode"] = detail; break;
        case PHONESTATE_OWNER: out["owners"] = detail; break;
        case PHONESTATE_MONITORS: out["monitors"] = detail; break;
        case PHONESTATE_HANDSETHOOKSWITCH:
        case PHONESTATE_SPEAKERHOOKSWITCH:
        case PHONESTATE_HEADSETHOOKSWITCH: put_value(out, "hook_mode", hook_modes, detail); break;
        default: break;
    }
}

void put_button(json::object& out, const message& news) {
    out["button"] = news.parameter1;
    put_value(out, "mode", button_modes, static_cast<DWORD>(news.parameter2));
    put_value(out, "state", button_states, static_cast<DWORD>(news.parameter3));
}

}  // namespace

void put_value(json::object& out, std::string_view key, name_table table, DWORD value) {
    out[key] = name_of(table, value);
    out[value_key(key)] = value;
}

void put_bits(json::object& out, std::string_view key, name_table table, DWORD bits) {
    out[key] = words(names_of_bits(table, bits));
    out[value_key(key)] = bits;
}

json::object caps_object(structure_reader<PHONECAPS>& caps, DWORD version) {
    const PHONECAPS& fixed = caps.load(tspi::phonecaps_fixed_size(version));
    json::object out;
    put_caps_texts(out, caps, fixed);
    put_caps_controls(out, fixed);
    put_caps_areas(out, caps, fixed);
    put_caps_new_members(out, caps, fixed, version);
    put_caps_buttons(out, caps, fixed);
    put_sizes(out, fixed.dwNeededSize, fixed.dwUsedSize, fixed.dwTotalSize);
    return out;
}

json::object status_object(structure_reader<PHONESTATUS>& status, DWORD version) {
    const PHONESTATUS& fixed = status.load(tspi::phonestatus_fixed_size(version));
    json::object out;
    put_bits(out, "status", status_flags, fixed.dwStatusFlags);
    out["owners"] = fixed.dwNumOwners;
    out["monitors"] = fixed.dwNumMonitors;
    out["owner_name"] = to_utf8(status.text(fixed.dwOwnerNameOffset, fixed.dwOwnerNameSize));
    out["ring_mode"] = fixed.dwRingMode;
    out["ring_volume"] = fixed.dwRingVolume;
    put_hook(out,
             "handset",
             {fixed.dwHandsetHookSwitchMode, fixed.dwHandsetVolume, fixed.dwHandsetGain});
    put_hook(out,
             "speaker",
             {fixed.dwSpeakerHookSwitchMode, fixed.dwSpeakerVolume, fixed.dwSpeakerGain});
    put_hook(out,
             "headset",
             {fixed.dwHeadsetHookSwitchMode, fixed.dwHeadsetVolume, fixed.dwHeadsetGain});
    out["display"] = to_utf8(status.text(fixed.dwDisplayOffset, fixed.dwDisplaySize));
    json::array lamps;
    for (const DWORD mode : status.numbers(fixed.dwLampModesOffset, fixed.dwLampModesSize)) {
        lamps.emplace_back(name_of(lamp_modes, mode));
    }
    out["lamps"] = std::move(lamps);
    out["dev_specific"] = to_hex(status.part(fixed.dwDevSpecificOffset, fixed.dwDevSpecificSize));
    if (version >= tspi::version_2_0) {
        put_bits(out, "phone_features", phone_features, fixed.dwPhoneFeatures);
    }
    put_sizes(out, fixed.dwNeededSize, fixed.dwUsedSize, fixed.dwTotalSize);
    return out;
}

json::object button_info_object(structure_reader<PHONEBUTTONINFO>& info, DWORD version) {
    const PHONEBUTTONINFO& fixed = info.load(tspi::phonebuttoninfo_fixed_size(version));
    json::object out;
    put_value(out, "mode", button_modes, fixed.dwButtonMode);
    put_value(out, "function", button_functions, fixed.dwButtonFunction);
    out["text"] = to_utf8(info.text(fixed.dwButtonTextOffset, fixed.dwButtonTextSize));
    out["dev_specific"] = to_hex(info.part(fixed.dwDevSpecificOffset, fixed.dwDevSpecificSize));
    if (version >= tspi::version_1_4) {
        put_value(out, "state", button_states, fixed.dwButtonState);
    }
    put_sizes(out, fixed.dwNeededSize, fixed.dwUsedSize, fixed.dwTotalSize);
    return out;
}

json::object varstring_object(structure_reader<VARSTRING>& string) {
    const VARSTRING& fixed = string.load(sizeof(VARSTRING));
    json::object out;
    put_value(out, "format", string_formats, fixed.dwStringFormat);
    if (fixed.dwStringFormat == STRINGFORMAT_UNICODE) {
        out["text"] = to_utf8(string.text(fixed.dwStringOffset, fixed.dwStringSize));
    } else {
        out["hex"] = to_hex(string.part(fixed.dwStringOffset, fixed.dwStringSize));
    }
    put_sizes(out, fixed.dwNeededSize, fixed.dwUsedSize, fixed.dwTotalSize);
    return out;
}

json::object event_object(const message& news) {
    json::object out{{"event", name_of(messages, news.id)}};
    const auto states = static_cast<DWORD>(news.parameter1);
    switch (news.id) {
        case PHONE_BUTTON: put_button(out, news); break;
        case PHONE_STATE:
            put_bits(out, "states", phone_states, states);
            put_state_detail(out, states, static_cast<DWORD>(news.parameter2));
            break;
        case PHONE_DEVSPECIFIC:
            out["parameter1"] = news.parameter1;
            out["parameter2"] = news.parameter2;
            out["parameter3"] = news.parameter3;
            break;
        case PHONE_CREATE:
        case PHONE_REMOVE: out["device"] = news.parameter1; break;
        default: break;
    }
    return out;
}

}  // namespace offhook::tapi::cli
