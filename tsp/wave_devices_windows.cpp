#include "driver/protocol/text.hpp"
#include "tsp/wave_devices.hpp"

// windows.h, which mmsystem.h needs before it, came with tspi.hpp.
#include <mmsystem.h>

namespace offhook::tsp {
namespace {

/// The only device whose name contains the product's; none of several.
template <class Name>
std::optional<DWORD> only_one(UINT count, const std::u16string& product, const Name& name_of) {
    std::optional<DWORD> found;
    for (UINT id = 0; id < count; ++id) {
        const std::u16string name = name_of(id);
        if (name.find(product) == std::u16string::npos) continue;
        if (found) return std::nullopt;
        found = id;
    }
    return found;
}

std::u16string text(const wchar_t* name) {
    return reinterpret_cast<const char16_t*>(name);
}

}  // namespace

wave_devices find_wave_devices(const std::string& product, const std::string& /*serial*/) {
    // "Microphone (Desk)", cut after 31 characters.
    const auto wanted = protocol::to_utf16(product);
    if (wanted.empty()) return {};
    wave_devices found;
    found.in = only_one(waveInGetNumDevs(), wanted, [](UINT id) {
        WAVEINCAPSW caps{};
        return waveInGetDevCapsW(id, &caps, sizeof caps) == 0 ? text(caps.szPname)
                                                              : std::u16string();
    });
    found.out = only_one(waveOutGetNumDevs(), wanted, [](UINT id) {
        WAVEOUTCAPSW caps{};
        return waveOutGetDevCapsW(id, &caps, sizeof caps) == 0 ? text(caps.szPname)
                                                               : std::u16string();
    });
    return found;
}

}  // namespace offhook::tsp
