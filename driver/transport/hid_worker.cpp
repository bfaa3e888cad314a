#include "driver/transport/hid_worker.hpp"

#include "driver/transport/hid_discovery.hpp"
#include "driver/transport/hidapi_runtime.hpp"
#include "driver/transport/transport_error.hpp"

#include <spdlog/spdlog.h>
#include <algorithm>
#include <exception>
#include <utility>

namespace offhook::transport {
namespace {

using clock = std::chrono::steady_clock;

// The reading thread looks that often whether it is to end.
constexpr std::chrono::milliseconds read_limit{100};

// udev sets the mode of a new node after it has appeared (signal11/hidapi 217).
constexpr std::chrono::seconds open_patience{2};

constexpr std::size_t longest_report = 1025;  // 1024 and the ID
constexpr std::size_t longest_batch = 64;     // what hidraw keeps for a reader

}  // namespace

hid_worker::hid_worker(std::shared_ptr<hid_library> library,
                       hid_address where,
                       boost::asio::any_io_executor executor,
                       std::weak_ptr<hid_worker_listener> owner)
    : library_(std::move(library)),
      where_(std::move(where)),
      gate_(std::move(executor)),
      owner_(std::move(owner)) {}

void hid_worker::start(hidapi_runtime& runtime) {
    watch_ = library_->watch(where_.path);
    const auto side = [self = shared_from_this()](void (hid_worker::*run)()) {
        return [self, run] { self->guard([&] { (*self.*run)(); }); };
    };
    const bool reads = runtime.run(side(&hid_worker::read_side));
    const bool writes = reads && runtime.run(side(&hid_worker::write_side));
    if (!writes) lose(errc::io_error, "no thread for the handset: the driver is stopping");
}

void hid_worker::add(hid_job job) {
    const std::lock_guard lock(mutex_);
    if (is_stopping_) return;
    jobs_.push_back(std::move(job));
    changed_.notify_one();
}

void hid_worker::stop() {
    gate_.shut();
    end();
}

/// Makes both threads end; the first reason is the one that counts.
void hid_worker::end() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
        jobs_.clear();
        changed_.notify_all();
        if (read_from_ != nullptr) read_from_->interrupt_read();
    }
    if (watch_) watch_->stop();
}

void hid_worker::lose(error_code reason, const std::string& detail) {
    if (is_stopping()) return;
    tell([reason, detail](hid_worker_listener& owner) { owner.on_gone(reason, detail); });
    end();
}

/// Nothing thrown ends the host's process: the handset is given up, and may be opened anew.
void hid_worker::guard(const std::function<void()>& body) {
    try {
        body();
    } catch (const std::exception& error) {
        spdlog::error("hid: an error that nobody expected: {}; please report it", error.what());
        lose(errc::io_error, error.what());
    } catch (...) {
        spdlog::error("hid: an exception of an unknown kind; please report it");
        lose(errc::io_error, "an exception of an unknown kind");
    }
}

bool hid_worker::is_stopping() {
    const std::lock_guard lock(mutex_);
    return is_stopping_;
}

/// What hidapi says of the writing thread's last failure; nothing where two threads share the
/// handle, as its text is not protected (hidapi 688).
std::string hid_worker::reason_text(hid_handle& handle) {
    return is_shared() ? "the system reported an error" : handle.error_text();
}

bool hid_worker::is_shared() {
    const std::lock_guard lock(mutex_);
    return is_shared_;
}

void hid_worker::read_side() {
    auto device = wait_for_device();
    if (!device) return;
    const auto handle = std::move(device->handle);
    guard([&] {
        hand_over(device->info, handle);
        read_reports(*handle);
    });
    const std::lock_guard lock(mutex_);
    read_from_ = nullptr;
}

/// Looks, and waits for changes, until the device is open. One that appeared just now may still get
/// its permissions; one that was there before is believed to have them.
std::optional<hid_worker::found_device> hid_worker::wait_for_device() {
    bool was_absent = false;
    std::optional<clock::time_point> give_up;
    while (!is_stopping()) {
        const auto found = list_handsets(*library_, where_);
        opened_hid failed;
        if (auto device = open_first(found, failed)) return device;
        const bool is_absent = found.empty() || failed.reason == errc::no_such_device;
        if (is_absent) {
            if (!was_absent)
                spdlog::info("no handset fits {} yet; it is waited for", to_string(where_));
            was_absent = true;
            give_up.reset();
        } else if (!was_absent || (give_up && clock::now() >= *give_up)) {
            lose(failed.reason, failed.detail);
        } else if (!give_up) {
            give_up = clock::now() + open_patience;
        }
        if (wait_for_change(give_up) == hid_watch::outcome::timed_out) give_up = clock::now();
    }
    return std::nullopt;
}

hid_watch::outcome hid_worker::wait_for_change(std::optional<clock::time_point> limit) {
    if (!limit) return watch_->wait(std::nullopt);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*limit - clock::now());
    return watch_->wait(std::max(left, std::chrono::milliseconds{0}));
}

