#include "tools/offhook/devices.hpp"

#include "driver/hid_facts.hpp"
#include "tools/offhook/failure.hpp"
#include "tools/offhook/look.hpp"

#include <spdlog/fmt/fmt.h>
#include <algorithm>
#include <memory>
#include <utility>

namespace offhook::cli {
namespace {

using std::chrono::milliseconds;

struct found_so_far {
    std::vector<std::string> addresses;
    bool is_complete = false;
};

std::string join(const std::vector<std::string>& all) {
    std::string text;
    for (const auto& one : all) text += (text.empty() ? "" : ", ") + one;
    return text;
}

/// Handsets answer in any order; people find them in that of their numbers, 2 before 10.
void sort(std::vector<std::string>& addresses) {
    std::ranges::sort(
        addresses, {}, [](const std::string& one) { return std::pair(one.size(), one); });
}

std::string why_no_hid() {
    const auto facts = look_at_hid();
    if (!facts.error.empty()) return facts.error;
    return fmt::format(
        "no USB handset is plugged in ({} HID devices are seen, none with usage page FF55, usage "
        "01); plug one in, or start a software one: offhook-sim --listen 127.0.0.1:7310, then "
        "--device sim:127.0.0.1:7310",
        facts.devices);
}

}  // namespace

std::vector<std::string> expand(runtime& driver,
                                foreground& here,
                                const std::string& pattern,
                                milliseconds limit) {
    const auto found = std::make_shared<found_so_far>();
    watch_events events;
    events.on_arrival = [&here, found](const found_handset& one) {
        here.post([found, address = one.address] { found->addresses.push_back(address); });
    };
    events.on_listed = [&here, found] { here.post([found] { found->is_complete = true; }); };
    const auto made = driver.watch_handsets(pattern, std::move(events));
    if (!made.value) throw failure(exit_bad_call, made.error);
    here.run_until([&] { return found->is_complete; }, limit);
    sort(found->addresses);
    return found->addresses;
}

std::vector<std::string> expand_all(runtime& driver,
                                    foreground& here,
                                    const std::vector<std::string>& addresses,
                                    milliseconds limit) {
    std::vector<std::string> all;
    const auto add = [&](const std::string& address) {
        if (std::find(all.begin(), all.end(), address) == all.end()) all.push_back(address);
    };
    for (const auto& address : addresses) {
        if (!runtime::is_pattern(address)) {
            add(address);
            continue;
        }
        for (const auto& one : expand(driver, here, address, limit)) add(one);
    }
    return all;
}

std::string why_nothing_fits(runtime& driver,
                             foreground& here,
                             const std::string& pattern,
                             milliseconds limit) {
    if (pattern.starts_with("hid:")) return why_no_hid();
    // A simulator that is there has a handset 0; one that is not gives its reason there, too.
    const auto first = pattern.substr(0, pattern.size() - 1) + "0";
    const auto seen = look_at(driver, here, {first}, limit).front();
    return seen.problem.empty() ? "nothing fits " + pattern : seen.problem;
}

std::string the_one(runtime& driver,
                    foreground& here,
                    const std::vector<std::string>& addresses,
                    milliseconds limit) {
    auto all = expand_all(driver, here, addresses, limit);
    if (all.empty()) {
        throw failure(exit_unreachable, why_nothing_fits(driver, here, addresses.front(), limit));
    }
    if (all.size() > 1) {
        throw failure(
            exit_bad_call,
            fmt::format(
                "there are {} handsets: {}; say which with --device ADDR", all.size(), join(all)));
    }
    return std::move(all.front());
}

}  // namespace offhook::cli
