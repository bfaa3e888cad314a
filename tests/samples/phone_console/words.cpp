#include "tests/samples/phone_console/words.hpp"

#include <array>
#include <cstdio>
#include <stdexcept>

namespace sample {
namespace {

struct word {
    DWORD value;
    const char* text;
};

constexpr std::array lamp_modes{word{PHONELAMPMODE_OFF, "off"},
                                word{PHONELAMPMODE_STEADY, "steady"},
                                word{PHONELAMPMODE_WINK, "wink"},
                                word{PHONELAMPMODE_FLASH, "flash"},
                                word{PHONELAMPMODE_FLUTTER, "flutter"},
                                word{PHONELAMPMODE_BROKENFLUTTER, "brokenflutter"}};
constexpr std::array hook_devices{word{PHONEHOOKSWITCHDEV_HANDSET, "handset"},
                                  word{PHONEHOOKSWITCHDEV_SPEAKER, "speaker"},
                                  word{PHONEHOOKSWITCHDEV_HEADSET, "headset"}};
constexpr std::array hook_modes{word{PHONEHOOKSWITCHMODE_ONHOOK, "onhook"},
                                word{PHONEHOOKSWITCHMODE_MIC, "mic"},
                                word{PHONEHOOKSWITCHMODE_SPEAKER, "speaker"},
                                word{PHONEHOOKSWITCHMODE_MICSPEAKER, "micspeaker"}};
constexpr std::array states{word{PHONESTATE_OTHER, "other"},
                            word{PHONESTATE_CONNECTED, "connected"},
                            word{PHONESTATE_DISCONNECTED, "disconnected"},
                            word{PHONESTATE_OWNER, "owner"},
                            word{PHONESTATE_MONITORS, "monitors"},
                            word{PHONESTATE_DISPLAY, "display"},
                            word{PHONESTATE_LAMP, "lamp"},
                            word{PHONESTATE_RINGMODE, "ringmode"},
                            word{PHONESTATE_RINGVOLUME, "ringvolume"},
                            word{PHONESTATE_HANDSETHOOKSWITCH, "handset-hook"},
                            word{PHONESTATE_HANDSETVOLUME, "handset-volume"},
                            word{PHONESTATE_HANDSETGAIN, "handset-gain"},
                            word{PHONESTATE_SPEAKERHOOKSWITCH, "speaker-hook"},
                            word{PHONESTATE_SPEAKERVOLUME, "speaker-volume"},
                            word{PHONESTATE_HEADSETHOOKSWITCH, "headset-hook"},
                            word{PHONESTATE_HEADSETVOLUME, "headset-volume"},
                            word{PHONESTATE_REINIT, "reinit"},
                            word{PHONESTATE_CAPSCHANGE, "capschange"},
                            word{PHONESTATE_REMOVED, "removed"}};

template <std::size_t Size>
DWORD value_of(const std::array<word, Size>& words, const std::string& text) {
    std::string allowed;
    for (const word& each : words) {
        if (text == each.text) {
            return each.value;
        }
        allowed += std::string(" ") + each.text;
    }
    throw std::runtime_error("'" + text + "' is none of:" + allowed);
}

template <std::size_t Size>
std::string words_of(const std::array<word, Size>& words, DWORD value) {
    std::string text;
    for (const word& each : words) {
        if ((value & each.value) != 0) {
            text += (text.empty() ? "" : " ") + std::string(each.text);
        }
    }
    return text.empty() ? std::to_string(value) : text;
}

constexpr DWORD hook_states =
    PHONESTATE_HANDSETHOOKSWITCH | PHONESTATE_SPEAKERHOOKSWITCH | PHONESTATE_HEADSETHOOKSWITCH;

std::string state_text(DWORD state, DWORD detail) {
    const std::string text = "state " + words_of(states, state);
    if ((state & hook_states) != 0) {
        return text + " " + hook_mode_word(detail);
    }
    const bool numbered = (state & (PHONESTATE_LAMP | PHONESTATE_RINGMODE | PHONESTATE_OWNER |
                                    PHONESTATE_MONITORS)) != 0;
    return numbered ? text + " " + std::to_string(detail) : text;
}

}  // namespace

DWORD lamp_mode(const std::string& word) {
    return value_of(lamp_modes, word);
}

DWORD hook_device(const std::string& word) {
    return value_of(hook_devices, word);
}

DWORD hook_mode(const std::string& word) {
    return value_of(hook_modes, word);
}

std::string lamp_mode_word(DWORD mode) {
    return words_of(lamp_modes, mode);
}

std::string hook_mode_word(DWORD mode) {
    return words_of(hook_modes, mode);
}

std::string error_text(LONG error) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "error 0x%08lX", static_cast<unsigned long>(error));
    return text.data();
}

std::string message_text(const PHONEMESSAGE& message) {
    const auto first = static_cast<DWORD>(message.dwParam1);
    switch (message.dwMessageID) {
        case PHONE_BUTTON:
            return "button " + std::to_string(first) +
                   (message.dwParam3 == PHONEBUTTONSTATE_DOWN ? " down" : " up");
        case PHONE_STATE: return state_text(first, static_cast<DWORD>(message.dwParam2));
        case PHONE_CLOSE: return "closed by the system";
        case PHONE_CREATE: return "created " + std::to_string(first);
        case PHONE_REMOVE: return "removed " + std::to_string(first);
        case PHONE_DEVSPECIFIC: return "devspecific";
        default: return "message " + std::to_string(message.dwMessageID);
    }
}

}  // namespace sample
