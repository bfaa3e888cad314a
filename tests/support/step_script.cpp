#include "tests/support/step_script.hpp"

#include "driver/protocol/report_id.hpp"
#include "tests/support/hex.hpp"

#include <sstream>

namespace offhook::test {

using engine::milliseconds;
using protocol::opcode;
using protocol::status;

namespace {

constexpr auto first_status_unknown = static_cast<status>(0x30);

}  // namespace

/// One run of a script.
class step_script::player {
public:
    player(const engine::timing& times, failure what, std::size_t at)
        : shell(times), failure_(what), fails_at_(at) {}

    engine_shell shell;
    canned_device device;
    bool obliging = false;

    [[nodiscard]] bool has_failed() const { return failed_; }
    [[nodiscard]] const std::string& trouble() const { return trouble_; }
    [[nodiscard]] std::size_t position() const { return position_; }

    void complain(const std::string& what) {
        if (trouble_.empty()) trouble_ = "step " + std::to_string(position_) + ": " + what;
    }

    void play(const step& one) {
        ++position_;
        if (one.expectation && failed_) return;
        one.play(*this);
        grant();
    }

    // Does what the machine wants of the transport.
    void grant() {
        while (const auto wish = shell.next_wish()) {
            switch (wish->what) {
                case engine_shell::wish::open:
                    if (plugged_) shell.on_opened();
                    wants_to_open_ = !plugged_;
                    break;
                case engine_shell::wish::identity: shell.on_identity(device.identity()); break;
                case engine_shell::wish::write: on_write(wish->data); break;
            }
        }
    }

    void connect() {
        obliging = true;
        shell.start();
        grant();
        if (!failed_ && !shell.machine().is_connected()) complain("it does not connect");
        obliging = false;
    }

    void expect_write(opcode code, const char* payload) {
        before_ = expected_;
        expected_ = take();
        if (!expected_)
            return complain("nothing was written; wanted " + std::string(name_of(code)));
        answered_.push_back(*expected_);
        if (expected_->code != code) {
            complain("wrote " + std::string(name_of(expected_->code)) + ", wanted " +
                     std::string(name_of(code)));
        }
        if (payload != nullptr && expected_->payload != from_hex(payload)) {
            complain("wrote the payload " + to_hex(expected_->payload));
        }
    }

    void expect_repetition(bool same) {
        if (!expected_ || !before_) return complain("two writes are needed");
        const bool same_number = expected_->sequence == before_->sequence;
        const bool marked = expected_->control == protocol::retry_flag;
        if (same_number != same || marked != same) {
            complain(same ? "no repetition under the same number" : "no new sequence number");
        }
    }

    void reply(const protocol::message& answer) {
        last_answer_ = answer;
        shell.on_message(answer);
    }

    void reply_to(std::size_t back) {
        if (answered_.size() <= back) return complain("nothing to answer");
        reply(device.answer(answered_[answered_.size() - 1 - back]));
    }

    void reply(status code, const char* payload) {
        if (answered_.empty()) return complain("nothing to answer");
        reply(response_to(answered_.back(), code, from_hex(payload)));
    }

    void reply_again() { shell.on_message(last_answer_); }

    void expect_nothing_written() {
        if (!unanswered_.empty()) {
            complain("also wrote " + std::string(name_of(unanswered_.front().code)));
        }
    }

    // Keeps the machine's deadlines.
    void pass(milliseconds span) {
        const auto end = shell.now() + span;
        grant();
        for (auto due = shell.machine().deadline(); due && *due <= end;
             due = shell.machine().deadline()) {
            shell.set_now(*due);
            shell.on_time();
            grant();
        }
        shell.set_now(end);
    }

    void lose_link() {
        plugged_ = false;
        device.reset();
        shell.on_lost();
    }

    void plug() {
        plugged_ = true;
        if (std::exchange(wants_to_open_, false)) shell.on_opened();
    }

    void restart() {
        device.reset();
        shell.on_message({0, 0, opcode::reset, 0, {1}});
    }

    // After a failure: all goes well from now on, and the rules must hold in the end.
    void finish() {
        obliging = true;
        plug();
        answer_all();
        pass(milliseconds(100000));
        if (shell.open_commands() != 0) complain("a command has no end");
        const bool alive = !shell.is_stopped() && !stop_wanted;
        if (alive && !shell.machine().is_connected()) complain("it does not come back");
        if (shell.machine().table().size() != 0) complain("requests are left over");
        if (alive && shell.machine().current().state() != device_state()) {
            complain("the picture is wrong");
        }
        end();
    }

