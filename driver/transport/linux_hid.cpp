#include "driver/transport/linux_hid.hpp"

#ifdef __linux__

#include "driver/transport/transport_error.hpp"

#include <fcntl.h>
#include <linux/hidraw.h>
#include <spdlog/fmt/fmt.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace offhook::transport::linux_hid {
namespace {

namespace fs = std::filesystem;

fs::path usb_interface(const std::string& path) {
    return fs::path("/sys/bus/usb/devices") / path;
}

/// The device that an interface is of: "1-2.4" of "1-2.4:1.0".
fs::path usb_device(const std::string& path) {
    return usb_interface(path.substr(0, path.find(':')));
}

std::vector<std::uint8_t> bytes_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The HID device that usbhid made of an interface is a folder in the interface's own.
std::vector<std::uint8_t> descriptor_of_interface(const fs::path& folder) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        auto found = bytes_of(entry.path() / "report_descriptor");
        if (!found.empty()) return found;
    }
    return {};
}

/// "/dev/bus/usb/001/004", which libusb opens; empty when the device is gone.
std::string usb_node(const std::string& path) {
    const auto device = usb_device(path);
    int bus = 0;
    int number = 0;
    const bool found =
        (std::ifstream(device / "busnum") >> bus) && (std::ifstream(device / "devnum") >> number);
    return found ? fmt::format("/dev/bus/usb/{:03}/{:03}", bus, number) : std::string{};
}

bool is_hidraw_node(const std::string& path) {
    struct stat node {};
    if (::stat(path.c_str(), &node) != 0 || !S_ISCHR(node.st_mode)) return false;
    const auto entry =
        fmt::format("/sys/dev/char/{}:{}/subsystem", major(node.st_rdev), minor(node.st_rdev));
    std::error_code none;
    return fs::read_symlink(entry, none).filename() == "hidraw";
}

/// Does a hidraw node's device still answer? One that was pulled out keeps its node for a while.
bool is_alive(const std::string& node) {
    const int opened = ::open(node.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (opened < 0) return false;
    int size = 0;
    const bool answers = ::ioctl(opened, HIDIOCGRDESCSIZE, &size) >= 0;
    ::close(opened);
    return answers;
}

}  // namespace

bool is_usb_path(const std::string& path) {
    return !path.starts_with('/');
}

bool is_present(const std::string& path) {
    const auto place = is_usb_path(path) ? usb_interface(path).string() : path;
    return ::access(place.c_str(), F_OK) == 0;
}

std::vector<std::uint8_t> report_descriptor(const std::string& path) {
    if (is_usb_path(path)) return descriptor_of_interface(usb_interface(path));
    std::error_code none;
    const auto node = fs::canonical(path, none);
    const auto name = none ? fs::path(path).filename() : node.filename();
    return bytes_of(fs::path("/sys/class/hidraw") / name / "device/report_descriptor");
}

std::string usb_text(const std::string& path, const std::string& name) {
    std::string line;
    if (!is_usb_path(path)) return line;
    std::ifstream file(usb_device(path) / name);
    std::getline(file, line);
    return line;
}

std::pair<error_code, std::string> why_not_open(const std::string& path) {
    const auto node = is_usb_path(path) ? usb_node(path) : path;
    const bool may = ::faccessat(AT_FDCWD, node.c_str(), R_OK | W_OK, AT_EACCESS) == 0;
    const int reason = may ? 0 : errno;
    if (reason == EACCES || reason == EPERM) {
        return {errc::no_permission,
                fmt::format("permission denied for {}: install the udev rule 70-offhook.rules "
                            "(cmake --install, or packaging/udev in the sources; see README) or "
                            "run as root",
                            node)};
    }
    if (reason == ENOENT || reason == ENOTDIR) {
        return {errc::no_such_device, fmt::format("there is no {}", path)};
    }
    if (may && is_usb_path(path)) return {};
    if (may && is_hidraw_node(path)) {
        if (is_alive(path)) return {};
        return {errc::no_such_device, fmt::format("{} has lost its device", path)};
    }
    const auto text = may ? "it is no HID device; handsets are at /dev/hidraw*"
                          : std::generic_category().message(reason);
    return {errc::io_error, fmt::format("cannot open {}: {}", path, text)};
}

}  // namespace offhook::transport::linux_hid

#endif
