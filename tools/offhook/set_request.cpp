#include "tools/offhook/set_request.hpp"

#include "driver/protocol/text.hpp"
#include "driver/words/hex.hpp"
#include "tools/offhook/failure.hpp"
#include "tools/offhook/paths.hpp"
#include "tools/offhook/values.hpp"

#include <fstream>
#include <iterator>

namespace offhook::cli {
namespace {

constexpr std::uint16_t half = 0x8000;

/// Hex digits, or @ and a file.
protocol::byte_vector data_of(const std::string& text) {
    if (!text.starts_with('@')) {
        const auto bytes = words::from_hex(text);
        if (!bytes) throw failure(exit_bad_call, "data '" + text + "': neither hex nor @FILE");
        return *bytes;
    }
    const auto name = text.substr(1);
    std::ifstream file(path_of(name), std::ios::binary);
    if (!file) throw failure(exit_bad_call, "cannot read the file '" + name + "'");
    return {std::istreambuf_iterator<char>(file), {}};
}

std::uint8_t place_of(const std::string& text, std::string_view what) {
    return text.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(number_of(text, what, 255));
}

protocol::ring_setting ring_of(const set_request& wanted, const engine::picture& now) {
    const auto mode = static_cast<std::uint8_t>(number_of(wanted.value, "ring mode", 255));
    if (!wanted.volume.empty()) return {mode, level_of(wanted.volume, "--volume")};
    const auto present = now.state().ring.volume;
    return {mode, present == 0 && mode != 0 ? half : present};
}

/// What the handset shows behind and before a text, where it is to be blank.
std::u16string blank_display(const engine::picture& now) {
    const auto& state = now.state();
    return std::u16string(std::size_t{state.rows} * state.columns, u' ');
}

protocol::display_setting display_of(const set_request& wanted, const engine::picture& now) {
    protocol::display_setting text{place_of(wanted.row, "--row"),
                                   place_of(wanted.column, "--column"),
                                   protocol::to_utf16(wanted.value)};
    if (!wanted.is_cleared) return text;
    auto whole = blank_display(now);
    if (!text.text.empty()) protocol::place_text(whole, now.state().columns, text);
    return {0, 0, whole};
}

protocol::button_setting button_setting_of(const set_request& wanted, const engine::picture& now) {
    const auto number = button_of(wanted.which);
    auto button =
        now.button_info(number).value_or(protocol::button_setting{.button = number, .label = {}});
    if (!wanted.mode.empty()) button.mode = button_mode_of(wanted.mode);
    if (!wanted.function.empty()) button.function = button_function_of(wanted.function);
    if (wanted.is_label_given) button.label = protocol::to_utf16(wanted.label);
    return button;
}

template <class Level>
protocol::setting level_setting_of(const set_request& wanted) {
    Level setting;
    setting.device = hook_device_of(wanted.which);
    setting.level = level_of(wanted.value, wanted.kind);
    return setting;
}

protocol::setting setting_of(const set_request& wanted, const engine::picture& now) {
    if (wanted.kind == "lamp") {
        return protocol::lamp_setting{button_of(wanted.which), lamp_mode_of(wanted.value)};
    }
    if (wanted.kind == "ring") return ring_of(wanted, now);
    if (wanted.kind == "hook") {
        return protocol::hook_setting{hook_devices_of(wanted.which), hook_mode_of(wanted.value)};
    }
    if (wanted.kind == "volume") return level_setting_of<protocol::volume_setting>(wanted);
    if (wanted.kind == "gain") return level_setting_of<protocol::gain_setting>(wanted);
    if (wanted.kind == "display") return display_of(wanted, now);
    return button_setting_of(wanted, now);
}

}  // namespace

void check(const set_request& wanted) {
    if (wanted.kind == "display" && wanted.value.empty() && !wanted.is_cleared) {
        throw failure(exit_bad_call, "set display: an empty text writes nothing; --clear blanks");
    }
    if (wanted.kind == "button" && wanted.mode.empty() && wanted.function.empty() &&
        !wanted.is_label_given) {
        throw failure(exit_bad_call, "set button: give --mode, --function or --label");
    }
    static_cast<void>(to_command(wanted, {}));
}

engine::command to_command(const set_request& wanted, const engine::picture& now) {
    if (wanted.kind != "data") return setting_of(wanted, now);
    const auto area = static_cast<std::uint8_t>(number_of(wanted.which, "data area", 255));
    return engine::download{area, data_of(wanted.value)};
}

bool needs_session(const engine::command& what) {
    const auto* const setting = std::get_if<protocol::setting>(&what);
    if (setting == nullptr) return false;
    const auto* const ring = std::get_if<protocol::ring_setting>(setting);
    return ring != nullptr && ring->mode != 0;
}

}  // namespace offhook::cli
