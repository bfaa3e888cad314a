#include "driver/transport/hidapi_library.hpp"

#include "driver/transport/hidapi_functions.hpp"
#include "driver/transport/polling_watch.hpp"
#include "driver/transport/printable.hpp"
#include "driver/transport/transport_error.hpp"
#include "driver/transport/wide_text.hpp"

#include <spdlog/spdlog.h>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <mutex>
#include <utility>

#ifdef __linux__
#include "driver/transport/hidraw_list.hpp"
#include "driver/transport/inotify_watch.hpp"
#include "driver/transport/linux_hid.hpp"
#include "driver/transport/uevent_watch.hpp"

#include <cerrno>
#include <filesystem>
#include <system_error>
#endif
#ifdef _WIN32
#include "driver/transport/windows_hid.hpp"
#endif

namespace offhook::transport {
namespace {

// hid_init, hid_exit, hid_enumerate and hid_open_path share state of the process, without a lock of
// their own: hidapi promises no thread safety.
std::mutex& process_mutex() {
    static std::mutex mutex;
    return mutex;
}

constexpr const char* no_reason = "the system reported an error";

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

/// hidapi's own words. Its libusb back end has none (hidapi 708) and says so instead.
std::string words_of(const wchar_t* text) {
    auto words = to_utf8(text);
    return words.empty() || words.find("not implemented") != words.npos ? no_reason : words;
}

#ifdef __linux__
/// What sysfs tells of a node; a link to one, as udev makes them, has the node's.
device_info info_of_hidraw(const std::string& path) {
    std::error_code gone;
    const auto node = std::filesystem::canonical(path, gone).string();
    for (const auto& entry : list_hidraw()) {
        if (entry.path != node) continue;
        return {entry.vendor, entry.product, entry.release, entry.name, entry.serial, path};
    }
    return {.path = path};
}
#endif

class hidapi_handle final : public hid_handle {
public:
    hidapi_handle(std::shared_ptr<const hidapi_functions> hid, hid_device* device, std::string path)
        : hid_(std::move(hid)), device_(device), path_(std::move(path)) {}
    ~hidapi_handle() override { hid_->close(device_); }
    hidapi_handle(const hidapi_handle&) = delete;
    hidapi_handle& operator=(const hidapi_handle&) = delete;

    int write(bytes_view report) override {
        return hid_->write(device_, report.data(), report.size());
    }

    int read(std::span<std::uint8_t> buffer, std::chrono::milliseconds limit) override {
        const auto wait = static_cast<int>(limit.count());
        return hid_->read_timeout(device_, buffer.data(), buffer.size(), wait);
    }

    void interrupt_read() override {
        if (hid_->read_interrupt != nullptr) hid_->read_interrupt(device_);
    }

    int get_feature(std::span<std::uint8_t> buffer) override {
        return hid_->get_feature_report(device_, buffer.data(), buffer.size());
    }

    std::vector<std::uint8_t> report_descriptor() override {
        std::array<std::uint8_t, longest_descriptor> buffer;
        const int length = hid_->get_report_descriptor == nullptr
                               ? 0
                               : hid_->get_report_descriptor(device_, buffer.data(), buffer.size());
        const auto size = std::min(buffer.size(), static_cast<std::size_t>(std::max(length, 0)));
        return {buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(size)};
    }

    /// On Linux hidapi asks sysfs, too, and does not bear that the device is gone
    /// (hidraw_list.hpp).
    device_info info() override {
#ifdef __linux__
        if (!linux_hid::is_usb_path(path_)) return info_of_hidraw(path_);
#endif
        const std::lock_guard lock(process_mutex());
        const auto* info = hid_->get_device_info(device_);
        if (info == nullptr) return {.path = path_};
        const auto entry = to_entry(*info);
        return {entry.vendor, entry.product, entry.release, entry.name, entry.serial, path_};
    }

    std::string error_text() override {
        return words_of(hid_->error(device_));
    }

    /// Since 0.15 what reading reports has a place of its own, which only the reader touches.
    std::string read_error_text() override {
        return hid_->read_error != nullptr ? words_of(hid_->read_error(device_)) : no_reason;
    }

private:
    // HID_API_MAX_REPORT_DESCRIPTOR_SIZE of 0.14.
    static constexpr std::size_t longest_descriptor = 4096;

