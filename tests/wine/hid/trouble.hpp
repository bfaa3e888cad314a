#pragma once

#include <string_view>

namespace offhook::wine_hid {

/// Something that goes wrong below the reports is asked for by the environment: OFFHOOK_HID_TROUBLE
/// has these words, with spaces between. It is looked at each time, so a test may change its mind.
///
/// `hold`    an output report is never taken (NAK for ever)
/// `refuse`  an output report is refused (a stall)
/// `vanish`  an output report makes the device vanish
/// `no-feature`    a feature report is refused
/// `hold-feature`  a feature report never comes; the host gives up after 5 s
[[nodiscard]] bool is_asked_for(std::wstring_view word);

}  // namespace offhook::wine_hid
