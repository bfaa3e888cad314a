#include "tools/tapi/message_queue.hpp"

namespace offhook::tapi {

void message_queue::push(const message& news) {
    {
        const std::lock_guard lock(mutex_);
        if (closed_) {
            return;
        }
        messages_.push_back(news);
        if (signal_ && messages_.size() == 1) {
            signal_->set();
        }
    }
    changed_.notify_one();
}

std::optional<message> message_queue::pop(std::optional<std::chrono::milliseconds> timeout) {
    std::unique_lock lock(mutex_);
    const auto ready = [this] { return closed_ || !messages_.empty(); };
    if (!timeout) {
        changed_.wait(lock, ready);
    } else if (!changed_.wait_for(lock, *timeout, ready)) {
        return std::nullopt;
    }
    if (closed_) {
        return std::nullopt;
    }
    const message oldest = messages_.front();
    messages_.pop_front();
    if (signal_ && messages_.empty()) {
        signal_->clear();
    }
    return oldest;
}

void message_queue::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        messages_.clear();
    }
    changed_.notify_all();
}

bool message_queue::closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
}

}  // namespace offhook::tapi
