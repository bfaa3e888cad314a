#include "tools/tapi/conform/operation.hpp"

#include <algorithm>

#include "tools/tapi/conform/words.hpp"

namespace offhook::tapi::conform {
namespace {

/// Spoils a block that the provider has no right to look at any more.
template <class Container>
void spoil(Container& block) {
    using unit = typename Container::value_type;
    std::fill(block.begin(), block.end(), static_cast<unit>(0x23));
}

std::vector<std::byte> button_block(DWORD version, const button_words& words) {
    const DWORD fixed = tspi::phonebuttoninfo_fixed_size(version);
    const auto text_size = static_cast<DWORD>((words.text.size() + 1) * sizeof(char16_t));
    PHONEBUTTONINFO info{};
    info.dwTotalSize = info.dwNeededSize = info.dwUsedSize = fixed + text_size;
    info.dwButtonMode = words.mode;
    info.dwButtonFunction = words.function;
    info.dwButtonTextSize = text_size;
    info.dwButtonTextOffset = fixed;
    info.dwButtonState = words.state;
    std::vector<std::byte> block(fixed + text_size);
    std::memcpy(block.data(), &info, fixed);
    std::memcpy(block.data() + fixed, words.text.c_str(), text_size);
    return block;
}

}  // namespace

operation set_lamp(const entry_points& tspi, DWORD id, DWORD mode) {
    return {fmt::format("SetLamp({}, 0x{:X})", id, mode),
            tspi.set_lamp.name(),
            [&tspi, id, mode](DRV_REQUESTID request, HDRVPHONE phone) {
                return tspi.set_lamp(request, phone, id, mode);
            }};
}

operation set_ring(const entry_points& tspi, DWORD mode, DWORD volume) {
    return {fmt::format("SetRing({}, {})", mode, volume),
            tspi.set_ring.name(),
            [&tspi, mode, volume](DRV_REQUESTID request, HDRVPHONE phone) {
                return tspi.set_ring(request, phone, mode, volume);
            }};
}

operation set_hook_switch(const entry_points& tspi, DWORD devices, DWORD mode) {
    return {fmt::format("SetHookSwitch({}, 0x{:X})", hook_devices_text(devices), mode),
            tspi.set_hook_switch.name(),
            [&tspi, devices, mode](DRV_REQUESTID request, HDRVPHONE phone) {
                return tspi.set_hook_switch(request, phone, devices, mode);
            }};
}

operation set_volume(const entry_points& tspi, DWORD device, DWORD level) {
    return {fmt::format("SetVolume({}, {})", hook_devices_text(device), level),
            tspi.set_volume.name(),
            [&tspi, device, level](DRV_REQUESTID request, HDRVPHONE phone) {
                return tspi.set_volume(request, phone, device, level);
            }};
}

operation set_gain(const entry_points& tspi, DWORD device, DWORD level) {
    return {fmt::format("SetGain({}, {})", hook_devices_text(device), level),
            tspi.set_gain.name(),
            [&tspi, device, level](DRV_REQUESTID request, HDRVPHONE phone) {
                return tspi.set_gain(request, phone, device, level);
            }};
}

operation set_display(const entry_points& tspi, DWORD row, DWORD column, std::u16string text) {
    return {fmt::format("SetDisplay({}, {}, \"{}\")", row, column, plain_text(text)),
            tspi.set_display.name(),
            [&tspi, row, column, text = std::move(text)](DRV_REQUESTID request, HDRVPHONE phone) {
                // Without std::u16string's own terminator: the size is all that counts.
                std::vector<WCHAR> copy(text.begin(), text.end());
                const auto size = static_cast<DWORD>(copy.size() * sizeof(char16_t));
                const LONG answer =
                    tspi.set_display(request, phone, row, column, copy.data(), size);
                spoil(copy);
                return answer;
            }};
}

operation set_button_info(const entry_points& tspi, DWORD version, DWORD id, button_words words) {
    return {fmt::format("SetButtonInfo({}, \"{}\")", id, plain_text(words.text)),
            tspi.set_button_info.name(),
            [&tspi, version, id, words = std::move(words)](DRV_REQUESTID request, HDRVPHONE phone) {
                std::vector<std::byte> copy = button_block(version, words);
                const LONG answer = tspi.set_button_info(
                    request, phone, id, reinterpret_cast<PHONEBUTTONINFO*>(copy.data()));
                spoil(copy);
                return answer;
            }};
}

operation set_data(const entry_points& tspi, DWORD id, std::vector<std::byte> data) {
    return {fmt::format("SetData({}, {} bytes)", id, data.size()),
            tspi.set_data.name(),
            [&tspi, id, data = std::move(data)](DRV_REQUESTID request, HDRVPHONE phone) {
                std::vector<std::byte> copy = data;
                const LONG answer =
                    tspi.set_data(request, phone, id, copy.data(), static_cast<DWORD>(copy.size()));
                spoil(copy);
                return answer;
            }};
}

operation dev_specific(const entry_points& tspi, std::vector<std::byte> block) {
    return {fmt::format("DevSpecific({} bytes)", block.size()),
            tspi.dev_specific.name(),
            [&tspi, block = std::move(block)](DRV_REQUESTID request, HDRVPHONE phone) {
                std::vector<std::byte> copy = block;
                const LONG answer =
                    tspi.dev_specific(request, phone, copy.data(), static_cast<DWORD>(copy.size()));
                spoil(copy);
                return answer;
            }};
}

namespace {

void add_levels(std::vector<operation>& out, const entry_points& tspi, const phone_facts& facts) {
    constexpr DWORD level = 0x8000;
    const auto louder = facts.devices_that(PHONEFEATURE_SETVOLUMEHANDSET);
    if (!louder.empty()) out.push_back(set_volume(tspi, louder.front(), level));
    const auto gains = facts.devices_that(PHONEFEATURE_SETGAINHANDSET);
    if (!gains.empty()) out.push_back(set_gain(tspi, gains.front(), level));
    const auto hooks = facts.devices_that(PHONEFEATURE_SETHOOKSWITCHHANDSET);
    if (!hooks.empty() && facts.settable_modes(hooks.front()) != 0) {
        const DWORD mode = bits_of(facts.settable_modes(hooks.front())).front();
        out.push_back(set_hook_switch(tspi, hooks.front(), mode));
    }
}

}  // namespace

std::vector<operation> valid_operations(const entry_points& tspi, const phone_facts& facts) {
    std::vector<operation> out;
    const auto lamps = facts.lamps();
    if (facts.can(PHONEFEATURE_SETLAMP) && !lamps.empty()) {
        const DWORD mode = bits_of(facts.settable_lamp_modes(lamps.front())).front();
        out.push_back(set_lamp(tspi, lamps.front(), mode));
    }
    if (facts.can(PHONEFEATURE_SETRING)) out.push_back(set_ring(tspi, 0, 0));
    add_levels(out, tspi, facts);
    if (facts.can(PHONEFEATURE_SETDISPLAY)) {
        out.push_back(set_display(tspi, 0, 0, std::u16string(u"conform", 8)));
    }
    const auto button = facts.a_button();
    if (facts.can(PHONEFEATURE_SETBUTTONINFO) && button) {
        const button_words words{
            facts.button_modes[*button],
            *button < facts.button_functions.size() ? facts.button_functions[*button] : 0,
            u"conform"};
        out.push_back(set_button_info(tspi, facts.version, *button, words));
    }
    if (facts.can(PHONEFEATURE_SETDATA) && !facts.set_sizes.empty() &&
        facts.set_sizes.front() > 0) {
        out.push_back(set_data(tspi, 0, {std::byte{1}}));
    }
    return out;
}

std::vector<operation> invalid_operations(const entry_points& tspi, const phone_facts& facts) {
    std::vector<operation> out;
    if (facts.can(PHONEFEATURE_SETLAMP)) {
        out.push_back(set_lamp(tspi, facts.caps.dwNumButtonLamps, PHONELAMPMODE_OFF));
    }
    if (facts.can(PHONEFEATURE_SETRING)) {
        out.push_back(set_ring(tspi, facts.caps.dwNumRingModes + 1, 0));
    }
    if (facts.can(PHONEFEATURE_SETDISPLAY)) {
        out.push_back(set_display(tspi, facts.caps.dwDisplayNumRows, 0, u"x"));
    }
    if (facts.can(PHONEFEATURE_SETBUTTONINFO)) {
        const button_words words{PHONEBUTTONMODE_FEATURE, PHONEBUTTONFUNCTION_HOLD, u"x"};
        out.push_back(set_button_info(tspi, facts.version, facts.caps.dwNumButtonLamps, words));
    }
    if (facts.can(PHONEFEATURE_SETDATA)) {
        out.push_back(set_data(tspi, facts.caps.dwNumSetData, {std::byte{1}}));
    }
    return out;
}

}  // namespace offhook::tapi::conform
