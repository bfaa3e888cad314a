#include "tests/support/handset_pair.hpp"

#include "driver/protocol/hello.hpp"
#include "driver/protocol/report_id.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>

namespace offhook::test {

using engine::milliseconds;
using engine::time_point;
using sim::way;

handset_pair::handset_pair(sim::profile what, std::uint64_t seed, const engine::timing& times)
    : host(times, seed),
      device(std::move(what), "S" + std::to_string(seed), seed),
      times_(times),
      seed_(seed),
      link_({}),
      random_(seed) {}

void handset_pair::set_conditions(const conditions& now) {
    conditions_ = now;
    link_ = sim::fault_link({{}, now.faults});
}

void handset_pair::plug() {
    send(device.plug(host.now()));
}

void handset_pair::unplug() {
    device.unplug();
    if (!std::exchange(open_, false)) return;
    cut_off();
    host.on_lost();
    grant_wishes();
}

void handset_pair::cut_off() {
    link_.cut_off();
    arrived_.clear();
    writes_.clear();
}

void handset_pair::take_over() {
    protocol::nonce nonce{};
    for (auto& byte : nonce) byte = static_cast<std::uint8_t>(random_());
    const protocol::hello hello{nonce, protocol::major_version, protocol::minor_version};
    const protocol::message message{
        0, protocol::hello_sequence, protocol::opcode::hello, 0, encoded(hello)};
    for (const auto& report : protocol::split(protocol::report_id::frame_to_device, message)) {
        send(device.on_report(host.now(), report));
    }
}

void handset_pair::replace_host() {
    const auto now = host.now();
    open_ = false;
    wants_to_open_ = false;
    cut_off();
    host = engine_shell(times_, ++seed_);
    host.set_now(now);
    host.start();
}

void handset_pair::send(const sim::reports& reports) {
    if (is_hung()) return;
    for (const auto& report : reports) put(way::to_host, report);
}

void handset_pair::put(way where, protocol::bytes_view report) {
    if (!open_) return;
    const auto before = link_.happened().size();
    auto now = link_.pass(host.now(), where, report);
    if (watcher_ != nullptr) {
        watcher_->on_sent(where, report, std::span(link_.happened()).subspan(before));
    }
    std::ranges::move(now, std::back_inserter(arrived_));
}

void handset_pair::run(milliseconds span) {
    const auto end = host.now() + span;
    while (step(end)) continue;
    host.set_now(end);
}

std::optional<time_point> handset_pair::device_due() const {
    const auto due = device.next_deadline();
    return due ? std::optional(std::max(*due, hung_until_)) : std::nullopt;
}

std::optional<time_point> handset_pair::next_time() const {
    if (!arrived_.empty()) return host.now();
    std::optional<time_point> earliest;
    const auto consider = [&](std::optional<time_point> due) {
        if (due && (!earliest || *due < *earliest)) earliest = due;
    };
    if (!writes_.empty()) consider(writes_.begin()->first);
    consider(link_.next_deadline());
    consider(host.machine().deadline());
    consider(device_due());
    return earliest;
}

// The next thing that happens until `end`; false when nothing does.
bool handset_pair::step(time_point end) {
    grant_wishes();
    const auto due = next_time();
    if (!due || *due > end || is_racing()) return false;
    steps_ = *due > host.now() ? 0 : steps_ + 1;
    host.set_now(*due);
    if (!arrived_.empty()) {
        deliver();
    } else if (const auto arrival = link_.next_deadline(); arrival && *arrival <= host.now()) {
        arrive();
    } else if (!writes_.empty() && writes_.begin()->first <= host.now()) {
        finish_write();
    } else if (const auto own = device_due(); own && *own <= host.now()) {
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
    if (wants_to_open_ && device.is_plugged()) open();
}

void handset_pair::open() {
    wants_to_open_ = false;
    open_ = true;
    cut_off();
    host.on_opened();
    grant_wishes();
}

void handset_pair::write(const engine::transmission& what) {
    for (const auto& report : what.reports) put(way::to_device, report);
    const auto lot = static_cast<unsigned>(random_());
    if (lot % 1000 < conditions_.stuck) return;
    const milliseconds taken(lot % (conditions_.longest_write.count() + 1));
    if (taken == milliseconds(0)) return host.on_written(what.token);
    writes_.emplace(host.now() + taken, what.token);
}

void handset_pair::finish_write() {
    const auto token = writes_.extract(writes_.begin()).mapped();
    host.on_written(token);
}

void handset_pair::arrive() {
    for (auto& one : link_.on_time(host.now())) {
        if (watcher_ != nullptr) watcher_->on_arrived(one.where, one.report);
        arrived_.push_back(std::move(one));
    }
}

void handset_pair::deliver() {
    const auto one = std::move(arrived_.front());
    arrived_.pop_front();
    if (one.where == way::to_host) {
        host.on_report(one.report);
    } else if (!is_hung()) {
        send(device.on_report(host.now(), one.report));
    }
}

bool handset_pair::is_quiet() const {
    return host.open_commands() == 0 && host.machine().outstanding() == 0 && arrived_.empty() &&
           !link_.next_deadline();
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
