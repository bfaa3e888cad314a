#include "tools/offhook/devices.hpp"
#include "tools/offhook/failure.hpp"
#include "tools/offhook/look.hpp"
#include "tools/offhook/verb.hpp"

#include <spdlog/fmt/fmt.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <set>

namespace offhook::cli {
namespace {

constexpr const char* help = R"(
Looks for USB handsets, and at the addresses of the configuration or of --device; nothing is taken
from a program that uses one. ADDRESS is what --device takes, and stays the same over replugs.
JSON, an object a line: {"address":..,"product":..,"serial":..,"vendor_id":..,"product_id":..,
  "path":..,"firmware":..,"protocol":"1.0","capabilities":..,"state":"ready"}, with "problem" where
  the state is not ready.
Exit codes: 0 a handset is ready; 3 none is.
Examples: offhook list
          offhook list --device 'sim:127.0.0.1:7310/*' --json)";

/// The configured addresses, and all USB handsets; only those of --device when it is given.
std::vector<std::string> wanted(const surroundings& with) {
    if (with.is_device_given) return with.addresses;
    std::vector<std::string> all{"hid:*"};
    for (const auto& address : with.addresses) {
        if (address != "hid:" && address != "hid:*") all.push_back(address);
    }
    return all;
}

std::string name_of(const looked_at& one) {
    return one.device ? printable(one.device->name) : std::string();
}

std::string firmware_of(const looked_at& one) {
    return one.identity ? fmt::format("{:08x}", one.identity->firmware) : std::string();
}

std::vector<std::string> row_of(const looked_at& one) {
    const auto serial = one.device ? printable(one.device->serial) : std::string();
    const auto dash = [](const std::string& text) { return text.empty() ? "-" : text; };
    return {one.address,
            dash(name_of(one)),
            dash(serial),
            dash(firmware_of(one)),
            std::string(word_of(one.state))};
}

boost::json::object object_of(const looked_at& one) {
    boost::json::object out{{"address", one.address}};
    if (one.device) {
        out["product"] = one.device->name;
        out["serial"] = one.device->serial;
        out["vendor_id"] = fmt::format("{:04x}", one.device->vendor);
        out["product_id"] = fmt::format("{:04x}", one.device->product);
        out["path"] = one.device->path;
    }
    if (one.identity) {
        out["firmware"] = one.identity->firmware;
        out["protocol"] = version_of(*one.identity);
        out["capabilities"] = one.identity->capabilities;
    }
    out["state"] = std::string(word_of(one.state));
    if (!one.problem.empty()) out["problem"] = one.problem;
    return out;
}

/// A handset that was found by two addresses is listed once, under the first.
std::vector<looked_at> without_doubles(std::vector<looked_at> all) {
    std::set<std::string> paths;
    std::erase_if(all, [&](const looked_at& one) {
        return one.device && !paths.insert(one.device->path).second;
    });
    return all;
}

class list_verb final : public verb {
public:
    void describe(CLI::App& app) override {
        command_ = app.add_subcommand("list", "All handsets that can be found, and how they are");
        command_->footer(help);
    }

    [[nodiscard]] bool is_wanted() const override { return command_->parsed(); }

    [[nodiscard]] int run(const surroundings& with) override {
        const auto limit = with.configuration.first_look;
        const auto asked = wanted(with);
        const auto found = expand_all(with.driver, with.here, asked, limit);
        const auto seen = without_doubles(look_at(with.driver, with.here, found, limit));
        print(seen, with.out);
        const bool any = std::any_of(seen.begin(), seen.end(), [](const looked_at& one) {
            return one.state == look_state::ready;
        });
        if (any) return exit_ok;
        explain_nothing(seen, asked, with);
        return exit_unreachable;
    }

private:
    static void print(const std::vector<looked_at>& seen, const output& out) {
        std::vector<std::vector<std::string>> rows{
            {"ADDRESS", "PRODUCT", "SERIAL", "FIRMWARE", "STATE"}};
        for (const auto& one : seen) {
            rows.push_back(row_of(one));
            out.object(object_of(one));
        }
        if (seen.empty()) return;
        for (const auto& line : in_columns(rows)) out.line(line);
        for (const auto& one : seen) {
            if (!one.problem.empty()) out.line("  " + one.problem);
        }
    }

    static void explain_nothing(const std::vector<looked_at>& seen,
                                const std::vector<std::string>& asked,
                                const surroundings& with) {
        complain(seen.empty() ? "no handset was found" : "no handset is ready");
        for (const auto& address : asked) {
            const bool is_empty = runtime::is_pattern(address) && seen.empty();
            if (!is_empty) continue;
            complain(
                why_nothing_fits(with.driver, with.here, address, with.configuration.first_look));
        }
    }

    CLI::App* command_ = nullptr;
};

}  // namespace

std::unique_ptr<verb> make_list_verb() {
    return std::make_unique<list_verb>();
}

}  // namespace offhook::cli
