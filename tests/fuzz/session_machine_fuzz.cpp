#include "tests/fuzz/round_trip.hpp"
#include "tests/support/canned_device.hpp"
#include "tests/support/engine_shell.hpp"

using namespace offhook;
using test::engine_shell;

namespace {

/// The session machine at the mercy of the input: each byte says what happens next.
class victim {
public:
    explicit victim(protocol::bytes_view input) : input_(input) {}

    void live() {
        host_.start();
        while (!input_.empty()) happen(take());
        host_.on_lost();
        fuzz::require(host_.open_commands() == 0, "an unplug ends every command");
        host_.stop();
        fuzz::require(host_.is_stopped(), "nothing holds up a stop without a handset");
        fuzz::require(host_.violations().empty(), "the rules of engine_shell hold");
    }

private:
    std::uint8_t take() {
        if (input_.empty()) return 0;
        const auto first = input_.front();
        input_ = input_.subspan(1);
        return first;
    }

    protocol::byte_vector take(std::size_t count) {
        const auto part = input_.first(std::min(count, input_.size()));
        input_ = input_.subspan(part.size());
        return {part.begin(), part.end()};
    }

    void happen(std::uint8_t what) {
        switch (what % 12) {
            case 0: return pass(engine::milliseconds(take() * 20));
            case 1: return host_.on_report(take(64));
            case 2: return answer_with(take());
            case 3:
                (void)host_.submit(protocol::lamp_setting{take(), protocol::lamp_mode::wink});
                return;
            case 4: (void)host_.submit(engine::vendor_request{take(take())}); return;
            case 5: (void)host_.submit(engine::download{take(), take(take())}); return;
            case 6: return host_.cancel_all();
            case 7: return host_.on_lost();
            case 8: return event(take());
            case 9: (void)host_.submit(protocol::button_setting{take(), {}, take(), u"x"}); return;
            default: return oblige(what);
        }
    }

    // Answers what is wanted, as often as the byte says.
    void oblige(std::uint8_t times) {
        for (int i = 0; i <= times; ++i) {
            const auto wish = host_.next_wish();
            if (!wish) return;
            if (wish->what == engine_shell::wish::open) host_.on_opened();
            if (wish->what == engine_shell::wish::identity) host_.on_identity(device_.identity());
            if (wish->what == engine_shell::wish::write) answer(wish->data);
        }
    }

    // The canned device does not look at what it gets, so it gets only what it can have.
    void answer(const engine::transmission& what) {
        newest_ = test::message_of(what);
        host_.on_written(what.token);
        const auto code = newest_.code;
        const bool setting = protocol::is_setting(code) || code == protocol::opcode::batch;
        const bool download =
            code >= protocol::opcode::dl_begin && code <= protocol::opcode::dl_abort;
        if (setting || download) return host_.on_message(test::response_to(newest_, {}));
        host_.on_message(device_.answer(newest_));
    }

    // Any payload under the header of the newest request, in parts.
    void answer_with(std::uint8_t status) {
        const auto wish = host_.next_wish();
        if (wish && wish->what == engine_shell::wish::write) newest_ = test::message_of(wish->data);
        const auto payload = take(take());
        host_.on_message(
            test::response_to(newest_, static_cast<protocol::status>(status % 20), payload));
    }

    void event(std::uint8_t code) {
        const auto opcode = static_cast<protocol::opcode>(0x90 + code % 10);
        host_.on_message({newest_.session, take(), opcode, 0, take(take() % 56U)});
    }

    void pass(engine::milliseconds span) {
        const auto end = host_.now() + span;
        for (auto due = host_.machine().deadline(); due && *due <= end;
             due = host_.machine().deadline()) {
            fuzz::require(++steps_ < 200000, "time goes on");
            host_.set_now(*due);
            host_.on_time();
        }
        host_.set_now(end);
    }

    protocol::bytes_view input_;
    engine_shell host_;
    test::canned_device device_;
    protocol::message newest_;
    std::size_t steps_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    victim({data, size}).live();
    return 0;
}