    void end() {
        obliging = true;
        if (!stop_wanted) shell.stop();
        answer_all();
        pass(milliseconds(1000));
        if (!shell.is_stopped()) complain("it does not stop");
        const auto writes = written_;
        shell.on_lost();  // late news
        shell.on_report(device.identity());
        shell.on_opened();
        pass(milliseconds(10000));
        if (written_ != writes) complain("it writes after the stop");
        if (!shell.violations().empty()) complain(shell.violations().front());
    }

    bool stop_wanted = false;

private:
    protocol::handset_state device_state() {
        auto state = device.state;
        state.event_counter = shell.machine().current().state().event_counter;
        return state;
    }

    std::optional<protocol::message> take() {
        grant();
        if (unanswered_.empty()) return std::nullopt;
        auto first = std::move(unanswered_.front());
        unanswered_.pop_front();
        return first;
    }

    void answer_all() {
        grant();
        while (!unanswered_.empty()) {
            const auto one = std::move(unanswered_.front());
            unanswered_.pop_front();
            shell.on_message(device.answer(one));
            grant();
        }
    }

    void on_write(const engine::transmission& what) {
        const auto message = message_of(what);
        const auto number = written_++;
        const bool fails = failure_ != failure::none && number == fails_at_;
        if (!(fails && failure_ == failure::not_written)) shell.on_written(what.token);
        if (fails) {
            failed_ = true;
            obliging = true;
            victim_ = message;
            answer_all();  // what came before
            fail(message);
            return answer_all();
        }
        if (failed_ && is_ignored(message)) return;
        if (obliging) return shell.on_message(device.answer(message));
        unanswered_.push_back(message);
    }

    // Repetitions of one that is never answered, as long as its session lasts.
    bool is_ignored(const protocol::message& message) const {
        return failure_ == failure::never_answered && message.code == victim_->code &&
               message.control == protocol::retry_flag && message.sequence == victim_->sequence;
    }

    void fail(const protocol::message& request) {
        switch (failure_) {
            case failure::answer_lost: (void)device.answer(request); return;
            case failure::never_answered:
            case failure::not_written: return;
            case failure::refused: return refuse(request, status::hardware_fault, {4});
            case failure::strange_status: return refuse(request, first_status_unknown, {});
            case failure::too_short:
                (void)device.answer(request);
                return refuse(request, status::ok, {});
            case failure::malformed: return send_cut(device.answer(request));
            case failure::doubled:
                shell.on_message(device.answer(request));
                return shell.on_message(device.answer(request));
            case failure::late: {
                const auto answer = device.answer(request);
                pass(milliseconds(1100));
                return shell.on_message(answer);
            }
            case failure::busy:
                refuse(request, status::busy, {20, 0});
                return pass(milliseconds(20));
            case failure::pending:
                refuse(request, status::pending, {0xE8, 3});
                pass(milliseconds(900));
                return shell.on_message(device.answer(request));
            case failure::link_lost: lose_link(); return plug();
            case failure::cancel_all: return shell.cancel_all();
            case failure::stop: stop_wanted = true; return shell.stop();
            case failure::reset: return restart();
            case failure::bad_session:
                device.reset();
                return shell.on_message(device.answer(request));
            default: return;
        }
    }

    void refuse(const protocol::message& request, status code, protocol::byte_vector payload) {
        shell.on_message(response_to(request, code, std::move(payload)));
    }

    void send_cut(const protocol::message& answer) {
        const auto reports = protocol::split(protocol::report_id::frame_to_host, answer);
        shell.on_report(protocol::bytes_view(reports.front()).first(20));
    }