    std::shared_ptr<const hidapi_functions> hid_;
    hid_device* device_;
    std::string path_;
};

#ifdef __linux__

loaded_hidapi load(hidapi_backend backend) {
    const bool is_hidraw = backend == hidapi_backend::hidraw;
    auto loaded = load_hidapi(is_hidraw ? "libhidapi-hidraw.so.0" : "libhidapi-libusb.so.0");
    if (!loaded.functions) {
        loaded.error += fmt::format("; HID handsets cannot be reached; install libhidapi-{}0",
                                    is_hidraw ? "hidraw" : "libusb");
    }
    return loaded;
}

const char* name_of(hidapi_backend backend) {
    return backend == hidapi_backend::hidraw ? "hidraw" : "libusb";
}

/// The libusb back end sees devices when udevd has told of them, so that is what it waits for.
std::unique_ptr<hid_watch> watch_for(hidapi_backend backend, const std::string& path) {
    std::unique_ptr<hid_watch> watch;
    if (backend == hidapi_backend::libusb) {
        watch = uevent_watch::make();
    } else {
        std::vector<watched_names> names{{"/dev", "hidraw"}};
        const std::filesystem::path node(path);
        if (node.is_absolute()) {
            names.push_back({node.parent_path().string(), node.filename().string()});
        }
        watch = inotify_watch::make(std::move(names));
    }
    if (watch) return watch;
    spdlog::warn("hid: device nodes cannot be watched ({}); looking every 2 s instead",
                 std::generic_category().message(errno));
    return std::make_unique<polling_watch>();
}

#else

loaded_hidapi load(hidapi_backend) {
    return linked_hidapi();
}

const char* name_of(hidapi_backend) {
#ifdef _WIN32
    return "windows";
#else
    return "of this system";
#endif
}

std::unique_ptr<hid_watch> watch_for(hidapi_backend, const std::string&) {
#ifdef _WIN32
    if (auto watch = windows_hid::make_watch()) return watch;
    spdlog::warn("hid: the system does not tell of devices; looking every 2 s instead");
#endif
    return std::make_unique<polling_watch>();
}

#endif

/// Adds what hidapi could not tell: the texts of a USB device that this user may not open, and what
/// belongs together on Windows.
void complete([[maybe_unused]] hid_entry& entry) {
#ifdef __linux__
    if (entry.serial.empty()) entry.serial = linux_hid::usb_text(entry.path, "serial");
    if (entry.name.empty()) entry.name = linux_hid::usb_text(entry.path, "product");
#endif
#ifdef _WIN32
    entry.container = windows_hid::container_of(entry.path);
#endif
}

#ifdef __linux__
/// As hid_enumerate would, 0 for any.
std::vector<hid_entry> enumerate_hidraw(std::uint16_t vendor, std::uint16_t product) {
    auto found = list_hidraw();
    std::erase_if(found, [&](const hid_entry& entry) {
        return (vendor != 0 && vendor != entry.vendor) ||
               (product != 0 && product != entry.product);
    });
    return found;
}
#endif

/// What the system's rules say before hidapi is asked.
std::pair<error_code, std::string> why_not_open([[maybe_unused]] const std::string& path) {
#ifdef __linux__
    return linux_hid::why_not_open(path);
#else
    return {};
#endif
}

class hidapi_library final : public hid_library {
public:
    /// Under process_mutex().
    explicit hidapi_library(hidapi_backend backend) : backend_(backend) {
        auto loaded = load(backend);
        hid_ = std::move(loaded.functions);
        error_ = std::move(loaded.error);
        if (hid_ && users()++ == 0 && hid_->init() != 0) error_ = "hidapi cannot be initialised";
        if (!error_.empty()) spdlog::error("hid: {}", error_);
    }

    ~hidapi_library() override {
        const std::lock_guard lock(process_mutex());
        if (hid_ && --users() == 0) hid_->exit();
    }

    hidapi_library(const hidapi_library&) = delete;
    hidapi_library& operator=(const hidapi_library&) = delete;

