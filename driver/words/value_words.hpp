#pragma once

#include "driver/protocol/values.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace offhook::words {

/// The words of the operator channel for the values of the wire; see sim/control/README.md.

[[nodiscard]] std::string_view word_of(protocol::hook_device device);
[[nodiscard]] std::string_view word_of(protocol::hook_mode mode);
[[nodiscard]] std::string_view word_of(protocol::lamp_mode mode);
[[nodiscard]] std::string_view word_of(protocol::button_mode mode);
[[nodiscard]] std::string_view word_of(protocol::button_state state);

[[nodiscard]] std::optional<protocol::hook_device> device_of(std::string_view word);

/// Of the modes that somebody can set: onhook, mic, speaker, micspeaker.
[[nodiscard]] std::optional<protocol::hook_mode> hook_mode_of(std::string_view word);

/// Of the modes that a lamp can show: off, steady, wink, flash, flutter, brokenflutter.
[[nodiscard]] std::optional<protocol::lamp_mode> lamp_mode_of(std::string_view word);

/// A key by its name: 0 to 9, star, hash.
[[nodiscard]] std::optional<std::uint8_t> key_of(std::string_view word);

inline constexpr std::string_view device_words = "handset, speaker, headset";
inline constexpr std::string_view hook_mode_words = "onhook, mic, speaker, micspeaker";
inline constexpr std::string_view lamp_mode_words =
    "off, steady, wink, flash, flutter, brokenflutter";
inline constexpr std::string_view key_words =
    "\"0\" to \"9\", \"star\", \"hash\", or a button's number";

}  // namespace offhook::words
