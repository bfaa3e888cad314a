#pragma once

#include "tests/tsp/crossed_device.hpp"
#include "tests/tsp/recorder.hpp"
#include "tests/tsp/tsp_module.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <functional>

namespace offhook::tests {

/// One of the nine asynchronous operations, as a test begins it.
struct crossed_operation {
    const char* name;
    protocol::opcode code;  ///< the request that carries it
    bool repeated;          ///< in a new session (firmware-protocol.md §5.5)
    LONG unplugged;         ///< what its function's list has for that (tspi-phone.md §2.3)
    LONG (*begin)(const tsp_module& tsp, DRV_REQUESTID id, HDRVPHONE phone);
};

[[nodiscard]] inline LONG failed() {
    return static_cast<LONG>(PHONEERR_OPERATIONFAILED);
}

/// All nine, each for a control of its own.
[[nodiscard]] const std::array<crossed_operation, 9>& crossed_operations();

/// A session with crossed.tsp and one open phone.
class Crossed : public testing::Test {
protected:
    static constexpr DWORD first_device = 3;
    static constexpr DWORD permanent_id = 17;

    Crossed();
    ~Crossed() override;

    void start();
    void shut_down();
    void open();
    void close();

    /// Begins it as request `id`; the handset does not get it.
    void begin_held(const crossed_operation& what, DRV_REQUESTID id);

    /// Each has ended once, with what was expected, and nothing else has.
    void expect_ends(std::vector<completed> expected);

    tsp_module tsp{"crossed.tsp"};
    recorder host;
    crossed_device& device;
    HDRVPHONE phone = nullptr;
    bool running = false;
};

}  // namespace offhook::tests
