#pragma once

#include "driver/protocol/settings.hpp"
#include "driver/protocol/standard_report.hpp"
#include "sim/handset/answer.hpp"

#include <string>

namespace offhook::sim {

/// The character display. Source: firmware-protocol.md §2.5, §2.6, §8.6.
class display {
public:
    display(std::uint8_t rows, std::uint8_t columns);

    /// The host's request DISPLAY. It also switches a dark display on, as its answer means that the
    /// text can be read.
    answer set(const protocol::display_setting& wanted);

    /// Report 06. False when there is no display.
    bool control(const protocol::display_control_report& wanted);

    /// Report 07. False when there is no display, or its place is outside.
    bool write(const protocol::display_text_report& wanted);

    [[nodiscard]] const std::u16string& text() const { return text_; }
    [[nodiscard]] bool is_enabled() const { return enabled_; }
    [[nodiscard]] std::uint8_t brightness() const { return brightness_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }

private:
    static constexpr std::uint8_t brightest = 100;  // §2.5

    void place(const protocol::display_setting& text);

    std::uint8_t rows_;
    std::uint8_t columns_;
    std::u16string text_;  // rows x columns units
    bool enabled_ = true;
    std::uint8_t brightness_ = brightest;
};

}  // namespace offhook::sim
