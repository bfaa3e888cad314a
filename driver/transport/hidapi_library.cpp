#include "driver/transport/hidapi_library.hpp"

#include "driver/transport/inotify_watch.hpp"
#include "driver/transport/polling_watch.hpp"
#include "driver/transport/transport_error.hpp"
#include "driver/transport/wide_text.hpp"

#include <hidapi.h>
#include <spdlog/spdlog.h>
#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <system_error>
#include <utility>

#ifdef __linux__
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#endif

namespace offhook::transport {
namespace {

// hid_init, hid_exit, hid_enumerate and hid_open_path share state of the process, without a lock of
// their own: hidapi promises no thread safety.
std::mutex& process_mutex() {
    static std::mutex mutex;
    return mutex;
}

hid_entry to_entry(const hid_device_info& info) {
    return {.path = info.path != nullptr ? info.path : "",
            .vendor = info.vendor_id,
            .product = info.product_id,
            .release = info.release_number,
            .name = to_utf8(info.product_string),
            .serial = to_utf8(info.serial_number),
            .usage_page = info.usage_page,
            .usage = info.usage};
}

class hidapi_handle final : public hid_handle {
public:
    hidapi_handle(hid_device* device, std::string path) : device_(device), path_(std::move(path)) {}
    ~hidapi_handle() override { hid_close(device_); }
    hidapi_handle(const hidapi_handle&) = delete;
    hidapi_handle& operator=(const hidapi_handle&) = delete;

    int write(bytes_view report) override {
        return hid_write(device_, report.data(), report.size());
    }

    int read(std::span<std::uint8_t> buffer, std::chrono::milliseconds limit) override {
        const auto wait = static_cast<int>(limit.count());
        return hid_read_timeout(device_, buffer.data(), buffer.size(), wait);
    }

    int get_feature(std::span<std::uint8_t> buffer) override {
        return hid_get_feature_report(device_, buffer.data(), buffer.size());
    }

    device_info info() override {
        const std::lock_guard lock(process_mutex());
        const auto* info = hid_get_device_info(device_);
        if (info == nullptr) return {.path = path_};
        const auto entry = to_entry(*info);
        return {entry.vendor, entry.product, entry.release, entry.name, entry.serial, path_};
    }

    std::string error_text() override { return to_utf8(hid_error(device_)); }

private:
    hid_device* device_;
    std::string path_;
};

#ifdef __linux__

/// Where the kernel shows a hidraw node's report descriptor to everybody. hidapi has a function for
/// it only since 0.14.
std::filesystem::path descriptor_file(const std::string& path) {
    std::error_code none;
    const auto node = std::filesystem::canonical(path, none);
    const auto name = none ? std::filesystem::path(path).filename() : node.filename();
    return std::filesystem::path("/sys/class/hidraw") / name / "device/report_descriptor";
}

bool is_hidraw_node(const std::string& path) {
    struct stat node {};
    if (::stat(path.c_str(), &node) != 0 || !S_ISCHR(node.st_mode)) return false;
    const auto entry =
        fmt::format("/sys/dev/char/{}:{}/subsystem", major(node.st_rdev), minor(node.st_rdev));
    std::error_code none;
    return std::filesystem::read_symlink(entry, none).filename() == "hidraw";
}

/// The paths of hidapi's libusb back end ("1-2:1.0") name no file.
bool is_file_path(const std::string& path) {
    return path.starts_with('/');
}

/// Why the system would not let us open a node, which hidapi does not tell. A file that is no
/// hidraw node must not even be tried: hid_open_path of 0.13.1 uses the device after it has freed
/// it when the ioctls fail.
std::pair<error_code, std::string> why_not_open(const std::string& path) {
    if (!is_file_path(path)) return {};
    const bool may = ::faccessat(AT_FDCWD, path.c_str(), R_OK | W_OK, AT_EACCESS) == 0;
    const int reason = may ? 0 : errno;
    if (reason == EACCES || reason == EPERM) {
        return {errc::no_permission,
                fmt::format("permission denied for {}: install packaging/udev/70-offhook.rules "
                            "(see README) or run as root",
                            path)};
    }
    if (reason == ENOENT || reason == ENOTDIR) {
        return {errc::no_such_device, fmt::format("there is no {}", path)};
    }
    if (may && is_hidraw_node(path)) return {};
    const auto text = may ? "it is no HID device; handsets are at /dev/hidraw*"
                          : std::generic_category().message(reason);
    return {errc::io_error, fmt::format("cannot open {}: {}", path, text)};
}

#else

std::pair<error_code, std::string> why_not_open(const std::string&) {
    return {};
}

#endif

class hidapi_library final : public hid_library {
public:
    /// Under process_mutex().
    hidapi_library() {
        if (libraries++ == 0 && hid_init() != 0) spdlog::error("hid: hidapi cannot be initialised");
    }

