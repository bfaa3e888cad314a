#include "sim/handset/display.hpp"

#include <algorithm>

namespace offhook::sim {

// A display with rows but no columns is none.
display::display(std::uint8_t rows, std::uint8_t columns)
    : rows_(rows), columns_(columns), text_(std::size_t{rows} * columns, u' ') {}

answer display::set(const protocol::display_setting& wanted) {
    // §8.6: the place is inside; the text is cut at the end, which is no error.
    if (wanted.row >= rows_) return bad_parameter(0);
    if (wanted.column >= columns_) return bad_parameter(1);
    place(wanted);
    enabled_ = true;
    return {};
}

// §8.6, written here again rather than taken from the codec: what the host believes of the display
// and what the device does are to be two opinions.
void display::place(const protocol::display_setting& text) {
    std::size_t at = std::size_t{text.row} * columns_ + text.column;
    for (const char16_t unit : text.text) {
        if (unit == 0 || at == text_.size()) return;
        text_[at++] = unit < u' ' ? u' ' : unit;
    }
}

bool display::control(const protocol::display_control_report& wanted) {
    if (empty()) return false;
    enabled_ = wanted.enable;
    if (wanted.clear) std::fill(text_.begin(), text_.end(), u' ');
    // HID 1.11 §5.10: a value outside of its logical range changes nothing.
    if (wanted.brightness <= brightest) brightness_ = wanted.brightness;
    return true;
}

bool display::write(const protocol::display_text_report& wanted) {
    if (wanted.row >= rows_ || wanted.column >= columns_) return false;
    place({wanted.row, wanted.column, wanted.text});
    return true;
}

}  // namespace offhook::sim
