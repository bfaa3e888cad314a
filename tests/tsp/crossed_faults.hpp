#pragma once

#include "tests/tsp/crossed_socket.hpp"

#include <cstdint>

namespace offhook::tests {

/// The same with faults of the handset and its stream, by the operator's channel
/// (sim/control/README.md).
class CrossedWithFaults : public CrossedSocket {
protected:
    /// Time-outs under which no request ends of itself during a test.
    static constexpr std::string_view patient = "{setting: 20000, slow: 20000, commit: 40000}";

    const phone_event disconnected = state_event(PHONESTATE_DISCONNECTED);
    const phone_event connected = state_event(PHONESTATE_CONNECTED);

    /// `what`: its fields; `of`: a list of requests and events. Returns its number.
    [[nodiscard]] std::int64_t add_fault(const std::string& what, std::string_view of);

    /// Waits until a fault has struck so often.
    void await_strikes(std::int64_t fault, std::int64_t count);

    /// From now on, for each request that carries one of the nine. `what`: as above.
    void fault_all(const std::string& what);

    /// The handset does not get them, nor their repetitions.
    void hold_all();

    /// Waits until all that fit the window at once are under way: among them those that are not
    /// repeated in a new session.
    void await_held();

    /// Without a fault everything works again, and nothing comes later.
    void expect_recovery();

    [[nodiscard]] bool has_come(const phone_event& event);

private:
    /// How often a fault has struck.
    [[nodiscard]] std::int64_t struck(std::int64_t fault);

    std::int64_t once_ = 0;      // the fault of requests that are not repeated in a new session
    std::int64_t settings_ = 0;  // that of the others
};

}  // namespace offhook::tests
