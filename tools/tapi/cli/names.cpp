#include "tools/tapi/cli/names.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <charconv>

namespace offhook::tapi::cli {
namespace {

constexpr constant_name button_modes_table[] = {
    {PHONEBUTTONMODE_DUMMY, "DUMMY"},
    {PHONEBUTTONMODE_CALL, "CALL"},
    {PHONEBUTTONMODE_FEATURE, "FEATURE"},
    {PHONEBUTTONMODE_KEYPAD, "KEYPAD"},
    {PHONEBUTTONMODE_LOCAL, "LOCAL"},
    {PHONEBUTTONMODE_DISPLAY, "DISPLAY"},
};

constexpr constant_name button_states_table[] = {
    {PHONEBUTTONSTATE_UP, "UP"},
    {PHONEBUTTONSTATE_DOWN, "DOWN"},
    {PHONEBUTTONSTATE_UNKNOWN, "UNKNOWN"},
    {PHONEBUTTONSTATE_UNAVAIL, "UNAVAIL"},
};

constexpr constant_name button_functions_table[] = {
    {PHONEBUTTONFUNCTION_UNKNOWN, "UNKNOWN"},
    {PHONEBUTTONFUNCTION_CONFERENCE, "CONFERENCE"},
    {PHONEBUTTONFUNCTION_TRANSFER, "TRANSFER"},
    {PHONEBUTTONFUNCTION_DROP, "DROP"},
    {PHONEBUTTONFUNCTION_HOLD, "HOLD"},
    {PHONEBUTTONFUNCTION_RECALL, "RECALL"},
    {PHONEBUTTONFUNCTION_DISCONNECT, "DISCONNECT"},
    {PHONEBUTTONFUNCTION_CONNECT, "CONNECT"},
    {PHONEBUTTONFUNCTION_MSGWAITON, "MSGWAITON"},
    {PHONEBUTTONFUNCTION_MSGWAITOFF, "MSGWAITOFF"},
    {PHONEBUTTONFUNCTION_SELECTRING, "SELECTRING"},
    {PHONEBUTTONFUNCTION_ABBREVDIAL, "ABBREVDIAL"},
    {PHONEBUTTONFUNCTION_FORWARD, "FORWARD"},
    {PHONEBUTTONFUNCTION_PICKUP, "PICKUP"},
    {PHONEBUTTONFUNCTION_RINGAGAIN, "RINGAGAIN"},
    {PHONEBUTTONFUNCTION_PARK, "PARK"},
    {PHONEBUTTONFUNCTION_REJECT, "REJECT"},
    {PHONEBUTTONFUNCTION_REDIRECT, "REDIRECT"},
    {PHONEBUTTONFUNCTION_MUTE, "MUTE"},
    {PHONEBUTTONFUNCTION_VOLUMEUP, "VOLUMEUP"},
    {PHONEBUTTONFUNCTION_VOLUMEDOWN, "VOLUMEDOWN"},
    {PHONEBUTTONFUNCTION_SPEAKERON, "SPEAKERON"},
    {PHONEBUTTONFUNCTION_SPEAKEROFF, "SPEAKEROFF"},
    {PHONEBUTTONFUNCTION_FLASH, "FLASH"},
    {PHONEBUTTONFUNCTION_DATAON, "DATAON"},
    {PHONEBUTTONFUNCTION_DATAOFF, "DATAOFF"},
    {PHONEBUTTONFUNCTION_DONOTDISTURB, "DONOTDISTURB"},
    {PHONEBUTTONFUNCTION_INTERCOM, "INTERCOM"},
    {PHONEBUTTONFUNCTION_BRIDGEDAPP, "BRIDGEDAPP"},
    {PHONEBUTTONFUNCTION_BUSY, "BUSY"},
    {PHONEBUTTONFUNCTION_CALLAPP, "CALLAPP"},
    {PHONEBUTTONFUNCTION_DATETIME, "DATETIME"},
    {PHONEBUTTONFUNCTION_DIRECTORY, "DIRECTORY"},
    {PHONEBUTTONFUNCTION_COVER, "COVER"},
    {PHONEBUTTONFUNCTION_CALLID, "CALLID"},
    {PHONEBUTTONFUNCTION_LASTNUM, "LASTNUM"},
    {PHONEBUTTONFUNCTION_NIGHTSRV, "NIGHTSRV"},
    {PHONEBUTTONFUNCTION_SENDCALLS, "SENDCALLS"},
    {PHONEBUTTONFUNCTION_MSGINDICATOR, "MSGINDICATOR"},
    {PHONEBUTTONFUNCTION_REPDIAL, "REPDIAL"},
    {PHONEBUTTONFUNCTION_SETREPDIAL, "SETREPDIAL"},
    {PHONEBUTTONFUNCTION_SYSTEMSPEED, "SYSTEMSPEED"},
    {PHONEBUTTONFUNCTION_STATIONSPEED, "STATIONSPEED"},
    {PHONEBUTTONFUNCTION_CAMPON, "CAMPON"},
    {PHONEBUTTONFUNCTION_SAVEREPEAT, "SAVEREPEAT"},
    {PHONEBUTTONFUNCTION_QUEUECALL, "QUEUECALL"},
    {PHONEBUTTONFUNCTION_NONE, "NONE"},
    {PHONEBUTTONFUNCTION_SEND, "SEND"},
};

constexpr constant_name hook_devices_table[] = {
    {PHONEHOOKSWITCHDEV_HANDSET, "HANDSET"},
    {PHONEHOOKSWITCHDEV_SPEAKER, "SPEAKER"},
    {PHONEHOOKSWITCHDEV_HEADSET, "HEADSET"},
};

constexpr constant_name hook_modes_table[] = {
    {PHONEHOOKSWITCHMODE_ONHOOK, "ONHOOK"},
    {PHONEHOOKSWITCHMODE_MIC, "MIC"},
    {PHONEHOOKSWITCHMODE_SPEAKER, "SPEAKER"},
    {PHONEHOOKSWITCHMODE_MICSPEAKER, "MICSPEAKER"},
    {PHONEHOOKSWITCHMODE_UNKNOWN, "UNKNOWN"},
};

constexpr constant_name lamp_modes_table[] = {
    {PHONELAMPMODE_DUMMY, "DUMMY"},
    {PHONELAMPMODE_OFF, "OFF"},
    {PHONELAMPMODE_STEADY, "STEADY"},
    {PHONELAMPMODE_WINK, "WINK"},
    {PHONELAMPMODE_FLASH, "FLASH"},
    {PHONELAMPMODE_FLUTTER, "FLUTTER"},
    {PHONELAMPMODE_BROKENFLUTTER, "BROKENFLUTTER"},
    {PHONELAMPMODE_UNKNOWN, "UNKNOWN"},
};

constexpr constant_name privileges_table[] = {
    {PHONEPRIVILEGE_MONITOR, "MONITOR"},
    {PHONEPRIVILEGE_OWNER, "OWNER"},
};

constexpr constant_name status_flags_table[] = {
    {PHONESTATUSFLAGS_CONNECTED, "CONNECTED"},
    {PHONESTATUSFLAGS_SUSPENDED, "SUSPENDED"},
};

constexpr constant_name phone_states_table[] = {
    {PHONESTATE_OTHER, "OTHER"},
    {PHONESTATE_CONNECTED, "CONNECTED"},
    {PHONESTATE_DISCONNECTED, "DISCONNECTED"},
    {PHONESTATE_OWNER, "OWNER"},
    {PHONESTATE_MONITORS, "MONITORS"},
    {PHONESTATE_DISPLAY, "DISPLAY"},
    {PHONESTATE_LAMP, "LAMP"},
    {PHONESTATE_RINGMODE, "RINGMODE"},
    {PHONESTATE_RINGVOLUME, "RINGVOLUME"},
    {PHONESTATE_HANDSETHOOKSWITCH, "HANDSETHOOKSWITCH"},
    {PHONESTATE_HANDSETVOLUME, "HANDSETVOLUME"},
    {PHONESTATE_HANDSETGAIN, "HANDSETGAIN"},
    {PHONESTATE_SPEAKERHOOKSWITCH, "SPEAKERHOOKSWITCH"},
    {PHONESTATE_SPEAKERVOLUME, "SPEAKERVOLUME"},
    {PHONESTATE_SPEAKERGAIN, "SPEAKERGAIN"},
    {PHONESTATE_HEADSETHOOKSWITCH, "HEADSETHOOKSWITCH"},
    {PHONESTATE_HEADSETVOLUME, "HEADSETVOLUME"},
    {PHONESTATE_HEADSETGAIN, "HEADSETGAIN"},
    {PHONESTATE_SUSPEND, "SUSPEND"},
    {PHONESTATE_RESUME, "RESUME"},
    {PHONESTATE_DEVSPECIFIC, "DEVSPECIFIC"},
    {PHONESTATE_REINIT, "REINIT"},
    {PHONESTATE_CAPSCHANGE, "CAPSCHANGE"},
    {PHONESTATE_REMOVED, "REMOVED"},
};

constexpr constant_name phone_features_table[] = {
    {PHONEFEATURE_GETBUTTONINFO, "GETBUTTONINFO"},
    {PHONEFEATURE_GETDATA, "GETDATA"},
    {PHONEFEATURE_GETDISPLAY, "GETDISPLAY"},
    {PHONEFEATURE_GETGAINHANDSET, "GETGAINHANDSET"},
    {PHONEFEATURE_GETGAINSPEAKER, "GETGAINSPEAKER"},
    {PHONEFEATURE_GETGAINHEADSET, "GETGAINHEADSET"},
    {PHONEFEATURE_GETHOOKSWITCHHANDSET, "GETHOOKSWITCHHANDSET"},
    {PHONEFEATURE_GETHOOKSWITCHSPEAKER, "GETHOOKSWITCHSPEAKER"},
    {PHONEFEATURE_GETHOOKSWITCHHEADSET, "GETHOOKSWITCHHEADSET"},
    {PHONEFEATURE_GETLAMP, "GETLAMP"},
    {PHONEFEATURE_GETRING, "GETRING"},
    {PHONEFEATURE_GETVOLUMEHANDSET, "GETVOLUMEHANDSET"},
    {PHONEFEATURE_GETVOLUMESPEAKER, "GETVOLUMESPEAKER"},
    {PHONEFEATURE_GETVOLUMEHEADSET, "GETVOLUMEHEADSET"},
    {PHONEFEATURE_SETBUTTONINFO, "SETBUTTONINFO"},
    {PHONEFEATURE_SETDATA, "SETDATA"},
    {PHONEFEATURE_SETDISPLAY, "SETDISPLAY"},
    {PHONEFEATURE_SETGAINHANDSET, "SETGAINHANDSET"},
    {PHONEFEATURE_SETGAINSPEAKER, "SETGAINSPEAKER"},
    {PHONEFEATURE_SETGAINHEADSET, "SETGAINHEADSET"},
    {PHONEFEATURE_SETHOOKSWITCHHANDSET, "SETHOOKSWITCHHANDSET"},
    {PHONEFEATURE_SETHOOKSWITCHSPEAKER, "SETHOOKSWITCHSPEAKER"},
    {PHONEFEATURE_SETHOOKSWITCHHEADSET, "SETHOOKSWITCHHEADSET"},
    {PHONEFEATURE_SETLAMP, "SETLAMP"},
    {PHONEFEATURE_SETRING, "SETRING"},
    {PHONEFEATURE_SETVOLUMEHANDSET, "SETVOLUMEHANDSET"},
    {PHONEFEATURE_SETVOLUMESPEAKER, "SETVOLUMESPEAKER"},
    {PHONEFEATURE_SETVOLUMEHEADSET, "SETVOLUMEHEADSET"},
    {PHONEFEATURE_GENERICPHONE, "GENERICPHONE"},
};

constexpr constant_name string_formats_table[] = {
    {STRINGFORMAT_ASCII, "ASCII"},
    {STRINGFORMAT_DBCS, "DBCS"},
    {STRINGFORMAT_UNICODE, "UNICODE"},
    {STRINGFORMAT_BINARY, "BINARY"},
};

constexpr constant_name messages_table[] = {
    {PHONE_BUTTON, "PHONE_BUTTON"},
    {PHONE_CLOSE, "PHONE_CLOSE"},
    {PHONE_DEVSPECIFIC, "PHONE_DEVSPECIFIC"},
    {PHONE_REPLY, "PHONE_REPLY"},
    {PHONE_STATE, "PHONE_STATE"},
    {PHONE_CREATE, "PHONE_CREATE"},
    {PHONE_REMOVE, "PHONE_REMOVE"},
};

bool same_word(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) {
        return lower(x) == lower(y);
    });
}

}  // namespace

