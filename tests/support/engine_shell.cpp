#include "tests/support/engine_shell.hpp"

#include "driver/protocol/report_id.hpp"

namespace offhook::test {

using engine::actions;

engine_shell::engine_shell(const engine::timing& times, std::uint64_t seed)
    : machine_(times, seed) {}

void engine_shell::start() {
    started_ = true;
    stopped_ = false;
    actions out;
    machine_.start(now_, out);
    perform(out);
}

void engine_shell::stop() {
    actions out;
    machine_.stop(now_, out);
    perform(out);
    if (open_commands() != 0) violations_.emplace_back("stop() left a command open");
}

void engine_shell::on_opened() {
    actions out;
    machine_.on_opened(now_, out);
    perform(out);
}

void engine_shell::on_identity(protocol::bytes_view report) {
    actions out;
    machine_.on_identity(now_, {}, report, out);
    perform(out);
}

void engine_shell::on_identity(boost::system::error_code error) {
    actions out;
    machine_.on_identity(now_, error, {}, out);
    perform(out);
}

void engine_shell::on_report(protocol::bytes_view report) {
    actions out;
    machine_.on_report(now_, report, out);
    perform(out);
}

void engine_shell::on_message(const protocol::message& input) {
    for (const auto& report : protocol::split(protocol::report_id::frame_to_host, input)) {
        on_report(report);
    }
}

void engine_shell::on_written(std::uint64_t token) {
    actions out;
    machine_.on_written(now_, token, out);
    perform(out);
}

void engine_shell::on_lost(boost::system::error_code reason) {
    actions out;
    machine_.on_lost(now_, reason, "pulled out", out);
    perform(out);
}

void engine_shell::on_time() {
    actions out;
    machine_.on_time(now_, out);
    perform(out);
}

engine::command_id engine_shell::submit(engine::command what) {
    const auto id = ++submitted_;
    actions out;
    machine_.submit(now_, id, std::move(what), out);
    perform(out);
    return id;
}

void engine_shell::cancel_all() {
    actions out;
    machine_.cancel_all(now_, out);
    perform(out);
    if (open_commands() != 0) violations_.emplace_back("cancel_all() left a command open");
}

std::optional<engine_shell::io> engine_shell::next_wish() {
    if (wishes_.empty()) return std::nullopt;
    auto first = std::move(wishes_.front());
    wishes_.pop_front();
    return first;
}

std::optional<engine::outcome> engine_shell::end_of(engine::command_id id) const {
    const auto found = ends_.find(id);
    if (found == ends_.end()) return std::nullopt;
    return found->second;
}

void engine_shell::perform(actions& what) {
    for (auto& action : what) {
        const bool answer = std::holds_alternative<engine::complete>(action);  // of a late submit()
        if ((stopped_ || !started_) && !answer) violations_.emplace_back("an action while stopped");
        if (watcher_) watcher_(action);
        std::visit([this](auto& one) { take(one); }, action);
    }
    const auto due = machine_.deadline();
    if (stopped_ && due) violations_.emplace_back("a deadline while stopped");
    if (machine_.is_connected() && !connected_) violations_.emplace_back("connected, but not told");
}

void engine_shell::take(engine::open_transport) {
    wishes_.push_back({wish::open, {}});
}

void engine_shell::take(engine::close_transport) {
    wishes_.clear();
}

void engine_shell::take(engine::read_identity) {
    wishes_.push_back({wish::identity, {}});
}

void engine_shell::take(engine::write_reports& what) {
    wishes_.push_back({wish::write, std::move(what.what)});
}

void engine_shell::take(engine::complete& what) {
    const bool known = what.id >= 1 && what.id <= submitted_;
    if (!known) violations_.push_back("the end of no command: " + std::to_string(what.id));
    const bool first = ends_.emplace(what.id, std::move(what.result)).second;
    if (!first) violations_.push_back("a second end of command " + std::to_string(what.id));
}

void engine_shell::take(engine::notify& what) {
    if (std::holds_alternative<engine::connected>(what.what)) {
        if (connected_) violations_.emplace_back("connected twice");
        connected_ = true;
    }
    if (std::holds_alternative<engine::disconnected>(what.what)) {
        if (!connected_) violations_.emplace_back("disconnected twice");
        connected_ = false;
        for (const auto& [button, state] : buttons_) {
            if (state == protocol::button_state::down)
                violations_.emplace_back("a button stays down");
        }
    }
    if (const auto* button = std::get_if<protocol::button_event>(&what.what))
        watch_buttons(*button);
    if (events_.empty()) ends_at_first_event_ = ends_.size();
    events_.push_back(std::move(what.what));
}

void engine_shell::watch_buttons(const protocol::button_event& event) {
    const auto [known, is_new] = buttons_.emplace(event.button, protocol::button_state::up);
    const bool same = known->second == event.state;
    if (same && !is_new) violations_.emplace_back("a button event without a change");
    known->second = event.state;
}

void engine_shell::take(engine::note& what) {
    notes_.push_back(std::move(what.text));
}

void engine_shell::take(engine::stopped) {
    stopped_ = true;
    connected_ = false;
    wishes_.clear();
}

protocol::message message_of(const engine::transmission& written) {
    protocol::message_assembler assembler;
    for (const auto& report : written.reports) {
        const auto part = protocol::decode_frame(protocol::report_id::frame_to_device, report);
        (void)assembler.add(part.value());
    }
    return assembler.taken();
}

}  // namespace offhook::test
