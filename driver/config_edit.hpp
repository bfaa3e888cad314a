#pragma once

#include "driver/config.hpp"

#include <string>

namespace offhook {

/// A configuration file's new text.
struct edited_config {
    std::string text;
    /// The old text was written in a way that could not be kept: comments are gone, and so are
    /// things that were no settings. Whoever saves it puts the old file aside.
    bool rewritten = false;
};

/// What the text of a configuration file alone says, over the defaults; `name` is for complaints.
[[nodiscard]] config config_of_text(const std::string& text, std::string_view name);

/// The text with what people set in a dialog as in `wanted`: devices, time-outs, forget_after, log
/// level and log file. What says the same already stays as it is; comments, order and unknown keys
/// stay too. Read again, the result says what `wanted` says.
[[nodiscard]] edited_config edit_config(const std::string& text, const config& wanted);

/// Do two configurations agree in what edit_config() changes?
[[nodiscard]] bool has_same_settings(const config& one, const config& other);

}  // namespace offhook
