#include "tests/conformance/path.hpp"

#include "tests/conformance/environment.hpp"

#ifdef _WIN32
#include <windows.h>
#else
#include <unistd.h>
#endif
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <sstream>

namespace offhook::conformance {
namespace {

constexpr const char* variable = "OFFHOOK_PATHS";

path path_named(const std::string& name) {
    for (const auto& way : all_paths()) {
        if (name_of(way) == name) return way;
    }
    std::cerr << variable << ": there is no path '" << name << "'; there are";
    for (const auto& way : all_paths()) std::cerr << ' ' << way;
    std::cerr << '\n';
    std::exit(2);
}

template <class Condition>
std::vector<path> wanted_that(Condition holds) {
    auto wanted = wanted_paths();
    std::erase_if(wanted, [&](const path& way) { return !holds(way); });
    return wanted;
}

}  // namespace

std::string name_of(const path& way) {
    switch (way.plug) {
        case plug_kind::memory: return "memory";
        case plug_kind::socket: return "socket";
        case plug_kind::uhid: return "uhid-hidraw";
        case plug_kind::stand_in: return "stand-in-windows";
        case plug_kind::usb: break;
    }
    return way.transport == reach::libusb ? "usb-libusb" : "usb-hidraw";
}

std::ostream& operator<<(std::ostream& out, const path& way) {
    return out << name_of(way);
}

const std::vector<path>& all_paths() {
    static const std::vector<path> all{{plug_kind::memory, reach::memory},
                                       {plug_kind::socket, reach::socket},
                                       {plug_kind::uhid, reach::hidraw},
                                       {plug_kind::usb, reach::hidraw},
                                       {plug_kind::usb, reach::libusb},
                                       {plug_kind::stand_in, reach::windows}};
    return all;
}

bool is_demanded() {
    return std::getenv(variable) != nullptr;
}

std::vector<path> wanted_paths() {
    if (!is_demanded()) return all_paths();
    std::vector<path> wanted;
    std::istringstream names(std::getenv(variable));
    for (std::string name; std::getline(names, name, ',');) wanted.push_back(path_named(name));
    return wanted;
}

std::vector<path> wanted_hid_paths() {
    return wanted_that([](const path& way) { return way.is_hid(); });
}

std::vector<path> wanted_usb_paths() {
    return wanted_that([](const path& way) { return way.is_usb(); });
}

std::vector<path> wanted_stand_in_paths() {
    return wanted_that([](const path& way) { return way.plug == plug_kind::stand_in; });
}

std::vector<path> wanted_trouble_paths() {
    return wanted_that(
        [](const path& way) { return way.is_usb() || way.plug == plug_kind::stand_in; });
}

void choose_backend(const path& way) {
    put_environment("OFFHOOK_HIDAPI", way.transport == reach::libusb ? "libusb" : "hidraw");
}

#ifdef _WIN32

std::string why_not(const path& way) {
    if (way.is_hid()) return "only Linux takes a simulated handset as a device";
    const HMODULE module = GetModuleHandleW(L"cfgmgr32.dll");
    const bool is_stand_in = module != nullptr && GetProcAddress(module, "HidD_GetHidGuid");
    if (way.plug == plug_kind::stand_in && !is_stand_in) {
        return "the stand-ins for Windows' HID are not in use; see tests/wine/hid/README.md";
    }
    return {};
}

#else

std::string why_not(const path& way) {
    if (way.plug == plug_kind::stand_in)
        return "this is not Windows; tools/test --label wine runs it";
    constexpr const char* advice = "; tools/test --label vm runs it on a kernel that has";
    if (way.plug == plug_kind::uhid && ::access("/dev/uhid", R_OK | W_OK) != 0) {
        return std::string("this kernel offers us no /dev/uhid") + advice;
    }
    if (way.is_usb() && ::access("/sys/devices/platform/vhci_hcd.0/attach", W_OK) != 0) {
        return std::string("this kernel offers us no vhci_hcd") + advice;
    }
    return {};
}

#endif

}  // namespace offhook::conformance
