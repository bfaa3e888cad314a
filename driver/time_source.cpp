#include "driver/time_source.hpp"

#include <boost/asio/steady_timer.hpp>

namespace offhook {
namespace {

namespace asio = boost::asio;

class timer_alarm final : public alarm {
public:
    explicit timer_alarm(const asio::any_io_executor& executor) : timer_(executor) {}

    void set(engine::time_point due, std::function<void()> handler) override {
        timer_.expires_at(due);
        timer_.async_wait([handler = std::move(handler)](boost::system::error_code error) {
            if (!error) handler();
        });
    }

    void cancel() override { timer_.cancel(); }

private:
    asio::steady_timer timer_;
};

class computer_clock final : public time_source {
public:
    [[nodiscard]] engine::time_point now() const override { return engine::clock::now(); }

    [[nodiscard]] std::unique_ptr<alarm> make_alarm(asio::any_io_executor executor) override {
        return std::make_unique<timer_alarm>(executor);
    }
};

}  // namespace

std::shared_ptr<time_source> computer_time() {
    return std::make_shared<computer_clock>();
}

}  // namespace offhook
