#include "tools/tapi/api/delivery.hpp"
#include "tools/tapi/api/event_signal.hpp"

namespace offhook::tapi::api {
namespace {

class event_delivery final : public delivery {
public:
    [[nodiscard]] HANDLE handle() const noexcept { return signal_->handle(); }
    [[nodiscard]] std::shared_ptr<queue_signal> signal() const override { return signal_; }
    [[nodiscard]] bool fetched_by_application() const override { return true; }

private:
    std::shared_ptr<event_signal> signal_ = std::make_shared<event_signal>();
};

}  // namespace

std::unique_ptr<delivery> make_event_delivery(HANDLE& event) {
    auto made = std::make_unique<event_delivery>();
    event = made->handle();
    return made;
}

}  // namespace offhook::tapi::api
