#pragma once

#include "driver/transport/hid_library.hpp"
#include "driver/transport/transport_error.hpp"
#include "tests/driver/transport/recording_listener.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

namespace offhook::transport::test {

/// A hidapi with one device, and more that need not be opened, all controlled by a test. Its calls
/// block until the test changes something, never for a time.
class fake_hid final : public hid_library {
public:
    /// What the test sets and what happened; only inside change() and wait_until().
    struct state {
        hid_entry entry{.path = "/dev/hidraw9",
                        .vendor = 0x1209,
                        .product = 0x0001,
                        .release = 0x0100,
                        .name = "Desk",
                        .serial = "S1",
                        .usage_page = 0xFF55,
                        .usage = 1};
        std::vector<hid_entry> others;          // plugged in, and listed after it
        std::map<std::string, bytes> features;  // of the others, by path
        bool is_plugged = true;
        bool may_open = true;
        std::size_t handles_allowed = 2;
        int device_changes = 0;       // what the watch sees
        bool waits_time_out = false;  // of the watch, where a limit is given
        std::deque<bytes> inputs;     // not read yet
        bool reads_fail = false;
        bool reads_time_out = false;
        int write_result = 0;  // 0: the length
        bool writes_block = false;
        bool reads_throw = false;
        bool writes_throw = false;
        bool enumeration_throws = false;
        bool features_fail = false;
        bytes feature;

        std::size_t enumerations = 0;
        std::size_t opened = 0;
        std::size_t open_now = 0;
        std::size_t open_failures = 0;
        std::size_t writes_begun = 0;
        std::vector<bytes> written;
        std::vector<bytes> features_asked;  // the buffer as it came
        std::size_t error_texts = 0;
        std::size_t interruptions = 0;
        std::vector<std::set<std::thread::id>> users;  // of each handle, its closing included
    };

    template <class Change>
    void change(Change what) {
        const std::lock_guard lock(mutex_);
        what(state_);
        changed_.notify_all();
    }

    /// Waits for what another thread does; false after 10 s.
    template <class Condition>
    [[nodiscard]] bool wait_until(Condition holds) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return holds(state_); });
    }

    std::vector<hid_entry> enumerate(std::uint16_t vendor, std::uint16_t product) override {
        const std::lock_guard lock(mutex_);
        ++state_.enumerations;
        changed_.notify_all();
        if (state_.enumeration_throws) throw std::runtime_error("the list is a bug");
        auto found = state_.others;
        if (state_.is_plugged) found.insert(found.begin(), state_.entry);
        std::erase_if(found, [&](const auto& entry) {
            return (vendor != 0 && vendor != entry.vendor) ||
                   (product != 0 && product != entry.product);
        });
        return found;
    }

    std::vector<std::uint8_t> report_descriptor(const std::string&) override { return {}; }

    opened_hid open(const std::string& path) override;

    bool is_present(const std::string& path) override {
        const std::lock_guard lock(mutex_);
        return state_.is_plugged && path == state_.entry.path;
    }

    std::unique_ptr<hid_watch> watch(const std::string&) override;

private:
    class handle;
    class device_watch;

    std::mutex mutex_;
    std::condition_variable changed_;
    state state_;
};

class fake_hid::handle final : public hid_handle {
public:
    handle(fake_hid& owner, std::size_t number, std::string path)
        : owner_(&owner), number_(number), path_(std::move(path)) {}

    ~handle() override {
        const auto lock = use();
        --owner_->state_.open_now;
        owner_->changed_.notify_all();
    }

    handle(const handle&) = delete;
    handle& operator=(const handle&) = delete;

    int write(bytes_view report) override {
        auto lock = use();
        auto& state = owner_->state_;
        ++state.writes_begun;
        if (state.writes_throw) throw std::runtime_error("the write is a bug");
        state.written.emplace_back(report.begin(), report.end());
        owner_->changed_.notify_all();
        owner_->changed_.wait(lock, [&] { return !state.writes_block; });
        return state.write_result != 0 ? state.write_result : static_cast<int>(report.size());
    }