    [[nodiscard]] hid_library_facts about() const override {
        const bool is_known = hid_ && hid_->version_text != nullptr;
        return {name_of(backend_), is_known ? hid_->version_text() : "", error_};
    }

    std::vector<hid_entry> enumerate(std::uint16_t vendor, std::uint16_t product) override {
        if (!hid_) return {};
#ifdef __linux__
        if (backend_ == hidapi_backend::hidraw) return enumerate_hidraw(vendor, product);
#endif
        const std::lock_guard lock(process_mutex());
        hid_device_info* const first = hid_->enumerate(vendor, product);
        std::vector<hid_entry> found;
        for (const auto* next = first; next != nullptr; next = next->next) {
            found.push_back(to_entry(*next));
        }
        hid_->free_enumeration(first);
        for (auto& entry : found) complete(entry);
        return found;
    }

    opened_hid open(const std::string& path) override {
        if (!hid_) return {nullptr, errc::io_error, "hidapi is not installed"};
        const std::lock_guard lock(process_mutex());
        if (auto [reason, detail] = why_not_open(path); reason) {
            return {nullptr, reason, std::move(detail)};
        }
        if (hid_device* const device = hid_->open_path(path.c_str())) {
            return {std::make_unique<hidapi_handle>(hid_, device, path), {}, {}};
        }
        const auto text = words_of(hid_->error(nullptr));
        return {nullptr, errc::io_error, fmt::format("cannot open {}: {}", path, text)};
    }

#ifdef __linux__
    /// While libusb has an interface open no driver of the kernel has it, and sysfs tells nothing
    /// of it: then what it told last time still holds.
    std::vector<std::uint8_t> report_descriptor(const std::string& path) override {
        auto now = linux_hid::report_descriptor(path);
        if (!linux_hid::is_usb_path(path)) return now;
        const std::lock_guard lock(process_mutex());
        auto& known = usb_descriptors_[path];
        if (!now.empty()) known = std::move(now);
        return known;
    }

    bool is_present(const std::string& path) override {
        return linux_hid::is_present(path);
    }
#else
    // The usages of the enumeration are enough: Windows and macOS list every top-level collection.
    std::vector<std::uint8_t> report_descriptor(const std::string&) override {
        return {};
    }

    bool is_present(const std::string& path) override {
        const auto all = enumerate(0, 0);
        return std::any_of(
            all.begin(), all.end(), [&](const hid_entry& entry) { return entry.path == path; });
    }
#endif

    std::unique_ptr<hid_watch> watch(const std::string& path) override {
        return watch_for(backend_, path);
    }

private:
    // A new one can be made while the last one is on its way out.
    int& users() {
        static std::array<int, 2> counts{};
        return counts[backend_ == hidapi_backend::hidraw ? 0 : 1];
    }

    hidapi_backend backend_;
    std::shared_ptr<const hidapi_functions> hid_;                       // null: not installed
    std::string error_;                                                 // why it cannot be used
    std::map<std::string, std::vector<std::uint8_t>> usb_descriptors_;  // by path, as last seen
};

}  // namespace

std::optional<hidapi_backend> parse_backend(std::string_view text) {
    if (text == "hidraw") return hidapi_backend::hidraw;
    if (text == "libusb") return hidapi_backend::libusb;
    return std::nullopt;
}

hidapi_backend backend_of_environment() {
    const char* const wanted = std::getenv("OFFHOOK_HIDAPI");
    if (wanted == nullptr) return hidapi_backend::hidraw;
    const auto backend = parse_backend(wanted);
    if (!backend) {
        spdlog::error("OFFHOOK_HIDAPI: \"{}\" is neither hidraw nor libusb; hidraw is used",
                      printable(wanted));
    }
    return backend.value_or(hidapi_backend::hidraw);
}

std::shared_ptr<hid_library> shared_hidapi(hidapi_backend backend) {
    static std::array<std::weak_ptr<hid_library>, 2> all;
    const std::lock_guard lock(process_mutex());
    auto& shared = all[backend == hidapi_backend::hidraw ? 0 : 1];
    auto library = shared.lock();
    if (!library) shared = library = std::make_shared<hidapi_library>(backend);
    return library;
}

}  // namespace offhook::transport
