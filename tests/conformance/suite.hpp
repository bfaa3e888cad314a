#pragma once

#include "tests/conformance/device_side.hpp"
#include "tests/conformance/driver_side.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <string>

namespace offhook::conformance {

/// One test over one path: the simulated handset at one end, the driver's public face at the other.
class Suite : public testing::TestWithParam<path> {
protected:
    void SetUp() override;
    void TearDown() override;

    /// Plugs handsets in; the first step of each test.
    void plug_in(const sim::profile& what = sim::desk_profile(), std::size_t count = 1);

    /// Plugs one handset in and waits until the driver has a session with it.
    void connect(const sim::profile& what = sim::desk_profile());

    [[nodiscard]] std::unique_ptr<driver_side> make_driver(std::size_t number = 0,
                                                           const engine::timing& timing = {});

    /// Waits until the driver tells that a button goes down or up, however long it was held.
    [[nodiscard]] bool wait_for_key(std::uint8_t number, protocol::button_state state);

    /// What of the handset's state the driver does not know rightly; empty when they agree.
    [[nodiscard]] std::string difference();

    /// Fails unless the driver and the handset come to agree.
    void expect_agreement();

    std::optional<device_side> device_;
    std::unique_ptr<driver_side> driver_;
};

/// A path's name as a part of a test's name.
[[nodiscard]] std::string test_name(const testing::TestParamInfo<path>& info);

// Commands by short names.

[[nodiscard]] engine::command lamp(std::uint8_t number, protocol::lamp_mode mode);
[[nodiscard]] engine::command ring(std::uint8_t mode, std::uint16_t volume);
[[nodiscard]] engine::command display(std::u16string_view text,
                                      std::uint8_t row = 0,
                                      std::uint8_t column = 0);
[[nodiscard]] engine::command hook(protocol::hook_device device, protocol::hook_mode mode);
[[nodiscard]] engine::command volume(protocol::hook_device device, std::uint16_t level);
[[nodiscard]] engine::command gain(protocol::hook_device device, std::uint16_t level);
[[nodiscard]] engine::command button(std::uint8_t number, std::u16string_view label);
[[nodiscard]] engine::command download(std::size_t bytes, std::uint8_t area = 0);

/// The bytes of download(): each place has another.
[[nodiscard]] protocol::byte_vector some_bytes(std::size_t count);

/// The desk phone, but requests of these kinds take 400 ms, and say so at once.
[[nodiscard]] sim::profile slow_at(std::initializer_list<protocol::opcode> requests);

}  // namespace offhook::conformance
