#pragma once

#include "tests/support/canned_device.hpp"
#include "tests/support/engine_shell.hpp"

#include <functional>
#include <string>
#include <vector>

namespace offhook::test {

/// What goes wrong at one write of the machine.
enum class failure {
    none,
    answer_lost,     ///< the first answer; the repetition is answered
    never_answered,  ///< nor any repetition
    refused,         ///< HARDWARE_FAULT
    strange_status,  ///< one that the document does not have
    malformed,       ///< the answer's report is cut short
    too_short,       ///< OK without its payload
    doubled,
    late,         ///< behind the first repetition; then that is answered too
    busy,         ///< once, for 20 ms
    pending,      ///< for 1 s, then the answer
    link_lost,    ///< pulled out, and back at once
    not_written,  ///< the transport never takes it
    cancel_all,
    stop,
    reset,        ///< the device starts anew
    bad_session,  ///< the device has ended the session
    last,
};

/// A conversation with the session machine, to be read from top to bottom. check() plays it as it
/// stands; check_every_failure() plays it again and again with a failure at each write in turn.
///
/// The device of the script is a canned_device. What the script does not answer itself (`reply`,
/// `silence`) is answered by it when the script says `obliging`, and in all runs that fail from
/// the failure on.
class step_script {
public:
    explicit step_script(const engine::timing& times = {}) : timing_(times) {}

    /// The transport opens, and the device tells everything, until `connected`.
    step_script& connect();

    /// A command. The first one is number 1, the second number 2, and so on.
    step_script& submit(engine::command what);

    /// The machine has written this (payload as hex, any if null) and nothing before it that was
    /// not expected.
    step_script& expect_write(protocol::opcode code, const char* payload = nullptr);

    /// The expected write carries RETRY and the sequence number of the one before.
    step_script& again();

    /// The expected write carries no RETRY and another sequence number than the one before.
    step_script& anew();

    /// The device carries out what was expected last, and answers.
    step_script& reply();

    /// The same for the expected write that was `back` writes before the last.
    step_script& reply_to(std::size_t back);

    /// Another answer to what was expected last, payload as hex.
    step_script& reply(protocol::status code, const char* payload = "");

    /// The same answer once more.
    step_script& reply_again();

    /// Virtual time passes; the machine's deadlines are kept.
    step_script& silence(engine::milliseconds span);

    /// The device answers everything by itself from now on.
    step_script& obliging();

    step_script& event(const protocol::event& what);
    step_script& device_restarts();
    step_script& pull_out();
    step_script& come_back();
    step_script& cancel_all();
    step_script& stop();

    /// Changes the device as a person or time would.
    step_script& on_device(std::function<void(canned_device&)> change);

    step_script& expect_end(engine::command_id id, boost::system::error_code error);
    step_script& expect_open(engine::command_id id);
    step_script& expect_nothing_written();

    /// Anything else; `what` is the message when it does not hold.
    step_script& expect(const char* what, std::function<bool(const engine_shell&)> holds);

    /// Plays it as written; the first line of what is wrong, empty when all is well.
    [[nodiscard]] std::string check() const;

    /// Plays it with one failure at the write with this number, from 0. `reached` says whether
    /// there was such a write.
    [[nodiscard]] std::string check(failure what, std::size_t at, bool& reached) const;

    /// Plays it with every failure at every write; the lines of what is wrong, one a run.
    [[nodiscard]] std::string check_every_failure() const;

private:
    class player;
    struct step {
        std::function<void(player&)> play;
        bool expectation = false;  // only holds when all goes as written
    };

    step_script& add(std::function<void(player&)> play);
    step_script& add_expectation(std::function<void(player&)> play);

    engine::timing timing_;
    std::vector<step> steps_;
};

[[nodiscard]] const char* name_of(failure what);

}  // namespace offhook::test