    failure failure_;
    std::size_t fails_at_;
    bool failed_ = false;
    bool plugged_ = true;
    bool wants_to_open_ = false;
    std::size_t written_ = 0;
    std::size_t position_ = 0;
    std::string trouble_;
    std::deque<protocol::message> unanswered_;
    std::vector<protocol::message> answered_;
    std::optional<protocol::message> expected_, before_, victim_;
    protocol::message last_answer_;
};

step_script& step_script::add(std::function<void(player&)> play) {
    steps_.push_back({std::move(play), false});
    return *this;
}

step_script& step_script::add_expectation(std::function<void(player&)> play) {
    steps_.push_back({std::move(play), true});
    return *this;
}

step_script& step_script::connect() {
    return add([](player& p) { p.connect(); });
}

step_script& step_script::submit(engine::command what) {
    return add([what = std::move(what)](player& p) { (void)p.shell.submit(what); });
}

step_script& step_script::expect_write(opcode code, const char* payload) {
    return add_expectation([=](player& p) { p.expect_write(code, payload); });
}

step_script& step_script::again() {
    return add_expectation([](player& p) { p.expect_repetition(true); });
}

step_script& step_script::anew() {
    return add_expectation([](player& p) { p.expect_repetition(false); });
}

step_script& step_script::reply() {
    return reply_to(0);
}

step_script& step_script::reply_to(std::size_t back) {
    return add_expectation([=](player& p) { p.reply_to(back); });
}

step_script& step_script::reply(status code, const char* payload) {
    return add_expectation([=](player& p) { p.reply(code, payload); });
}

step_script& step_script::reply_again() {
    return add_expectation([](player& p) { p.reply_again(); });
}

step_script& step_script::silence(milliseconds span) {
    return add([=](player& p) { p.pass(span); });
}

step_script& step_script::obliging() {
    return add([](player& p) { p.obliging = true; });
}

step_script& step_script::event(const protocol::event& what) {
    return add([=](player& p) {
        if (p.device.terms.session != 0) p.shell.on_message(p.device.event(what));
    });
}

step_script& step_script::device_restarts() {
    return add([](player& p) { p.restart(); });
}

step_script& step_script::pull_out() {
    return add([](player& p) { p.lose_link(); });
}

step_script& step_script::come_back() {
    return add([](player& p) { p.plug(); });
}

step_script& step_script::cancel_all() {
    return add([](player& p) { p.shell.cancel_all(); });
}

step_script& step_script::stop() {
    return add([](player& p) {
        p.obliging = true;
        if (!std::exchange(p.stop_wanted, true)) p.shell.stop();
    });
}

step_script& step_script::on_device(std::function<void(canned_device&)> change) {
    return add([change = std::move(change)](player& p) { change(p.device); });
}

step_script& step_script::expect_end(engine::command_id id, boost::system::error_code error) {
    return add_expectation([=](player& p) {
        const auto end = p.shell.end_of(id);
        if (!end) return p.complain("command " + std::to_string(id) + " has not ended");
        if (end->error != error) p.complain("it ended with: " + end->error.message());
    });
}

step_script& step_script::expect_open(engine::command_id id) {
    return add_expectation([=](player& p) {
        const auto end = p.shell.end_of(id);
        if (end) p.complain("it ended already, with: " + end->error.message());
    });
}

step_script& step_script::expect_nothing_written() {
    return add_expectation([](player& p) { p.expect_nothing_written(); });
}

step_script& step_script::expect(const char* what, std::function<bool(const engine_shell&)> holds) {
    return add_expectation([what, holds = std::move(holds)](player& p) {
        if (!holds(p.shell)) p.complain(what);
    });
}

std::string step_script::check() const {
    player run({timing_}, failure::none, 0);
    for (const auto& one : steps_) run.play(one);
    run.expect_nothing_written();
    run.end();
    return run.trouble();
}

std::string step_script::check(failure what, std::size_t at, bool& reached) const {
    player run({timing_}, what, at);
    for (const auto& one : steps_) run.play(one);
    reached = run.has_failed();
    if (reached) run.finish();
    return reached ? run.trouble() : std::string();
}

std::string step_script::check_every_failure() const {
    std::ostringstream all;
    for (int i = 1; i < static_cast<int>(failure::last); ++i) {
        const auto what = static_cast<failure>(i);
        bool reached = true;
        for (std::size_t at = 0; reached; ++at) {
            const auto trouble = check(what, at, reached);
            if (!trouble.empty())
                all << name_of(what) << " at write " << at << ": " << trouble << '\n';
        }
    }
    return all.str();
}

const char* name_of(failure what) {
    switch (what) {
        case failure::none: return "none";
        case failure::answer_lost: return "answer lost";
        case failure::never_answered: return "never answered";
        case failure::refused: return "refused";
        case failure::strange_status: return "strange status";
        case failure::malformed: return "malformed answer";
        case failure::too_short: return "answer too short";
        case failure::doubled: return "answer doubled";
        case failure::late: return "answer late";
        case failure::busy: return "busy";
        case failure::pending: return "pending";
        case failure::link_lost: return "link lost";
        case failure::not_written: return "not written";
        case failure::cancel_all: return "cancel_all";
        case failure::stop: return "stop";
        case failure::reset: return "device reset";
        case failure::bad_session: return "BAD_SESSION";
        case failure::last: break;
    }
    return "unknown";
}

}  // namespace offhook::test
