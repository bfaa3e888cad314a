#include "driver/transport/hidapi_runtime.hpp"

#include "driver/transport/hidapi_library.hpp"
#include "driver/transport/signal_shield.hpp"

#include <spdlog/spdlog.h>
#include <algorithm>
#include <system_error>
#include <utility>

namespace offhook::transport {

hidapi_runtime::hidapi_runtime() : patience_(default_thread_patience) {}

hidapi_runtime::hidapi_runtime(std::shared_ptr<hid_library> library,
                               std::chrono::milliseconds patience)
    : patience_(patience), library_(std::move(library)) {}

hidapi_runtime::~hidapi_runtime() {
    stop();
}

std::shared_ptr<hid_library> hidapi_runtime::library() {
    const std::lock_guard lock(mutex_);
    if (!library_) library_ = shared_hidapi(backend_of_environment());
    return library_;
}

bool hidapi_runtime::run(std::function<void()> work) {
    const std::lock_guard lock(mutex_);
    if (is_stopped_) return false;
    join_ended();
    auto has_ended = std::make_shared<bool>(false);
    try {
        const signal_shield shield;
        std::thread thread([work = std::move(work), has_ended, board = board_]() mutable {
            work();
            work = nullptr;  // what it owns goes before the thread counts as ended
            const std::lock_guard ended(board->mutex);
            *has_ended = true;
            board->ended.notify_all();
        });
        threads_.push_back({std::move(thread), std::move(has_ended)});
        return true;
    } catch (const std::system_error& e) {
        spdlog::error("hid: the system gives no thread: {}", e.what());
        return false;
    }
}

void hidapi_runtime::join_ended() {
    const std::lock_guard lock(board_->mutex);
    threads_.remove_if([](running_thread& running) {
        if (!*running.has_ended) return false;
        running.thread.join();
        return true;
    });
}

bool hidapi_runtime::stop() {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
    {
        std::unique_lock waiting(board_->mutex);
        board_->ended.wait_for(waiting, patience_, [this] {
            return std::all_of(threads_.begin(), threads_.end(), [](const auto& running) {
                return *running.has_ended;
            });
        });
    }
    join_ended();
    for (auto& running : threads_) running.thread.detach();
    const auto left = threads_.size();
    threads_.clear();
    library_.reset();
    if (left > 0) spdlog::warn("hid: {} threads still wait for the system; they are left", left);
    return left == 0;
}

}  // namespace offhook::transport
