#include "tests/chaos/play.hpp"

namespace offhook::chaos {
namespace {

using engine::milliseconds;
using namespace std::chrono_literals;
using test::handset_pair;

/// How long the driver may need to be at one with a handset that nothing disturbs any more: its
/// back-off (5 s), requests that hang (30 s at most), and a look around.
constexpr milliseconds peace = 120s;

/// Longer than a heartbeat and the PING that follows.
constexpr milliseconds afterwards = 12s;

class performance {
public:
    performance(const schedule& what, audience* listener)
        : schedule_(what), listener_(listener), pair_(what.handset, what.seed) {}

    std::string run() {
        if (listener_ != nullptr) listener_->on_begin(pair_);
        pair_.watch(listener_);
        pair_.host.start();
        pair_.plug();
        for (const auto& step : schedule_.steps) {
            pair_.run(step.wait);
            if (listener_ != nullptr) listener_->on_step(step.what);
            std::visit([this](const auto& one) { act(one); }, step.what);
            if (!wrong_.empty()) return wrong_;
        }
        return judge();
    }

private:
    void tell(std::string_view what) const {
        if (listener_ != nullptr) listener_->on_note(what);
    }
    [[nodiscard]] engine::time_point now() const { return pair_.host.now(); }
    sim::handset& device() { return pair_.device; }

    void act(const submit& a) { (void)pair_.host.submit(a.what); }
    void act(const close&) { pair_.host.cancel_all(); }
    void act(const shut_down&) {
        stop();
        pair_.replace_host();
    }
    void act(const crash&) {
        inspect();
        pair_.replace_host();
    }
    void act(const unplug&) { pair_.unplug(); }
    void act(const plug&) { pair_.plug(); }
    void act(const reboot& a) { pair_.send(device().reboot(now(), a.reason)); }
    void act(const hang& a) { pair_.hang(a.span); }
    void act(const rival&) { pair_.take_over(); }
    void act(const press& a) { pair_.send(device().press(now(), a.button)); }
    void act(const release& a) { pair_.send(device().release(now(), a.button)); }
    void act(const lift& a) { pair_.send(device().set_hook(now(), a.device, a.mode)); }
    void act(const turn& a) {
        const bool volume = a.control == protocol::opcode::volume;
        pair_.send(volume ? device().turn_volume(now(), a.device, a.level)
                          : device().turn_gain(now(), a.device, a.level));
    }
    void act(const light& a) { pair_.send(device().change_lamp(now(), a.lamp, a.mode)); }
    void act(const change_area& a) { pair_.send(device().change_area(now(), 0, a.content)); }
    void act(const vendor_news& a) { pair_.send(device().send_vendor_event(now(), a.data)); }
    void act(const weather& a) { pair_.set_conditions(a.now); }

    // No trouble any more: then all must come to an end and to agreement.
    std::string judge() {
        tell("the faults stop");
        pair_.set_conditions({});
        pair_.hang(0ms);
        if (schedule_.damaging) pair_.unplug();
        pair_.plug();
        if (!pair_.run_until(peace, [this] { return is_settled(); })) return problem();
        tell("they agree; do they go on to?");
        pair_.run(afterwards);
        if (!is_settled()) return "not for long: " + problem();
        tell("stop");
        stop();
        return wrong_;
    }

    [[nodiscard]] bool is_settled() const {
        return pair_.is_quiet() && pair_.host.machine().is_connected() &&
               pair_.difference().empty();
    }

    [[nodiscard]] std::string problem() {
        inspect();
        if (!wrong_.empty()) return wrong_;
        const auto& machine = pair_.host.machine();
        if (pair_.is_racing()) return "they keep each other busy without end";
        if (pair_.host.open_commands() != 0) return "commands are open that should have ended";
        if (!machine.is_connected()) return "not connected";
        if (machine.outstanding() != 0) return "something stays outstanding in the driver";
        return "they do not agree: " + pair_.difference();
    }

    void stop() {
        pair_.host.stop();
        pair_.run(engine::timing{}.bye);
        const auto late = pair_.host.submit(engine::vendor_request{});
        if (!pair_.host.is_stopped()) wrong_ = "the driver does not stop in time";
        if (!pair_.host.end_of(late)) wrong_ = "a command after the stop does not end at once";
        if (pair_.host.machine().outstanding() != 0) wrong_ = "something is kept after the stop";
        inspect();
    }

    // The rules that the shell watches, of the driver that is there now.
    void inspect() {
        if (!pair_.host.violations().empty()) wrong_ = pair_.host.violations().front();
    }

    const schedule& schedule_;
    audience* listener_;
    handset_pair pair_;
    std::string wrong_;
};

}  // namespace

std::string play(const schedule& what, audience* listener) {
    return performance(what, listener).run();
}

schedule shrink(schedule failing) {
    for (auto length = failing.steps.size() / 2; length > 0; length /= 2) {
        for (std::size_t at = 0; at + length <= failing.steps.size();) {
            auto shorter = failing;
            const auto first = shorter.steps.begin() + static_cast<std::ptrdiff_t>(at);
            shorter.steps.erase(first, first + static_cast<std::ptrdiff_t>(length));
            if (play(shorter).empty()) {
                at += length;
            } else {
                failing = std::move(shorter);
            }
        }
    }
    return failing;
}

}  // namespace offhook::chaos