    int read(std::span<std::uint8_t> buffer, std::chrono::milliseconds limit) override {
        auto lock = use();
        auto& state = owner_->state_;
        if (limit.count() > 0) {
            owner_->changed_.wait(lock, [&] {
                return !state.inputs.empty() || state.reads_fail || state.reads_time_out ||
                       state.reads_throw;
            });
        }
        if (state.reads_throw) throw std::runtime_error("the read is a bug");
        if (state.inputs.empty()) return state.reads_fail ? -1 : 0;
        const auto report = std::move(state.inputs.front());
        state.inputs.pop_front();
        std::copy(report.begin(), report.end(), buffer.begin());
        return static_cast<int>(report.size());
    }

    /// As hidapi before 0.16: a read ends by its limit.
    void interrupt_read() override {
        const std::lock_guard lock(owner_->mutex_);
        ++owner_->state_.interruptions;
    }

    std::vector<std::uint8_t> report_descriptor() override { return {}; }

    int get_feature(std::span<std::uint8_t> buffer) override {
        const auto lock = use();
        auto& state = owner_->state_;
        state.features_asked.emplace_back(buffer.begin(), buffer.end());
        if (state.features_fail) return -1;
        const auto own = state.features.find(path_);
        const auto& answer = own == state.features.end() ? state.feature : own->second;
        std::copy_n(answer.begin(), std::min(buffer.size(), answer.size()), buffer.begin());
        return static_cast<int>(answer.size());
    }

    device_info info() override {
        const auto lock = use();
        return {.vendor = 0x1209, .name = "of the handle", .path = path_};
    }

    std::string error_text() override {
        const auto lock = use();
        ++owner_->state_.error_texts;
        return "the fake says no";
    }

    std::string read_error_text() override { return "the fake gives no report"; }

private:
    std::unique_lock<std::mutex> use() {
        std::unique_lock lock(owner_->mutex_);
        owner_->state_.users[number_].insert(std::this_thread::get_id());
        return lock;
    }

    fake_hid* owner_;
    std::size_t number_;
    std::string path_;
};

class fake_hid::device_watch final : public hid_watch {
public:
    explicit device_watch(fake_hid& owner) : owner_(&owner) {
        const std::lock_guard lock(owner.mutex_);
        seen_ = owner.state_.device_changes;
    }

    outcome wait(std::optional<std::chrono::milliseconds> limit) override {
        std::unique_lock lock(owner_->mutex_);
        const auto& state = owner_->state_;
        owner_->changed_.wait(lock, [&] {
            return is_stopped_ || seen_ != state.device_changes || (limit && state.waits_time_out);
        });
        if (is_stopped_) return outcome::stopped;
        if (seen_ == state.device_changes) return outcome::timed_out;
        seen_ = state.device_changes;
        return outcome::changed;
    }

    void stop() override {
        const std::lock_guard lock(owner_->mutex_);
        is_stopped_ = true;
        owner_->changed_.notify_all();
    }

private:
    fake_hid* owner_;
    int seen_ = 0;
    bool is_stopped_ = false;
};

inline opened_hid fake_hid::open(const std::string& path) {
    const std::lock_guard lock(mutex_);
    changed_.notify_all();
    const bool is_other = std::any_of(state_.others.begin(),
                                      state_.others.end(),
                                      [&](const auto& other) { return other.path == path; });
    const bool is_there = is_other || (state_.is_plugged && path == state_.entry.path);
    if (!is_there || !state_.may_open || state_.open_now == state_.handles_allowed) {
        ++state_.open_failures;
        return {nullptr, is_there ? errc::no_permission : errc::no_such_device, "no " + path};
    }
    state_.users.emplace_back();
    ++state_.open_now;
    return {std::make_unique<handle>(*this, state_.opened++, path), {}, {}};
}

inline std::unique_ptr<hid_watch> fake_hid::watch(const std::string&) {
    return std::make_unique<device_watch>(*this);
}

}  // namespace offhook::transport::test