/// The first that can be opened and says that it is a handset. Where none says so, the first that
/// can be opened: the engine asks again, and then says what is wrong with it.
std::optional<hid_worker::found_device> hid_worker::open_first(
    const std::vector<device_info>& found, opened_hid& failed) {
    std::optional<found_device> doubtful;
    for (const auto& device : found) {
        auto opened = library_->open(device.path);
        if (!opened.handle) {
            if (!failed.reason) failed = std::move(opened);
            continue;
        }
        found_device candidate{info_of(device, *opened.handle), std::move(opened.handle)};
        const bool is_alone = found.size() == 1;
        if (is_alone || ask_identity(*candidate.handle) == identity::handset) return candidate;
        if (!doubtful) doubtful = std::move(candidate);
    }
    return doubtful;
}

/// Nothing is known of a device that was given by its path.
device_info hid_worker::info_of(const device_info& found, hid_handle& handle) {
    return where_.path.empty() ? found : handle.info();
}

/// Opens the device once more for the writing thread, and says that it is there.
void hid_worker::hand_over(const device_info& device, const shared_handle& reading) {
    auto second = library_->open(device.path);
    const std::lock_guard lock(mutex_);
    if (is_stopping_) return;
    is_shared_ = second.handle == nullptr;
    for_writer_ = is_shared_ ? reading : shared_handle(std::move(second.handle));
    read_from_ = reading.get();
    path_ = device.path;
    changed_.notify_all();
    tell([device](hid_worker_listener& owner) { owner.on_device(device); });
}

void hid_worker::read_reports(hid_handle& handle) {
    while (!is_stopping()) {
        report_batch batch;
        const int last = read_batch(handle, batch);
        if (!batch.lengths.empty()) {
            tell([batch = std::move(batch)](hid_worker_listener& owner) {
                owner.on_reports(batch);
            });
        }
        if (last < 0) {
            // Every -1 of a read means so, and no later read will be better.
            const auto text = is_shared() ? handle.read_error_text() : handle.error_text();
            lose(errc::unplugged, fmt::format("the handset is gone: {}", text));
        }
    }
}

/// Waits for a report, then takes those that are there already. What the last read returned.
int hid_worker::read_batch(hid_handle& handle, report_batch& batch) {
    std::array<std::uint8_t, longest_report> buffer;
    int length = handle.read(buffer, read_limit);
    while (length > 0) {
        const auto size = static_cast<std::size_t>(length);
        batch.bytes.insert(batch.bytes.end(), buffer.begin(), buffer.begin() + length);
        batch.lengths.push_back(size);
        if (batch.lengths.size() == longest_batch) break;
        length = handle.read(buffer, std::chrono::milliseconds{0});
    }
    return length;
}

void hid_worker::write_side() {
    const auto handle = take_handle();
    if (!handle) return;
    while (auto job = next_job()) {
        if (job->what == hid_job::kind::write) {
            write(*handle, *job);
        } else {
            get_feature(*handle, *job);
        }
    }
}

hid_worker::shared_handle hid_worker::take_handle() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return is_stopping_ || for_writer_ != nullptr; });
    return std::exchange(for_writer_, nullptr);
}

std::optional<hid_job> hid_worker::next_job() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return is_stopping_ || !jobs_.empty(); });
    if (is_stopping_) return std::nullopt;
    auto job = std::move(jobs_.front());
    jobs_.pop_front();
    return job;
}

/// Only the sign of the result counts: back ends return the padded length, or one more.
void hid_worker::write(hid_handle& handle, hid_job& job) {
    const bool failed = handle.write(job.bytes) < 0;
    const error_code result = failed ? error_code(errc::io_error) : error_code{};
    tell([result](hid_worker_listener& owner) { owner.on_job_done(result, {}); });
    if (!failed) return;
    const error_code reason = library_->is_present(path_) ? errc::io_error : errc::unplugged;
    lose(reason, fmt::format("writing to {} failed: {}", path_, reason_text(handle)));
}

/// A failure is the device's "I have no such report" while the device is there.
void hid_worker::get_feature(hid_handle& handle, hid_job& job) {
    const auto id = job.bytes.front();
    const int length = handle.get_feature(job.bytes);
    if (length > 0) {
        job.bytes.resize(std::min(job.bytes.size(), static_cast<std::size_t>(length)));
        tell([bytes = std::move(job.bytes)](hid_worker_listener& owner) {
            owner.on_job_done({}, bytes);
        });
        return;
    }
    const auto text = reason_text(handle);
    const bool is_there = library_->is_present(path_);
    const error_code result = is_there ? errc::no_such_report : errc::unplugged;
    spdlog::debug("{}: feature report {:02x} cannot be read: {}", path_, id, text);
    tell([result](hid_worker_listener& owner) { owner.on_job_done(result, {}); });
    if (!is_there) lose(errc::unplugged, fmt::format("the handset is gone: {}", text));
}

}  // namespace offhook::transport
