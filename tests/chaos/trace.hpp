#pragma once

#include "tests/chaos/play.hpp"

#include <iosfwd>

namespace offhook::chaos {

/// Writes down a schedule as it is played, a line for each thing: when, who, what. Reports are
/// decoded, and what the driver decides about them stands below them.
///
///     0.025 s  ######  submit lamp 12 wink
///     0.025 s  host    -> LAMP seq 0B (slot 3) {"lamp":12,"mode":8}      LOST
///     0.525 s  host    -> LAMP seq 0B (slot 3) RETRY {"lamp":12,"mode":8}
class trace final : public audience {
public:
    explicit trace(std::ostream& out) : out_(out) {}

    void on_begin(test::handset_pair& pair) override;
    void on_step(const action& what) override;
    void on_note(std::string_view text) override;
    void on_sent(sim::way where,
                 protocol::bytes_view report,
                 std::span<const sim::fault> faults) override;
    void on_arrived(sim::way where, protocol::bytes_view report) override;

private:
    void line(const char* who, std::string_view what);
    void watch_host();
    void on_action(const engine::action& what);

    std::ostream& out_;
    test::handset_pair* pair_ = nullptr;
    engine::time_point begin_;
};

}  // namespace offhook::chaos