const name_table button_modes = button_modes_table;
const name_table button_states = button_states_table;
const name_table button_functions = button_functions_table;
const name_table hook_devices = hook_devices_table;
const name_table hook_modes = hook_modes_table;
const name_table lamp_modes = lamp_modes_table;
const name_table privileges = privileges_table;
const name_table status_flags = status_flags_table;
const name_table phone_states = phone_states_table;
const name_table phone_features = phone_features_table;
const name_table string_formats = string_formats_table;
const name_table messages = messages_table;

std::string name_of(name_table table, DWORD value) {
    for (const constant_name& each : table) {
        if (each.value == value) {
            return each.name;
        }
    }
    return fmt::format("0x{:X}", value);
}

std::vector<std::string> names_of_bits(name_table table, DWORD bits) {
    std::vector<std::string> names;
    for (const constant_name& each : table) {
        if (each.value != 0 && (bits & each.value) == each.value) {
            names.emplace_back(each.name);
            bits &= ~each.value;
        }
    }
    if (bits != 0) {
        names.push_back(fmt::format("0x{:X}", bits));
    }
    return names;
}

std::optional<DWORD> number_of(std::string_view word) {
    const bool hexadecimal = word.starts_with("0x") || word.starts_with("0X");
    const std::string_view digits = hexadecimal ? word.substr(2) : word;
    DWORD value = 0;
    const char* end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, value, hexadecimal ? 16 : 10);
    if (digits.empty() || parsed.ec != std::errc() || parsed.ptr != end) {
        return std::nullopt;
    }
    return value;
}