    ~hidapi_library() override {
        const std::lock_guard lock(process_mutex());
        if (--libraries == 0) hid_exit();
    }

    hidapi_library(const hidapi_library&) = delete;
    hidapi_library& operator=(const hidapi_library&) = delete;

    std::vector<hid_entry> enumerate(std::uint16_t vendor, std::uint16_t product) override {
        const std::lock_guard lock(process_mutex());
        hid_device_info* const first = hid_enumerate(vendor, product);
        std::vector<hid_entry> found;
        for (const auto* next = first; next != nullptr; next = next->next) {
            found.push_back(to_entry(*next));
        }
        hid_free_enumeration(first);
        return found;
    }

    opened_hid open(const std::string& path) override {
        const std::lock_guard lock(process_mutex());
        if (auto [reason, detail] = why_not_open(path); reason) {
            return {nullptr, reason, std::move(detail)};
        }
        if (hid_device* const device = hid_open_path(path.c_str())) {
            return {std::make_unique<hidapi_handle>(device, path), {}, {}};
        }
        const auto text = to_utf8(hid_error(nullptr));
        return {nullptr, errc::io_error, fmt::format("cannot open {}: {}", path, text)};
    }

    std::vector<std::uint8_t> report_descriptor(const std::string& path) override;
    bool is_present(const std::string& path) override;
    std::unique_ptr<hid_watch> watch(const std::string& path) override;

private:
    bool is_listed(const std::string& path) {
        const auto all = enumerate(0, 0);
        return std::any_of(
            all.begin(), all.end(), [&](const hid_entry& entry) { return entry.path == path; });
    }

    // A new one can be made while the last one is on its way out.
    static inline int libraries = 0;
};

#ifdef __linux__

std::vector<std::uint8_t> hidapi_library::report_descriptor(const std::string& path) {
    std::ifstream file(descriptor_file(path), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool hidapi_library::is_present(const std::string& path) {
    return is_file_path(path) ? ::access(path.c_str(), F_OK) == 0 : is_listed(path);
}

std::unique_ptr<hid_watch> hidapi_library::watch(const std::string& path) {
    std::vector<watched_names> names{{"/dev", "hidraw"}};
    if (is_file_path(path)) {
        const std::filesystem::path node(path);
        names.push_back({node.parent_path().string(), node.filename().string()});
    }
    if (auto watch = inotify_watch::make(std::move(names))) return watch;
    spdlog::warn("hid: device nodes cannot be watched ({}); looking every 2 s instead",
                 std::generic_category().message(errno));
    return std::make_unique<polling_watch>();
}

#else

// The usages of the enumeration are enough: Windows and macOS list every top-level collection.
std::vector<std::uint8_t> hidapi_library::report_descriptor(const std::string&) {
    return {};
}

bool hidapi_library::is_present(const std::string& path) {
    return is_listed(path);
}

std::unique_ptr<hid_watch> hidapi_library::watch(const std::string&) {
    return std::make_unique<polling_watch>();
}

#endif

}  // namespace

std::shared_ptr<hid_library> shared_hidapi() {
    static std::weak_ptr<hid_library> shared;
    const std::lock_guard lock(process_mutex());
    auto library = shared.lock();
    if (!library) shared = library = std::make_shared<hidapi_library>();
    return library;
}

}  // namespace offhook::transport
