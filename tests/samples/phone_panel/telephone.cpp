#include "tests/samples/phone_panel/telephone.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>

namespace sample {
namespace {

constexpr DWORD lowest_version = 0x00020000;

void check(const char* what, LONG result) {
    if (result < 0) {
        throw std::runtime_error(std::string(what) + ": " + error_text(result));
    }
}

/// A structure of TAPI with the room that it turns out to need.
template <typename Structure, typename Query>
std::vector<std::byte> ask(const char* what, const Query& query) {
    std::vector<std::byte> room(sizeof(Structure));
    for (;;) {
        auto* structure = reinterpret_cast<Structure*>(room.data());
        structure->dwTotalSize = static_cast<DWORD>(room.size());
        check(what, query(structure));
        if (structure->dwNeededSize <= structure->dwTotalSize) {
            return room;
        }
        room.assign(structure->dwNeededSize, std::byte{});
    }
}

std::wstring text_at(const std::vector<std::byte>& room, DWORD offset, DWORD size) {
    return size == 0 ? L"" : reinterpret_cast<const wchar_t*>(room.data() + offset);
}

void trim(std::wstring& text) {
    text.resize(text.find_last_not_of(std::wstring_view(L" \0", 2)) + 1);
}

}  // namespace

std::string error_text(LONG error) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "error 0x%08lX", static_cast<unsigned long>(error));
    return text.data();
}

telephone::telephone(PHONECALLBACK callback) {
    PHONEINITIALIZEEXPARAMS parameters{};
    parameters.dwTotalSize = sizeof(parameters);
    parameters.dwOptions = PHONEINITIALIZEEXOPTION_USEHIDDENWINDOW;
    DWORD version = TAPI_CURRENT_VERSION;
    check("phoneInitializeEx",
          phoneInitializeExW(&app_,
                             GetModuleHandleW(nullptr),
                             callback,
                             L"Phone panel",
                             &phones_,
                             &version,
                             &parameters));
}

telephone::~telephone() {
    phoneShutdown(app_);
}

DWORD telephone::negotiate(DWORD device_id) const {
    DWORD version = 0;
    PHONEEXTENSIONID extension{};
    check("phoneNegotiateAPIVersion",
          phoneNegotiateAPIVersion(
              app_, device_id, lowest_version, TAPI_CURRENT_VERSION, &version, &extension));
    return version;
}

std::vector<std::byte> telephone::caps(DWORD device_id) const {
    const DWORD version = negotiate(device_id);
    return ask<PHONECAPS>("phoneGetDevCaps", [&](PHONECAPS* caps) {
        return phoneGetDevCapsW(app_, device_id, version, 0, caps);
    });
}

std::wstring telephone::name(DWORD device_id) const {
    const auto room = caps(device_id);
    const auto* caps = reinterpret_cast<const PHONECAPS*>(room.data());
    return text_at(room, caps->dwPhoneNameOffset, caps->dwPhoneNameSize);
}

void telephone::open(DWORD device_id) {
    close();
    const DWORD version = negotiate(device_id);
    LONG result = phoneOpen(app_, device_id, &phone_, version, 0, device_id, PHONEPRIVILEGE_OWNER);
    if (result == static_cast<LONG>(PHONEERR_INUSE)) {
        result = phoneOpen(app_, device_id, &phone_, version, 0, device_id, PHONEPRIVILEGE_MONITOR);
    }
    check("phoneOpen", result);
    constexpr DWORD all_states = 0x00FFFFFF;
    constexpr DWORD all_modes = PHONEBUTTONMODE_CALL | PHONEBUTTONMODE_FEATURE |
                                PHONEBUTTONMODE_KEYPAD | PHONEBUTTONMODE_LOCAL |
                                PHONEBUTTONMODE_DISPLAY;
    check("phoneSetStatusMessages",
          phoneSetStatusMessages(
              phone_, all_states, all_modes, PHONEBUTTONSTATE_UP | PHONEBUTTONSTATE_DOWN));
    device_id_ = device_id;
    const auto room = caps(device_id);
    const auto* caps = reinterpret_cast<const PHONECAPS*>(room.data());
    facts_ = {.rows = caps->dwDisplayNumRows,
              .columns = caps->dwDisplayNumColumns,
              .hook_devices = caps->dwHookSwitchDevs,
              .ring_modes = caps->dwNumRingModes,
              .lamps = {}};
    const auto* modes = reinterpret_cast<const DWORD*>(room.data() + caps->dwLampModesOffset);
    for (DWORD id = 0; id < caps->dwLampModesSize / sizeof(DWORD); ++id) {
        if (modes[id] != PHONELAMPMODE_DUMMY) {
            facts_.lamps.push_back({id, label(id)});
        }
    }
}

