#include "tests/support/virtual_time.hpp"

#include <boost/asio/post.hpp>
#include <vector>

namespace offhook::test {

namespace asio = boost::asio;
using engine::time_point;

/// What an alarm is set to. It is used on the alarm's executor only, but for go_off().
class virtual_time::hand : public std::enable_shared_from_this<hand> {
public:
    explicit hand(asio::any_io_executor executor) : executor_(std::move(executor)) {}

    void set(time_point due, std::function<void()> handler) {
        due_ = due;
        handler_ = std::move(handler);
    }

    void cancel() { handler_ = nullptr; }

    /// It may be set to something else before its executor comes to it.
    void go_off(time_point due) {
        asio::post(executor_, [self = shared_from_this(), due] {
            if (!self->handler_ || self->due_ != due) return;
            std::exchange(self->handler_, nullptr)();
        });
    }

private:
    asio::any_io_executor executor_;
    time_point due_;
    std::function<void()> handler_;
};

time_point virtual_time::now() const {
    const std::lock_guard lock(mutex_);
    return now_;
}

std::unique_ptr<alarm> virtual_time::make_alarm(asio::any_io_executor executor) {
    class owner final : public alarm {
    public:
        owner(virtual_time& time, asio::any_io_executor executor)
            : time_(time), hand_(std::make_shared<hand>(std::move(executor))) {}
        ~owner() override { hand_->cancel(); }
        owner(const owner&) = delete;
        owner& operator=(const owner&) = delete;

        void set(time_point due, std::function<void()> handler) override {
            hand_->set(due, std::move(handler));
            const std::lock_guard lock(time_.mutex_);
            if (due <= time_.now_) return hand_->go_off(due);
            time_.dial_.emplace(due, hand_);
        }
        void cancel() override { hand_->cancel(); }

    private:
        virtual_time& time_;
        std::shared_ptr<hand> hand_;
    };
    return std::make_unique<owner>(*this, std::move(executor));
}

std::optional<time_point> virtual_time::next_alarm() const {
    const std::lock_guard lock(mutex_);
    if (dial_.empty()) return std::nullopt;
    return dial_.begin()->first;
}

void virtual_time::go_to(time_point when) {
    const std::lock_guard lock(mutex_);
    now_ = std::max(now_, when);
    while (!dial_.empty() && dial_.begin()->first <= now_) {
        const auto first = dial_.extract(dial_.begin());
        if (const auto one = first.mapped().lock()) one->go_off(first.key());
    }
}

}  // namespace offhook::test
