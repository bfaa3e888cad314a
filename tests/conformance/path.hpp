#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace offhook::conformance {

/// How the simulated handset is plugged in.
enum class plug_kind {
    memory,
    socket,
    uhid,
    usb,
    stand_in,  ///< the stand-ins for Windows' HID (tests/wine/hid), on the socket plug
};

/// How the driver reaches it.
enum class reach { memory, socket, hidraw, libusb, windows };

/// One way from the driver to the handset.
struct path {
    plug_kind plug = plug_kind::memory;
    reach transport = reach::memory;

    [[nodiscard]] bool is_usb() const { return plug == plug_kind::usb; }
    [[nodiscard]] bool is_hid() const { return is_usb() || plug == plug_kind::uhid; }
    bool operator==(const path&) const = default;
};

/// "uhid-hidraw": as in OFFHOOK_PATHS.
[[nodiscard]] std::string name_of(const path& way);
std::ostream& operator<<(std::ostream& out, const path& way);

/// Every path there is.
[[nodiscard]] const std::vector<path>& all_paths();

/// Those that this run is for: OFFHOOK_PATHS, names with commas between; without it all. Exits with
/// a message when a name is unknown.
[[nodiscard]] std::vector<path> wanted_paths();

/// Of wanted_paths() those with a kernel's HID device, those over USB, those over the stand-ins,
/// and those on which reports can be held or refused.
[[nodiscard]] std::vector<path> wanted_hid_paths();
[[nodiscard]] std::vector<path> wanted_usb_paths();
[[nodiscard]] std::vector<path> wanted_stand_in_paths();
[[nodiscard]] std::vector<path> wanted_trouble_paths();

/// Makes drivers that come now use hidapi's back end of a path.
void choose_backend(const path& way);

/// Was it asked for by name? Then it must work; else it may be skipped with its reason.
[[nodiscard]] bool is_demanded();

/// Why this computer does not have what a path needs; empty when it has.
[[nodiscard]] std::string why_not(const path& way);

}  // namespace offhook::conformance
