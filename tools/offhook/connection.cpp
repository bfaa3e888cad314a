#include "tools/offhook/connection.hpp"

#include "tools/offhook/devices.hpp"
#include "tools/offhook/failure.hpp"
#include "tools/offhook/look.hpp"

#include <optional>
#include <utility>

namespace offhook::cli {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds look_limit{2500};

microseconds since(steady_clock::time_point began) {
    return std::chrono::duration_cast<microseconds>(steady_clock::now() - began);
}

[[noreturn]] void give_up() {
    throw failure(exit_failed, "interrupted");
}

}  // namespace

void say_bye(handset& handset, foreground& here) {
    const auto is_stopped = std::make_shared<bool>(false);
    handset.stop([&here, is_stopped] { here.post([is_stopped] { *is_stopped = true; }); });
    here.drain_until([is_stopped] { return *is_stopped; });
}

connection::connection(runtime& driver,
                       foreground& here,
                       const std::string& address,
                       const engine::timing& timing)
    : here_(here), address_(address) {
    const auto seen = look_at(driver, here, {address}, look_limit).front();
    if (here.is_interrupted()) give_up();
    if (seen.state == look_state::unplugged && address == "hid:") {
        throw failure(exit_unreachable, why_nothing_fits(driver, here, "hid:*", look_limit));
    }
    if (seen.state != look_state::ready) throw failure(exit_unreachable, seen.problem);
    open(driver, timing);
}

void connection::open(runtime& driver, const engine::timing& timing) {
    const auto began = steady_clock::now();
    auto made = driver.make_handset(
        address_, timing, [&here = here_](const engine::handset_event&) { here.post([] {}); });
    if (!made.value) throw failure(exit_bad_call, made.error);
    handset_ = std::move(made.value);
    handset_->start();
    const auto connected = [this] { return handset_->is_connected(); };
    const bool is_open = here_.run_until(connected, timing.open + look_limit);
    opened_in_ = since(began);
    if (is_open) return;
    if (here_.is_interrupted()) give_up();
    const auto reason = handset_->last_error();
    const auto text = reason ? reason.message() : "it does not answer";
    throw failure(exit_unreachable, "no session with " + address_ + ": " + text);
}

connection::~connection() {
    say_bye(*handset_, here_);
}

performed connection::perform(engine::command what) {
    const auto began = steady_clock::now();
    auto ended = std::make_shared<std::optional<performed>>();
    handset_->submit(std::move(what), [&here = here_, ended, began](const engine::outcome& result) {
        here.post([ended, done = performed{result, since(began)}] { *ended = done; });
    });
    if (!here_.run_until([&] { return ended->has_value(); })) give_up();
    return **ended;
}

bool connection::wait_for(const std::function<bool()>& is_done, milliseconds limit) {
    const bool done = here_.run_until(is_done, limit);
    if (here_.is_interrupted()) give_up();
    return done;
}

}  // namespace offhook::cli