void telephone::close() noexcept {
    if (phone_ != 0) {
        phoneClose(phone_);
        phone_ = 0;
    }
}

std::wstring telephone::label(DWORD button) const {
    const auto room = ask<PHONEBUTTONINFO>("phoneGetButtonInfo", [&](PHONEBUTTONINFO* info) {
        return phoneGetButtonInfoW(phone_, button, info);
    });
    const auto* info = reinterpret_cast<const PHONEBUTTONINFO*>(room.data());
    const auto text = text_at(room, info->dwButtonTextOffset, info->dwButtonTextSize);
    return text.empty() ? L"Lamp " + std::to_wstring(button) : text;
}

bool telephone::connected() const {
    const auto room = ask<PHONESTATUS>(
        "phoneGetStatus", [&](PHONESTATUS* status) { return phoneGetStatusW(phone_, status); });
    const auto* status = reinterpret_cast<const PHONESTATUS*>(room.data());
    return (status->dwStatusFlags & PHONESTATUSFLAGS_CONNECTED) != 0;
}

DWORD telephone::lamp_mode(DWORD id) const {
    DWORD mode = 0;
    check("phoneGetLamp", phoneGetLamp(phone_, id, &mode));
    return mode;
}

std::vector<std::wstring> telephone::display() const {
    const auto room = ask<VARSTRING>(
        "phoneGetDisplay", [&](VARSTRING* text) { return phoneGetDisplay(phone_, text); });
    const auto* text = reinterpret_cast<const VARSTRING*>(room.data());
    const auto* first = reinterpret_cast<const wchar_t*>(room.data() + text->dwStringOffset);
    const std::wstring_view all(first, text->dwStringSize / sizeof(wchar_t));
    std::vector<std::wstring> rows;
    for (std::size_t row = 0; row < facts_.rows; ++row) {
        const std::size_t begin = std::min<std::size_t>(row * facts_.columns, all.size());
        rows.emplace_back(all.substr(begin, facts_.columns));
        trim(rows.back());
    }
    return rows;
}

DWORD telephone::off_hook() const {
    DWORD devices = 0;
    check("phoneGetHookSwitch", phoneGetHookSwitch(phone_, &devices));
    return devices;
}

DWORD telephone::ring_mode() const {
    DWORD mode = 0;
    DWORD volume = 0;
    check("phoneGetRing", phoneGetRing(phone_, &mode, &volume));
    return mode;
}

void telephone::set_lamp(DWORD id, DWORD mode) {
    check("phoneSetLamp", phoneSetLamp(phone_, id, mode));
}

void telephone::set_display(DWORD row, std::wstring text) {
    text.resize(facts_.columns, L' ');
    check("phoneSetDisplay",
          phoneSetDisplay(phone_,
                          row,
                          0,
                          reinterpret_cast<LPCSTR>(text.c_str()),
                          static_cast<DWORD>(text.size() * sizeof(wchar_t))));
}

void telephone::set_hook(DWORD device, DWORD mode) {
    check("phoneSetHookSwitch", phoneSetHookSwitch(phone_, device, mode));
}

void telephone::set_ring(DWORD mode) {
    constexpr DWORD loudest = 0xFFFF;
    check("phoneSetRing", phoneSetRing(phone_, mode, loudest));
}

void telephone::show_settings(HWND owner) const {
    check("phoneConfigDialog", phoneConfigDialogW(device_id_, owner, L"tapi/phone"));
}

}  // namespace sample
