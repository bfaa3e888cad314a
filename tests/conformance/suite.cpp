#include "tests/conformance/suite.hpp"

#include <spdlog/spdlog.h>
#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace offhook::conformance {

void Suite::SetUp() {
    const char* const level = std::getenv("OFFHOOK_LOG");
    spdlog::set_level(spdlog::level::from_str(level == nullptr ? "off" : level));
    const auto reason = why_not(GetParam());
    if (reason.empty()) return;
    if (is_demanded()) {
        FAIL() << GetParam() << ": " << reason;
    } else {
        GTEST_SKIP() << GetParam() << ": " << reason;
    }
}

void Suite::TearDown() {
    if (driver_) {
        EXPECT_EQ(driver_->doubled_ends(), 0U) << "a command has ended twice";
    }
    driver_.reset();
    device_.reset();
}

void Suite::plug_in(const sim::profile& what, std::size_t count) {
    device_.emplace(GetParam(), what, count);
}

void Suite::connect(const sim::profile& what) {
    plug_in(what);
    driver_ = make_driver();
    ASSERT_TRUE(driver_->wait_for<engine::connected>())
        << driver_->handset().last_error().message();
}

std::unique_ptr<driver_side> Suite::make_driver(std::size_t number, const engine::timing& timing) {
    return std::make_unique<driver_side>(*device_, GetParam(), number, timing);
}

bool Suite::wait_for_key(std::uint8_t number, protocol::button_state state) {
    return driver_->wait_for_event([&](const engine::handset_event& event) {
        const auto* key = std::get_if<protocol::button_event>(&event);
        return key != nullptr && key->button == number && key->state == state;
    });
}

namespace {

std::string state_difference(const protocol::handset_state& ours,
                             const protocol::handset_state& its) {
    std::ostringstream out;
    if (ours.hook != its.hook) out << "hook; ";
    if (ours.volume != its.volume) out << "volume; ";
    if (ours.gain != its.gain) out << "gain; ";
    if (ours.ring != its.ring) out << "ring; ";
    if (ours.display != its.display) out << "display; ";
    if (ours.pairs != its.pairs) out << "lamps or buttons; ";
    return out.str();
}

}  // namespace

std::string Suite::difference() {
    const auto known = driver_->handset().picture();
    return device_->look([&](const sim::handset& device) {
        auto text = state_difference(known.state(), device.state());
        for (std::size_t i = 0; i < device.what().buttons.size(); ++i) {
            const auto number = static_cast<std::uint8_t>(i);
            if (known.button_info(number) != device.button_info(number)) text += "a label; ";
        }
        return text;
    });
}

void Suite::expect_agreement() {
    const auto end = std::chrono::steady_clock::now() + patience;
    auto text = difference();
    while (!text.empty() && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        text = difference();
    }
    EXPECT_EQ(text, "") << "the driver and the handset do not agree";
}

std::string test_name(const testing::TestParamInfo<path>& info) {
    auto name = name_of(info.param);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

engine::command lamp(std::uint8_t number, protocol::lamp_mode mode) {
    return protocol::setting(protocol::lamp_setting{number, mode});
}

engine::command ring(std::uint8_t mode, std::uint16_t volume) {
    return protocol::setting(protocol::ring_setting{mode, volume});
}

engine::command display(std::u16string_view text, std::uint8_t row, std::uint8_t column) {
    return protocol::setting(protocol::display_setting{row, column, std::u16string(text)});
}

engine::command hook(protocol::hook_device device, protocol::hook_mode mode) {
    return protocol::setting(protocol::hook_setting{static_cast<std::uint8_t>(device), mode});
}

engine::command volume(protocol::hook_device device, std::uint16_t level) {
    return protocol::setting(protocol::volume_setting{{static_cast<std::uint8_t>(device), level}});
}

engine::command gain(protocol::hook_device device, std::uint16_t level) {
    return protocol::setting(protocol::gain_setting{{static_cast<std::uint8_t>(device), level}});
}

engine::command button(std::uint8_t number, std::u16string_view label) {
    return protocol::setting(
        protocol::button_setting{number, protocol::button_mode::feature, 0, std::u16string(label)});
}

protocol::byte_vector some_bytes(std::size_t count) {
    protocol::byte_vector bytes(count);
    for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(i * 7 + i / 251);
    return bytes;
}

engine::command download(std::size_t bytes, std::uint8_t area) {
    return engine::download{area, some_bytes(bytes)};
}

sim::profile slow_at(std::initializer_list<protocol::opcode> requests) {
    auto what = sim::desk_profile();
    for (const auto code : requests) what.pace.latency[code] = std::chrono::milliseconds(400);
    what.pace.pending = std::chrono::milliseconds(250);
    return what;
}

}  // namespace offhook::conformance
