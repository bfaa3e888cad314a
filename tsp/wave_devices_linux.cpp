#include "tsp/wave_devices.hpp"

#include <charconv>
#include <fstream>

namespace offhook::tsp {
namespace {

namespace fs = std::filesystem;

/// The number in the name of a folder "card0"; none for others ("controlC0", "pcmC0D0p").
std::optional<DWORD> card_number(const std::string& name) {
    constexpr std::string_view prefix = "card";
    if (!name.starts_with(prefix)) return std::nullopt;
    DWORD number = 0;
    const char* const end = name.data() + name.size();
    const auto parsed = std::from_chars(name.data() + prefix.size(), end, number);
    if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
    return number;
}

/// The card's device is an interface; its parent is the USB device with the serial number.
std::string serial_of(const fs::path& card) {
    std::error_code error;
    const auto interface = fs::canonical(card / "device", error);
    if (error) return {};
    std::ifstream file(interface.parent_path() / "serial");
    std::string line;
    std::getline(file, line);
    return line;
}

/// True with a stream whose folder ends so: "pcmC0D0c" captures, "pcmC0D0p" plays.
bool has_stream(const fs::path& card, char direction) {
    std::error_code error;
    for (const auto& each : fs::directory_iterator(card, error)) {
        const auto name = each.path().filename().string();
        if (name.starts_with("pcm") && name.back() == direction) return true;
    }
    return false;
}

}  // namespace

wave_devices find_sound_card(const fs::path& sysfs, const std::string& serial) {
    wave_devices found;
    if (serial.empty()) return found;
    std::error_code error;
    for (const auto& each : fs::directory_iterator(sysfs, error)) {
        const auto number = card_number(each.path().filename().string());
        if (!number || serial_of(each.path()) != serial) continue;
        if (has_stream(each.path(), 'c')) found.in = number;
        if (has_stream(each.path(), 'p')) found.out = number;
    }
    return found;
}

wave_devices find_wave_devices(const std::string& /*product*/, const std::string& serial) {
    return find_sound_card("/sys/class/sound", serial);
}

}  // namespace offhook::tsp
