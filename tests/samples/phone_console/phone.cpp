#include "tests/samples/phone_console/phone.hpp"

#include <stdexcept>

#include "tests/samples/phone_console/text.hpp"
#include "tests/samples/phone_console/words.hpp"

namespace sample {
namespace {

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

/// A text part of a structure, which has a terminator.
std::string part(const std::vector<std::byte>& room, DWORD offset, DWORD size) {
    return size == 0 ? "" : to_utf8(reinterpret_cast<const TCHAR*>(room.data() + offset));
}

}  // namespace

void check(const char* what, LONG result) {
    if (result < 0) {
        throw std::runtime_error(std::string(what) + ": " + error_text(result));
    }
}

phone_application::~phone_application() {
    if (app_ != 0) {
        phoneShutdown(app_);
    }
}

void phone_application::start() {
    PHONEINITIALIZEEXPARAMS parameters{};
    parameters.dwTotalSize = sizeof(parameters);
    news_.choose(parameters);
    DWORD version = TAPI_CURRENT_VERSION;
    check("phoneInitializeEx",
          phoneInitializeEx(&app_,
                            GetModuleHandle(nullptr),
                            news_.callback(),
                            TEXT("Phone console"),
                            &phones_,
                            &version,
                            &parameters));
    news_.start(app_, parameters);
    say("phones " + std::to_string(phones_));
}

void phone_application::stop() {
    check("phoneShutdown", phoneShutdown(app_));
    news_.start(0, PHONEINITIALIZEEXPARAMS{});
    app_ = 0;
    phone_ = 0;
    say("stopped");
}

DWORD phone_application::negotiate(DWORD device_id) const {
    DWORD version = 0;
    PHONEEXTENSIONID extension{};
    check("phoneNegotiateAPIVersion",
          phoneNegotiateAPIVersion(
              app_, device_id, 0x00020000, TAPI_CURRENT_VERSION, &version, &extension));
    return version;
}

std::vector<std::byte> phone_application::caps(DWORD device_id) const {
    const DWORD version = negotiate(device_id);
    return ask<PHONECAPS>("phoneGetDevCaps", [&](PHONECAPS* caps) {
        return phoneGetDevCaps(app_, device_id, version, 0, caps);
    });
}

void phone_application::list() {
    for (DWORD id = 0; id < phones_; ++id) {
        const auto room = caps(id);
        const auto* caps = reinterpret_cast<const PHONECAPS*>(room.data());
        say("phone " + std::to_string(id) + ": " +
            part(room, caps->dwPhoneNameOffset, caps->dwPhoneNameSize));
    }
}

void phone_application::print_caps(DWORD device_id) {
    const auto room = caps(device_id);
    const auto* caps = reinterpret_cast<const PHONECAPS*>(room.data());
    say("provider " + part(room, caps->dwProviderInfoOffset, caps->dwProviderInfoSize));
    say("made by " + part(room, caps->dwPhoneInfoOffset, caps->dwPhoneInfoSize));
    say("display " + std::to_string(caps->dwDisplayNumRows) + " x " +
        std::to_string(caps->dwDisplayNumColumns));
    say("buttons " + std::to_string(caps->dwNumButtonLamps));
    say("ring modes " + std::to_string(caps->dwNumRingModes));
}

void phone_application::open(DWORD device_id, DWORD privilege) {
    const auto room = caps(device_id);
    string_format_ = reinterpret_cast<const PHONECAPS*>(room.data())->dwStringFormat;
    check("phoneOpen",
          phoneOpen(app_, device_id, &phone_, negotiate(device_id), 0, device_id, privilege));
    constexpr DWORD all_states = 0x00FFFFFF;
    constexpr DWORD all_modes = PHONEBUTTONMODE_CALL | PHONEBUTTONMODE_FEATURE |
                                PHONEBUTTONMODE_KEYPAD | PHONEBUTTONMODE_LOCAL |
                                PHONEBUTTONMODE_DISPLAY;
    check("phoneSetStatusMessages",
          phoneSetStatusMessages(
              phone_, all_states, all_modes, PHONEBUTTONSTATE_UP | PHONEBUTTONSTATE_DOWN));
    say("open " + std::to_string(device_id));
}

void phone_application::close() {
    check("phoneClose", phoneClose(phone_));
    phone_ = 0;
    say("closed");
}

void phone_application::print_status() {
    const auto room = ask<PHONESTATUS>(
        "phoneGetStatus", [&](PHONESTATUS* status) { return phoneGetStatus(phone_, status); });
    const auto* status = reinterpret_cast<const PHONESTATUS*>(room.data());
    say("owners " + std::to_string(status->dwNumOwners) + " " +
        part(room, status->dwOwnerNameOffset, status->dwOwnerNameSize));
    say("handset " + hook_mode_word(status->dwHandsetHookSwitchMode));
    const auto* lamps = reinterpret_cast<const DWORD*>(room.data() + status->dwLampModesOffset);
    for (DWORD lamp = 0; lamp < status->dwLampModesSize / sizeof(DWORD); ++lamp) {
        if ((lamps[lamp] & (PHONELAMPMODE_DUMMY | PHONELAMPMODE_OFF)) == 0) {
            say("lamp " + std::to_string(lamp) + " " + lamp_mode_word(lamps[lamp]));
        }
    }
}

void phone_application::started(const char* what, LONG request) {
    check(what, request);
    requests_[static_cast<DWORD>(request)] = what;
}

void phone_application::set_lamp(DWORD lamp, DWORD mode) {
    started("phoneSetLamp", phoneSetLamp(phone_, lamp, mode));
}

void phone_application::set_display(DWORD row, DWORD column, const std::string& text) {
    // The bytes of the phone's own format, in both kinds of program (TAPI: phoneSetDisplay).
    if (string_format_ == STRINGFORMAT_UNICODE) {
        const std::wstring wide = to_wide(text);
        started("phoneSetDisplay",
                phoneSetDisplay(phone_,
                                row,
                                column,
                                reinterpret_cast<LPCSTR>(wide.c_str()),
                                static_cast<DWORD>(wide.size() * sizeof(wchar_t))));
        return;
    }
    started("phoneSetDisplay",
            phoneSetDisplay(phone_, row, column, text.c_str(), static_cast<DWORD>(text.size())));
}

void phone_application::set_hook(DWORD device, DWORD mode) {
    started("phoneSetHookSwitch", phoneSetHookSwitch(phone_, device, mode));
}

void phone_application::set_ring(DWORD mode, DWORD volume) {
    started("phoneSetRing", phoneSetRing(phone_, mode, volume));
}

void phone_application::dialog(DWORD device_id) const {
    check("phoneConfigDialog",
          phoneConfigDialog(device_id, GetConsoleWindow(), TEXT("tapi/phone")));
    say("phoneConfigDialog done");
}

void phone_application::take(const PHONEMESSAGE& message) {
    if (message.dwMessageID != PHONE_REPLY) {
        say(message_text(message));
        return;
    }
    const auto request = requests_.extract(static_cast<DWORD>(message.dwParam1));
    const auto result = static_cast<LONG>(message.dwParam2);
    const std::string what = request ? request.mapped() : "PHONE_REPLY for an unknown request";
    say(what + (result == 0 ? " done" : ": " + error_text(result)));
}

}  // namespace sample
