#include "driver/protocol/handset_state.hpp"
#include "driver/protocol/text.hpp"
#include "tests/fuzz/round_trip.hpp"

using namespace offhook::protocol;

// Text from outside as UTF-8, as UTF-16 and on a display of three rows of seven.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto once = to_utf16(std::string(data, data + size));
    offhook::fuzz::require(to_utf16(to_utf8(once)) == once, "UTF-16 survives UTF-8");
    const auto text = display_setting::decode({data, size});
    if (!text) return 0;
    const auto clean = to_utf8(text->text);
    offhook::fuzz::require(to_utf8(to_utf16(clean)) == clean, "UTF-8 survives UTF-16");
    std::u16string display(21, u'.');
    place_text(display, 7, *text);
    for (const char16_t unit : display) {
        offhook::fuzz::require(unit >= 0x20, "a display shows no control character");
    }
    offhook::fuzz::require(display.size() == 21 && display.c_str()[21] == 0,
                           "a display keeps its size");
    return 0;
}
