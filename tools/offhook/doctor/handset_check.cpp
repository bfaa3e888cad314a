#include "tools/offhook/doctor/handset_check.hpp"

#include "driver/hid_facts.hpp"
#include "tools/offhook/connection.hpp"
#include "tools/offhook/devices.hpp"
#include "tools/offhook/doctor/holders.hpp"
#include "tools/offhook/failure.hpp"
#include "tools/offhook/look.hpp"
#include "tools/offhook/profile_words.hpp"
#include "tools/offhook/setting_words.hpp"

#include <spdlog/fmt/fmt.h>
#include <algorithm>
#include <optional>

namespace offhook::cli {
namespace {

using std::chrono::microseconds;

constexpr int round_trips = 20;

double ms(microseconds span) {
    return static_cast<double>(span.count()) / 1000;
}

/// What to do about a handset that is not ready. The reason often says it already.
std::string advice_for(const looked_at& seen) {
    switch (seen.state) {
        case look_state::ready: return {};
        case look_state::no_permission:
            return "install packaging/udev/70-offhook.rules (cmake --install build/gcc --component "
                   "udev), then: udevadm control --reload && udevadm trigger";
        case look_state::unplugged: return "plug the handset in, or correct the address";
        case look_state::unreachable: return "correct the address, or start what listens there";
        case look_state::silent:
            return "plug the handset in anew; if it stays silent, it is broken";
        case look_state::foreign: return "correct the address: offhook list tells the handsets";
        case look_state::other_version: return "update the handset's firmware, or Offhook";
    }
    return {};
}

/// Something that changes nothing: what the handset shows is set once more.
std::optional<protocol::setting> harmless(const connection& handset) {
    const auto profile = handset.profile();
    const auto state = handset.picture().state();
    if (profile->has(protocol::capability::display) && !state.display.empty()) {
        return protocol::display_setting{0, 0, state.display.substr(0, state.columns)};
    }
    for (std::size_t i = 0; i < std::min(profile->buttons.size(), state.pairs.size()); ++i) {
        const auto mode = state.pairs[i].lamp;
        const bool can_be_set =
            mode != protocol::lamp_mode::dummy && mode != protocol::lamp_mode::unknown;
        if (profile->buttons[i].has_lamp() && can_be_set) {
            return protocol::lamp_setting{static_cast<std::uint8_t>(i), mode};
        }
    }
    return std::nullopt;
}

/// Medians of what was measured, or why it could not be.
finding measure(connection& handset) {
    const auto setting = harmless(handset);
    if (!setting) {
        return {"round trip", verdict::note, "it has neither display nor lamp to try", ""};
    }
    std::vector<microseconds> spans;
    for (int i = 0; i < round_trips; ++i) {
        const auto how = handset.perform(*setting);
        if (how.result.error) {
            return {"round trip",
                    verdict::problem,
                    in_words(engine::command(*setting)) + ": " + reason_of(how.result),
                    "the handset does not acknowledge; plug it in anew, then ask who made it"};
        }
        spans.push_back(how.took);
    }
    std::sort(spans.begin(), spans.end());
    const bool is_display = std::holds_alternative<protocol::display_setting>(*setting);
    return {"round trip",
            verdict::ok,
            fmt::format("{} set {} times to what it is: acknowledged after {:.2f} ms (median), "
                        "{:.2f} ms at worst",
                        is_display ? "the display" : "a lamp",
                        round_trips,
                        ms(spans[spans.size() / 2]),
                        ms(spans.back())),
            ""};
}

void check_session(const surroundings& with, const std::string& address, findings& all) {
    try {
        connection handset(with.driver, with.here, address, with.configuration.timing);
        all.push_back({"session",
                       verdict::ok,
                       fmt::format("{} opened in {:.1f} ms: {} {}, firmware {}",
                                   address,
                                   ms(handset.opened_in()),
                                   printable(handset.profile()->names.product),
                                   printable(handset.profile()->names.serial),
                                   firmware_of(*handset.profile())),
                       ""});
        all.push_back(measure(handset));
    } catch (const failure& reason) {
        if (with.here.is_interrupted()) throw;
        all.push_back({"session",
                       verdict::problem,
                       reason.what(),
                       "plug the handset in anew; offhook watch --verbose shows what it says"});
    }
}

void check_one(const surroundings& with, const looked_at& seen, findings& all) {
    if (seen.state != look_state::ready) {
        all.push_back({"handset", verdict::problem, seen.problem, advice_for(seen)});
        all.push_back({"session", verdict::not_checked, "the handset is not ready", ""});
        return;
    }
    all.push_back({"handset",
                   verdict::ok,
                   fmt::format("{}: {} {} at {}",
                               seen.address,
                               printable(seen.device->name),
                               printable(seen.device->serial),
                               printable(seen.device->path)),
                   ""});
    all.push_back({"protocol",
                   verdict::ok,
                   fmt::format("the handset speaks {}, this program {}.{}",
                               version_of(*seen.identity),
                               protocol::major_version,
                               protocol::minor_version),
                   ""});
    if (const auto holders = holders_of(seen.device->path); !holders.empty()) {
        all.push_back({"other programs",
                       verdict::note,
                       "the handset is open in " + holders,
                       "a handset has one host at a time: if it is not the provider, end it"});
    }
    check_session(with, seen.address, all);
}

}  // namespace

findings check_hid() {
    const auto facts = look_at_hid();
    const auto name = fmt::format("{} {}", facts.back_end, facts.version);
    if (!facts.error.empty()) {
        return {{"hidapi",
                 verdict::problem,
                 facts.error,
                 "install hidapi 0.13.1 or later; on Debian: tools/setup"}};
    }
    return {{"hidapi",
             verdict::ok,
             fmt::format("back end {}; {} HID devices are seen", name, facts.devices),
             ""}};
}

findings check_handsets(const surroundings& with) {
    findings all;
    const auto limit = with.configuration.first_look;
    const auto found = expand_all(with.driver, with.here, with.addresses, limit);
    for (const auto& seen : look_at(with.driver, with.here, found, limit)) {
        const bool is_usb = seen.address == "hid:";
        if (is_usb && seen.state == look_state::unplugged) {
            const auto reason = why_nothing_fits(with.driver, with.here, "hid:*", limit);
            all.push_back({"handset", verdict::problem, reason, advice_for(seen)});
            all.push_back({"session", verdict::not_checked, "there is no handset", ""});
            continue;
        }
        check_one(with, seen, all);
    }
    if (!found.empty()) return all;
    const auto reason = why_nothing_fits(with.driver, with.here, with.addresses.front(), limit);
    all.push_back({"handset", verdict::problem, reason, "plug one in, or correct the address"});
    all.push_back({"session", verdict::not_checked, "there is no handset", ""});
    return all;
}

}  // namespace offhook::cli
