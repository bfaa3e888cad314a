#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tools/tapi/conform/entry_points.hpp"
#include "tools/tapi/conform/phone_facts.hpp"

namespace offhook::tapi::conform {

/// One asynchronous operation with its arguments, to be started as often as one likes.
struct operation {
    /// "SetLamp(12, 0x4)", for what is said about it.
    std::string text;
    const char* function;
    std::function<LONG(DRV_REQUESTID request, HDRVPHONE phone)> start;
};

/// The nine. `tspi` must outlive them. What a pointer names is changed as soon as the function has
/// returned: the provider is to have copied it (tspi-phone.md §1.5).
[[nodiscard]] operation set_lamp(const entry_points& tspi, DWORD id, DWORD mode);
[[nodiscard]] operation set_ring(const entry_points& tspi, DWORD mode, DWORD volume);
[[nodiscard]] operation set_hook_switch(const entry_points& tspi, DWORD devices, DWORD mode);
[[nodiscard]] operation set_volume(const entry_points& tspi, DWORD device, DWORD level);
[[nodiscard]] operation set_gain(const entry_points& tspi, DWORD device, DWORD level);
/// As many bytes as `text` has units, twice; it brings its terminator itself, or has none.
[[nodiscard]] operation set_display(const entry_points& tspi,
                                    DWORD row,
                                    DWORD column,
                                    std::u16string text);
struct button_words {
    DWORD mode;
    DWORD function;
    std::u16string text;
    /// Ignored by a provider.
    DWORD state = 0;
};
[[nodiscard]] operation set_button_info(const entry_points& tspi,
                                        DWORD version,
                                        DWORD id,
                                        button_words words);
[[nodiscard]] operation set_data(const entry_points& tspi, DWORD id, std::vector<std::byte> data);
[[nodiscard]] operation dev_specific(const entry_points& tspi, std::vector<std::byte> block);

/// One of each kind that the phone can do, with arguments that it allows. What they leave behind is
/// harmless: the phone does not ring.
[[nodiscard]] std::vector<operation> valid_operations(const entry_points& tspi,
                                                      const phone_facts& facts);

/// Those that a phone like this has to refuse, although its host lets them through.
[[nodiscard]] std::vector<operation> invalid_operations(const entry_points& tspi,
                                                        const phone_facts& facts);

}  // namespace offhook::tapi::conform
