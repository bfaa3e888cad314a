#include "sim/plug/vhci.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>

namespace offhook::sim {
namespace {

// VDEV_ST_NULL, the state of a port that nobody uses.
constexpr unsigned state_free = 4;

constexpr const char* not_there =
#ifdef __linux__
    "the kernel's module vhci_hcd is not there; load it (as root: modprobe vhci-hcd), or leave out "
    "--usb";
#else
    "only Linux has a virtual host controller; use --usbip or --listen instead of --usb";
#endif

std::string advice(int error, const std::string& file) {
    switch (error) {
        case ENOENT: return not_there;
        case EACCES:
        case EPERM: return "no permission to write " + file + "; run as root, or leave out --usb";
        default: return file + ": " + std::strerror(error);
    }
}

// 0, or errno. One write is one command to the kernel: hence no buffer.
int write_file(const std::filesystem::path& file, const std::string& text) {
    std::FILE* const opened = std::fopen(file.string().c_str(), "w");
    if (opened == nullptr) return errno;
    std::setvbuf(opened, nullptr, _IONBF, 0);
    const auto written = std::fwrite(text.data(), 1, text.size(), opened);
    const int error = written < text.size() ? errno : 0;
    std::fclose(opened);
    return error;
}

}  // namespace

// "hub port sta spd dev      sockfd local_busid", then "hs  0000 004 000 00000000 000000 0-0".
std::vector<vhci_port> parse_vhci_status(std::string_view text) {
    std::vector<vhci_port> found;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string hub;
        unsigned port = 0;
        unsigned state = 0;
        if (!(words >> hub >> port >> state) || (hub != "hs" && hub != "ss")) continue;
        found.push_back({port, hub == "hs", state == state_free});
    }
    return found;
}

vhci::vhci(std::filesystem::path folder) : folder_(std::move(folder)) {
    std::error_code ignored;
    if (!std::filesystem::exists(folder_ / "attach", ignored)) {
        throw vhci_error("cannot attach to this computer's USB: " + advice(ENOENT, {}));
    }
}

// A kernel with several controllers has status, status.1, status.2, ...; the ports count on.
std::vector<vhci_port> vhci::ports() const {
    std::vector<vhci_port> all;
    for (unsigned i = 0;; ++i) {
        std::ifstream file(folder_ / (i == 0 ? "status" : "status." + std::to_string(i)));
        if (!file) return all;
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        const auto some = parse_vhci_status(text);
        all.insert(all.end(), some.begin(), some.end());
    }
}

unsigned vhci::attach(std::uintptr_t socket, std::uint32_t device_id, usb_speed speed) const {
    const auto file = folder_ / "attach";
    const auto known = ports();
    for (const auto& port : known) {
        if (!port.is_free || !port.is_high_speed) continue;
        const auto error = write_file(file,
                                      std::to_string(port.number) + " " + std::to_string(socket) +
                                          " " + std::to_string(device_id) + " " +
                                          std::to_string(static_cast<unsigned>(speed)));
        if (error == 0) return port.number;
        if (error == EBUSY) continue;  // somebody else was quicker
        throw vhci_error("cannot attach to this computer's USB: " + advice(error, file.string()));
    }
    throw vhci_error(
        "cannot attach to this computer's USB: all " +
        std::to_string(std::count_if(
            known.begin(), known.end(), [](const auto& one) { return one.is_high_speed; })) +
        " ports of vhci_hcd are in use; `usbip port` lists them");
}

void vhci::detach(unsigned port) const noexcept {
    (void)write_file(folder_ / "detach", std::to_string(port));
}

bool vhci::is_free(unsigned port) const {
    const auto known = ports();
    return std::none_of(known.begin(), known.end(), [&](const auto& one) {
        return one.number == port && !one.is_free;
    });
}

}  // namespace offhook::sim
