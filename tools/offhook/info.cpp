#include "tools/offhook/connection.hpp"
#include "tools/offhook/devices.hpp"
#include "tools/offhook/failure.hpp"
#include "tools/offhook/look.hpp"
#include "tools/offhook/profile_words.hpp"
#include "tools/offhook/verb.hpp"

#include <spdlog/fmt/fmt.h>
#include <CLI/CLI.hpp>

namespace offhook::cli {
namespace {

constexpr const char* help = R"(
Opens a session: a program that has the handset just now loses it for a moment.
JSON: one object a handset: address, product, serial, maker, firmware, protocol, acknowledgement,
  rows, columns, ring_modes, hook, volume_devices, gain_devices, buttons, areas, vendor_max, driver.
Exit codes: 0 told; 3 no such handset, or it cannot be reached.
Example: offhook info --device sim:127.0.0.1:7310)";

/// Which policy says that a setting has worked. A driver that knows the vendor pipe only has one.
constexpr const char* acknowledgement =
    "by the handset's own answer (vendor pipe, firmware-protocol.md section 8)";

std::string version_line(runtime& driver, foreground& here, const std::string& address) {
    constexpr std::chrono::milliseconds limit{2500};
    const auto seen = look_at(driver, here, {address}, limit).front();
    return seen.identity ? version_of(*seen.identity)
                         : fmt::format("{}.x", protocol::major_version);
}

std::string counters_line(const handset_counters& n) {
    return fmt::format(
        "requests {}, repeated {}, late answers {}, malformed reports {}, event gaps {}, sessions "
        "{}",
        n.requests,
        n.repetitions,
        n.late_answers,
        n.malformed,
        n.event_gaps,
        n.sessions);
}

boost::json::object counters_json(const handset_counters& n) {
    return {{"requests", n.requests},
            {"repetitions", n.repetitions},
            {"late_answers", n.late_answers},
            {"malformed", n.malformed},
            {"event_gaps", n.event_gaps},
            {"sessions", n.sessions}};
}

class info_verb final : public verb {
public:
    void describe(CLI::App& app) override {
        command_ = app.add_subcommand("info", "What a handset is and what it can do");
        command_->footer(help);
    }

    [[nodiscard]] bool is_wanted() const override { return command_->parsed(); }

    [[nodiscard]] int run(const surroundings& with) override {
        const auto limit = with.configuration.first_look;
        const auto all = expand_all(with.driver, with.here, with.addresses, limit);
        if (all.empty()) {
            const auto& first = with.addresses.front();
            throw failure(exit_unreachable, why_nothing_fits(with.driver, with.here, first, limit));
        }
        int result = exit_ok;
        for (const auto& address : all) {
            try {
                tell(with, address);
            } catch (const failure& reason) {
                if (all.size() == 1) throw;
                complain(reason.what());
                result = reason.code();
            }
        }
        return result;
    }

private:
    static void tell(const surroundings& with, const std::string& address) {
        const auto version = version_line(with.driver, with.here, address);
        const connection handset(with.driver, with.here, address, with.configuration.timing);
        if (with.out.is_json()) {
            with.out.object(object_of(handset, version));
        } else {
            page(with.out, handset, version);
        }
    }

    static boost::json::object object_of(const connection& handset, const std::string& version) {
        const auto profile = handset.profile();
        boost::json::object out{{"address", handset.address()},
                                {"product", profile->names.product},
                                {"serial", profile->names.serial},
                                {"maker", profile->names.maker},
                                {"firmware", profile->names.firmware},
                                {"firmware_value", profile->firmware},
                                {"protocol", version},
                                {"acknowledgement", acknowledgement}};
        for (const auto& each : capabilities_json(*profile)) {
            out[each.key()] = each.value();
        }
        out["driver"] = counters_json(handset.counters());
        return out;
    }

    static void page(const output& out, const connection& handset, const std::string& version) {
        const auto profile = handset.profile();
        const auto& names = profile->names;
        std::vector<fact> facts{{"product", printable(names.product)},
                                {"serial number", printable(names.serial)},
                                {"maker", printable(names.maker)},
                                {"address", handset.address()},
                                {"firmware", firmware_of(*profile)},
                                {"protocol",
                                 fmt::format("{} (this program speaks {}.{})",
                                             version,
                                             protocol::major_version,
                                             protocol::minor_version)},
                                {"acknowledged", acknowledgement}};
        for (auto& each : capabilities_in_words(*profile)) facts.push_back(std::move(each));
        facts.emplace_back("driver", counters_line(handset.counters()));
        std::vector<std::vector<std::string>> rows;
        for (const auto& [name, what] : facts) rows.push_back({name, what.empty() ? "-" : what});
        for (const auto& line : in_columns(rows)) out.line(line);
        if (profile->buttons.empty()) return;
        out.line("");
        for (const auto& line : in_columns(button_rows(*profile))) out.line(line);
    }

    CLI::App* command_ = nullptr;
};

}  // namespace

std::unique_ptr<verb> make_info_verb() {
    return std::make_unique<info_verb>();
}

}  // namespace offhook::cli
