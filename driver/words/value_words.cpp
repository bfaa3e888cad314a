#include "driver/words/value_words.hpp"

#include <array>

namespace offhook::words {

using protocol::button_mode;
using protocol::button_state;
using protocol::hook_device;
using protocol::hook_mode;
using protocol::lamp_mode;

namespace {

constexpr std::array settable_hook_modes{
    hook_mode::on_hook, hook_mode::mic, hook_mode::speaker, hook_mode::mic_speaker};
constexpr std::array settable_lamp_modes{lamp_mode::off,
                                         lamp_mode::steady,
                                         lamp_mode::wink,
                                         lamp_mode::flash,
                                         lamp_mode::flutter,
                                         lamp_mode::broken_flutter};

template <class Values>
auto find_word(const Values& values, std::string_view word)
    -> std::optional<typename Values::value_type> {
    for (const auto value : values) {
        if (word_of(value) == word) return value;
    }
    return std::nullopt;
}

}  // namespace

std::string_view word_of(hook_device device) {
    constexpr std::array<std::string_view, 3> words{"handset", "speaker", "headset"};
    return words[index_of(device)];
}

std::string_view word_of(hook_mode mode) {
    switch (mode) {
        case hook_mode::on_hook: return "onhook";
        case hook_mode::mic: return "mic";
        case hook_mode::speaker: return "speaker";
        case hook_mode::mic_speaker: return "micspeaker";
        case hook_mode::unknown: break;
    }
    return "unknown";
}

std::string_view word_of(lamp_mode mode) {
    switch (mode) {
        case lamp_mode::dummy: return "none";
        case lamp_mode::off: return "off";
        case lamp_mode::steady: return "steady";
        case lamp_mode::wink: return "wink";
        case lamp_mode::flash: return "flash";
        case lamp_mode::flutter: return "flutter";
        case lamp_mode::broken_flutter: return "brokenflutter";
        case lamp_mode::unknown: break;
    }
    return "unknown";
}

std::string_view word_of(button_mode mode) {
    switch (mode) {
        case button_mode::dummy: return "dummy";
        case button_mode::call: return "call";
        case button_mode::feature: return "feature";
        case button_mode::keypad: return "keypad";
        case button_mode::local: return "local";
        case button_mode::display: return "display";
    }
    return "unknown";
}

std::string_view word_of(button_state state) {
    return state == button_state::down ? "down" : "up";
}

std::optional<hook_device> device_of(std::string_view word) {
    return find_word(protocol::hook_devices, word);
}

std::optional<hook_mode> hook_mode_of(std::string_view word) {
    return find_word(settable_hook_modes, word);
}

std::optional<lamp_mode> lamp_mode_of(std::string_view word) {
    return find_word(settable_lamp_modes, word);
}

std::optional<std::uint8_t> key_of(std::string_view word) {
    if (word == "star") return protocol::star_button;
    if (word == "hash") return protocol::pound_button;
    if (word.size() != 1 || word[0] < '0' || word[0] > '9') return std::nullopt;
    return static_cast<std::uint8_t>(word[0] - '0');
}

}  // namespace offhook::words