std::optional<DWORD> value_of(name_table table, std::string_view word) {
    for (const constant_name& each : table) {
        if (same_word(each.name, word)) {
            return each.value;
        }
    }
    return number_of(word);
}

std::optional<DWORD> bits_of(name_table table, std::string_view words) {
    if (same_word(words, "none")) {
        return 0;
    }
    DWORD bits = 0;
    if (same_word(words, "all")) {
        for (const constant_name& each : table) {
            bits |= each.value;
        }
        return bits;
    }
    while (true) {
        const std::size_t comma = words.find(',');
        const auto value = value_of(table, words.substr(0, comma));
        if (!value) {
            return std::nullopt;
        }
        bits |= *value;
        if (comma == std::string_view::npos) {
            return bits;
        }
        words.remove_prefix(comma + 1);
    }
}

std::string choices(name_table table) {
    std::string all;
    for (const constant_name& each : table) {
        std::string word = each.name;
        std::transform(word.begin(), word.end(), word.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        });
        all += (all.empty() ? "" : " ") + word;
    }
    return all;
}

std::string version_name(DWORD version) {
    return fmt::format("{}.{}", version >> 16U, version & 0xFFFFU);
}

std::optional<DWORD> version_of(std::string_view word) {
    const std::size_t dot = word.find('.');
    if (dot == std::string_view::npos) {
        return number_of(word);
    }
    const auto high = number_of(word.substr(0, dot));
    const auto low = number_of(word.substr(dot + 1));
    if (!high || !low || *high > 0xFFFF || *low > 0xFFFF) {
        return std::nullopt;
    }
    return *high << 16U | *low;
}

}  // namespace offhook::tapi::cli
