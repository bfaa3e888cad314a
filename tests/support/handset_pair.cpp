#include "tests/support/handset_pair.hpp"

#include "driver/protocol/report_id.hpp"

#include <sstream>

namespace offhook::test {

using engine::milliseconds;
using engine::time_point;

handset_pair::handset_pair(sim::profile what, std::uint64_t seed, const engine::timing& times)
    : host(times, seed), device(std::move(what), "S" + std::to_string(seed), seed), random_(seed) {}

bool handset_pair::chance(double of) {
    return std::bernoulli_distribution(of)(random_);
}

void handset_pair::plug() {
    send(device.plug(host.now()));
}

void handset_pair::unplug() {
    device.unplug();
    ++life_;
    if (!std::exchange(open_, false)) return;
    host.on_lost();
    grant_wishes();
}

void handset_pair::send(sim::reports reports) {
    if (!open_) return;
    for (auto& report : reports) {
        if (chance(faults.drop)) continue;
        const bool twice = chance(faults.repeat);
        if (twice) put({direction::to_host, report, 0, life_}, last_to_host_);
        put({direction::to_host, std::move(report), 0, life_}, last_to_host_);
    }
}

void handset_pair::put(parcel one, time_point& last) {
    const milliseconds delay(std::uniform_int_distribution(0, faults.longest_delay)(random_));
    last = std::max(last, host.now() + delay);
    link_.emplace(last, std::move(one));
}

void handset_pair::run(milliseconds span) {
    const auto end = host.now() + span;
    while (step(end)) continue;
    host.set_now(end);
}

std::optional<time_point> handset_pair::next_time() const {
    std::optional<time_point> earliest;
    const auto consider = [&](std::optional<time_point> due) {
        if (due && (!earliest || *due < *earliest)) earliest = due;
    };
    if (!link_.empty()) consider(link_.begin()->first);
    consider(host.machine().deadline());
    consider(device.next_deadline());
    return earliest;
}

// The next thing that happens until `end`; false when nothing does.
bool handset_pair::step(time_point end) {
    grant_wishes();
    const auto due = next_time();
    if (!due || *due > end) return false;
    host.set_now(*due);
    if (!link_.empty() && link_.begin()->first <= host.now()) {
        const auto one = std::move(link_.extract(link_.begin()).mapped());
        deliver(one);
    } else if (const auto own = device.next_deadline(); own && *own <= host.now()) {
        send(device.on_time(host.now()));
    } else {
        host.on_time();
    }
    grant_wishes();
    return true;
}

void handset_pair::grant_wishes() {
    while (const auto wish = host.next_wish()) {
        switch (wish->what) {
            case engine_shell::wish::open: wants_to_open_ = true; break;
            case engine_shell::wish::identity:
                if (const auto report = device.get_feature(
                        static_cast<std::uint8_t>(protocol::report_id::identity))) {
                    host.on_identity(*report);
                }
                break;
            case engine_shell::wish::write: write(wish->data); break;
        }
    }
    if (!wants_to_open_ || !device.is_plugged()) return;
    wants_to_open_ = false;
    open_ = true;
    ++life_;
    host.on_opened();
    grant_wishes();
}

void handset_pair::write(const engine::transmission& what) {
    for (const auto& report : what.reports) {
        if (chance(faults.drop)) continue;
        put({direction::to_device, {report.begin(), report.end()}, 0, life_}, last_to_device_);
    }
    if (chance(faults.refuse)) return;
    put({direction::written, {}, what.token, life_}, last_to_device_);
}

void handset_pair::deliver(const parcel& one) {
    if (one.life != life_) return;
    switch (one.way) {
        case direction::to_device: send(device.on_report(host.now(), one.report)); break;
        case direction::to_host: host.on_report(one.report); break;
        case direction::written: host.on_written(one.token); break;
    }
}

bool handset_pair::is_quiet() const {
    return host.open_commands() == 0 && host.machine().table().size() == 0 && link_.empty();
}

namespace {

template <class Value>
void compare(
    std::ostream& out, const char* what, std::size_t i, const Value& ours, const Value& its) {
    if (!(ours == its)) out << what << ' ' << i << " differs; ";
}

}  // namespace

std::string handset_pair::difference() const {
    std::ostringstream out;
    const auto& known = host.machine().current();
    const auto ours = known.state();
    const auto its = device.state();
    for (std::size_t i = 0; i < 3; ++i) {
        compare(out, "hook", i, ours.hook[i], its.hook[i]);
        compare(out, "volume", i, ours.volume[i], its.volume[i]);
        compare(out, "gain", i, ours.gain[i], its.gain[i]);
    }
    compare(out, "ring", 0, ours.ring, its.ring);
    compare(out, "display", 0, ours.display, its.display);
    compare(out, "number of pairs", 0, ours.pairs.size(), its.pairs.size());
    for (std::size_t i = 0; i < std::min(ours.pairs.size(), its.pairs.size()); ++i) {
        const auto number = static_cast<std::uint8_t>(i);
        compare(out, "lamp", i, ours.pairs[i].lamp, its.pairs[i].lamp);
        compare(out, "button", i, ours.pairs[i].button, its.pairs[i].button);
        const auto info = known.button_info(number);
        if (info != device.button_info(number)) out << "label " << i << " differs; ";
    }
    for (std::size_t i = 0; i < device.what().areas.size(); ++i) {
        const auto number = static_cast<std::uint8_t>(i);
        if (!device.what().areas[i].info.readable()) continue;
        const auto content = known.area(number);
        const auto there = device.area(number);
        const bool same =
            content && std::equal(content->begin(), content->end(), there.begin(), there.end());
        if (!same) out << "area " << i << " differs; ";
    }
    return out.str();
}

}  // namespace offhook::test
