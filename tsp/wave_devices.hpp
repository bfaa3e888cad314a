#pragma once

#include "tsp/tspi.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace offhook::tsp {

/// The sound devices of this computer that belong to one handset; none where there is none.
/// On Windows the IDs are those of waveInOpen and waveOutOpen, on Linux the number of ALSA's card.
struct wave_devices {
    std::optional<DWORD> in;   ///< what the handset's microphone is recorded from
    std::optional<DWORD> out;  ///< what is heard in the handset
};

/// Looks among the sound devices that are there now. On Linux a card belongs to the handset whose
/// USB serial number it has. Windows tells a wave device's name only, in 31 characters: one that
/// has the product's name in it is taken, unless there are several, as a call in the wrong
/// handset is worse than none (tsp/README.md, "Audio").
[[nodiscard]] wave_devices find_wave_devices(const std::string& product, const std::string& serial);

#ifndef _WIN32
/// The same below another folder than /sys/class/sound, for tests.
[[nodiscard]] wave_devices find_sound_card(const std::filesystem::path& sysfs,
                                           const std::string& serial);
#endif

}  // namespace offhook::tsp
