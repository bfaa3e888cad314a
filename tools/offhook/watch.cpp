#include "driver/engine/error.hpp"
#include "tools/offhook/connection.hpp"
#include "tools/offhook/event_words.hpp"
#include "tools/offhook/failure.hpp"
#include "tools/offhook/values.hpp"
#include "tools/offhook/verb.hpp"

#include <spdlog/fmt/chrono.h>
#include <spdlog/fmt/fmt.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <set>

namespace offhook::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::system_clock;

constexpr const char* help = R"(
One line for each event until Ctrl-C: keys, hook switch, volume, lamps, display, and plug and unplug
("connected", "disconnected"). A handset that is not there yet is waited for. While it is watched no
other program has it. The first "connected" of each handset is not counted by --count.
JSON: {"at":"2026-11-26T12:00:00.123Z","address":..,"event":"button","button":5,"state":"down"}
  event is connected disconnected capabilities button hook volume gain lamp ring-mode ring-volume
  display button-info data vendor, each with the members of its kind.
Exit codes: 0 ended by Ctrl-C, --for or --count; 1 --for was over before --count events had come.
Examples: offhook watch
          offhook watch --json --count 1 --for 30     waits for one event, at most half a minute)";

std::string clock_text(system_clock::time_point at, const char* form, bool is_utc) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(at);
    const auto ms = std::chrono::duration_cast<milliseconds>(at - whole).count();
    const auto seconds = system_clock::to_time_t(whole);
    const auto broken_down = is_utc ? fmt::gmtime(seconds) : fmt::localtime(seconds);
    return fmt::format(fmt::runtime(form), broken_down) + fmt::format(".{:03}", ms);
}

/// Handsets that are watched. Lives in the foreground; the driver's thread only posts to it.
class watcher : public std::enable_shared_from_this<watcher> {
public:
    explicit watcher(const surroundings& with) : with_(with) {}

    ~watcher() {
        for (auto& [address, one] : handsets_) say_bye(*one.handset, with_.here);
    }

    watcher(const watcher&) = delete;
    watcher& operator=(const watcher&) = delete;

    void add(const std::string& address) {
        if (runtime::is_pattern(address)) return add_pattern(address);
        if (handsets_.contains(address)) return;
        auto made = with_.driver.make_handset(
            address,
            with_.configuration.timing,
            [&here = with_.here, weak = weak_from_this(), address](
                const engine::handset_event& event) {
                here.post_to(weak, [address, event, at = system_clock::now()](watcher& self) {
                    self.on_event(address, event, at);
                });
            });
        if (!made.value) throw failure(exit_bad_call, made.error);
        handsets_[address].handset = std::move(made.value);
        handsets_[address].handset->start();
    }

    /// Says which handsets are not there yet.
    void tell_missing() const {
        for (const auto& [address, one] : handsets_) {
            if (one.was_connected) continue;
            const auto reason = one.handset->last_error();
            complain(fmt::format("waiting for {}: {}",
                                 address,
                                 reason ? reason.message() : "nothing is plugged in there"));
        }
        if (handsets_.empty()) complain("waiting for a handset to be plugged in");
    }

    [[nodiscard]] bool are_all_there() const {
        return !handsets_.empty() &&
               std::all_of(handsets_.begin(), handsets_.end(), [](const auto& each) {
                   return each.second.was_connected;
               });
    }

    [[nodiscard]] std::uint32_t count() const { return count_; }

    /// From now on nothing more is printed than this many events in all.
    void stop_after(std::uint32_t count) { most_ = count; }

private:
    struct watched {
        std::unique_ptr<offhook::handset> handset;
        bool was_connected = false;
        std::set<std::uint8_t> known_areas;
    };

    /// The driver reads each data area once it is connected, and tells it as a change.
    static bool is_first_reading(const engine::handset_event& event, watched& from) {
        const auto* const data = std::get_if<protocol::data_changed>(&event);
        return data != nullptr && from.known_areas.insert(data->area).second;
    }

    /// A handset that was pulled out stays: it connects again by itself.
    void add_pattern(const std::string& pattern) {
        watch_events events;
        events.on_arrival = [&here = with_.here,
                             weak = weak_from_this()](const found_handset& one) {
            here.post_to(weak, [address = one.address](watcher& self) { self.add(address); });
        };
        auto made = with_.driver.watch_handsets(pattern, std::move(events));
        if (!made.value) throw failure(exit_bad_call, made.error);
        watches_.push_back(std::move(made.value));
    }

    void on_event(const std::string& address,
                  const engine::handset_event& event,
                  system_clock::time_point at) {
        auto& from = handsets_.at(address);
        const bool is_first =
            std::holds_alternative<engine::connected>(event) && !from.was_connected;
        if (is_first) from.was_connected = true;
        if (!from.was_connected || count_ >= most_ || is_first_reading(event, from)) return;
        print(address, event, *from.handset, at);
        if (!is_first) ++count_;
    }

    void print(const std::string& address,
               const engine::handset_event& event,
               const handset& from,
               system_clock::time_point at) const {
        if (!with_.out.is_json()) {
            const auto who = handsets_.size() > 1 ? address + "  " : std::string();
            return with_.out.line(fmt::format(
                "{}  {}{}", clock_text(at, "{:%H:%M:%S}", false), who, in_words(event, from)));
        }
        boost::json::object line{{"at", clock_text(at, "{:%Y-%m-%dT%H:%M:%S}", true) + "Z"},
                                 {"address", address}};
        for (const auto& each : to_json(event, from)) line[each.key()] = each.value();
        with_.out.object(line);
    }

    const surroundings& with_;
    std::map<std::string, watched> handsets_;
    std::vector<std::unique_ptr<handset_watch>> watches_;
    std::uint32_t count_ = 0;
    std::uint32_t most_ = UINT32_MAX;
};

class watch_verb final : public verb {
public:
    void describe(CLI::App& app) override {
        command_ = app.add_subcommand("watch", "Tell what happens at a handset until Ctrl-C");
        command_->footer(help);
        command_->add_option("--count", count_, "End after so many events")->type_name("N");
        command_->add_option("--for", span_, "End after so many seconds")->type_name("SECONDS");
    }

    [[nodiscard]] bool is_wanted() const override { return command_->parsed(); }

    [[nodiscard]] int run(const surroundings& with) override {
        const auto most = count_.empty() ? UINT32_MAX : number_of(count_, "--count", UINT32_MAX);
        const auto span = span_.empty() ? std::nullopt : std::optional(seconds_of(span_, "--for"));
        const auto began = std::chrono::steady_clock::now();
        const auto watched = std::make_shared<watcher>(with);
        watched->stop_after(most);
        for (const auto& address : with.addresses) watched->add(address);
        const auto enough = [&] { return watched->count() >= most; };
        const auto first =
            std::min(with.configuration.first_look, span.value_or(with.configuration.first_look));
        with.here.run_until([&] { return enough() || watched->are_all_there(); }, first);
        if (!watched->are_all_there() && !with.here.is_interrupted()) watched->tell_missing();
        const auto rest = [&]() -> std::optional<milliseconds> {
            if (!span) return std::nullopt;
            const auto gone =
                std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - began);
            return std::max(*span - gone, milliseconds{0});
        };
        with.here.run_until(enough, rest());
        const bool is_short = !count_.empty() && !enough() && !with.here.is_interrupted();
        return is_short ? exit_failed : exit_ok;
    }

private:
    CLI::App* command_ = nullptr;
    std::string count_;
    std::string span_;
};

}  // namespace

std::unique_ptr<verb> make_watch_verb() {
    return std::make_unique<watch_verb>();
}

}  // namespace offhook::cli
