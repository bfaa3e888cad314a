#include "tsp/ui/dialog_desk.hpp"

#include "driver/config.hpp"
#include "driver/protocol/text.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace offhook::tsp::ui {
namespace {

handset_line line_of(const dialog_desk::table::listed& listed) {
    const auto& phone = *listed.device;
    handset_line line;
    line.number = static_cast<std::uint32_t>(listed.which);
    line.device = listed.id.value_or(no_device);
    line.connected = phone.is_connected();
    line.address = phone.address();
    if (phone.profile()) line.name = protocol::to_utf8(phone.identity().name);
    if (line.connected) return line;
    const auto error = phone.last_error();
    line.problem = error ? error.message() : "it has not answered yet";
    return line;
}

handset_line line_of(const found_handset& found) {
    handset_line line;
    line.address = found.address;
    line.name = found.name;
    // The same form as a phone's: product and serial number.
    if (!found.serial.empty()) line.name += (line.name.empty() ? "" : " ") + found.serial;
    return line;
}

std::uint8_t count_lit(const protocol::handset_state& state) {
    return static_cast<std::uint8_t>(
        std::count_if(state.pairs.begin(), state.pairs.end(), [](const auto& each) {
            return each.lamp != protocol::lamp_mode::dummy &&
                   each.lamp != protocol::lamp_mode::off &&
                   each.lamp != protocol::lamp_mode::unknown;
        }));
}

std::uint8_t count_held(const protocol::handset_state& state) {
    return static_cast<std::uint8_t>(
        std::count_if(state.pairs.begin(), state.pairs.end(), [](const auto& each) {
            return each.button == protocol::button_state::down;
        }));
}

/// Of hook switch devices that the handset does not have nothing is told.
void put_hooks(handset_status& into, const phone_view& view) {
    for (const auto device : protocol::hook_devices) {
        const auto place = index_of(device);
        if ((view.profile->limits.hook_devices & static_cast<unsigned>(device)) == 0) continue;
        into.hook[place] = static_cast<std::uint8_t>(view.picture.state().hook[place]);
    }
}

handset_status status_of(const dialog_desk::table::listed& listed) {
    handset_status result;
    result.line = line_of(listed);
    result.info = protocol::to_utf8(listed.device->identity().info);
    const auto view = listed.device->view();
    if (!view.profile) return result;
    const auto& state = view.picture.state();
    result.ring_modes = view.profile->limits.ring_modes;
    if (!view.connected) return result;
    put_hooks(result, view);
    result.ring_mode = state.ring.mode;
    result.ring_volume = state.ring.volume;
    result.lamps_lit = count_lit(state);
    result.keys_held = count_held(state);
    result.columns = state.columns;
    result.display = protocol::to_utf8(state.display);
    return result;
}

answer set_level(const ask_level& what) {
    const auto level = static_cast<spdlog::level::level_enum>(what.level);
    spdlog::default_logger()->set_level(level);
    return done{};
}

}  // namespace

answer dialog_desk::handsets(const ask_handsets& what) {
    const auto lines = all_lines();
    handset_page page;
    page.total = static_cast<std::uint32_t>(lines.size());
    page.first = std::min(what.first, page.total);
    page.lines.assign(lines.begin() + page.first, lines.end());
    return page;
}

std::vector<handset_line> dialog_desk::all_lines() {
    std::vector<handset_line> lines;
    for (const auto& each : phones_.list()) lines.push_back(line_of(each));
    for (const auto& found : survey_.ask()) {
        const bool known = std::any_of(lines.begin(), lines.end(), [&](const auto& each) {
            return each.address == found.address;
        });
        if (!known) lines.push_back(line_of(found));
    }
    return lines;
}

answer dialog_desk::status(const ask_status& what, std::optional<DWORD> own) {
    const auto found = find(what.number, own);
    if (!found) return refusal{"there is no such phone any more"};
    auto status = status_of(*found);
    const std::lock_guard lock(mutex_);
    const auto known = trials_.find(found->which);
    if (known != trials_.end()) {
        const auto state = known->second->state();
        status.ring_trial = state.now;
        status.trial_problem = state.problem;
    }
    return status;
}

answer dialog_desk::ring(const ask_ring& what, std::optional<DWORD> own) {
    const auto found = find(what.number, own);
    if (!found) return refusal{"there is no such phone any more"};
    std::shared_ptr<ring_trial> trial;
    {
        const std::lock_guard lock(mutex_);
        auto& known = trials_[found->which];
        if (!known) known = std::make_shared<ring_trial>(driver_, found->device);
        trial = known;
    }
    auto problem = trial->start(what.mode, what.volume);
    if (!problem.empty()) return refusal{std::move(problem)};
    return done{};
}

std::optional<dialog_desk::table::listed> dialog_desk::find(std::uint32_t number,
                                                            std::optional<DWORD> own) const {
    for (auto& each : phones_.list()) {
        const bool wanted = number == no_number ? own && each.id == own : each.which == number;
        if (wanted) return each;
    }
    return std::nullopt;
}

answer answer_without_session(const question& what) {
    if (std::holds_alternative<ask_overview>(what)) return make_overview(false);
    if (const auto* level = std::get_if<ask_level>(&what)) return set_level(*level);
    if (std::holds_alternative<ask_handsets>(what)) return handset_page{};
    return refusal{"no application uses the telephony service just now"};
}

overview make_overview(bool in_session) {
    const auto environment = read_environment();
    overview result;
    result.in_session = in_session;
    result.level = static_cast<std::uint8_t>(spdlog::default_logger()->level());
    const auto note = [&](bool is_set, override_bit bit) {
        if (is_set) result.overrides |= static_cast<std::uint8_t>(bit);
    };
    note(environment.file.has_value(), override_bit::file);
    note(environment.devices.has_value(), override_bit::devices);
    note(environment.level.has_value(), override_bit::level);
    note(environment.log_file.has_value(), override_bit::log_file);
    result.file = environment.file.value_or(default_config_file().string());
    return result;
}

}  // namespace offhook::tsp::ui
