#include "tests/support/memory_handset.hpp"
#include "tests/tsp/crossed_device.hpp"
#include "tsp/provider.hpp"

// offhook.tsp with one thing changed: the driver's runtime stands on virtual time and reaches one
// handset in memory, whatever the address.

namespace offhook {
namespace {

class device_in_memory final : public tests::crossed_device {
public:
    device_in_memory() { reset(); }

    void reset() override {
        time_ = std::make_shared<test::virtual_time>();
        handset_.emplace(sim::desk_profile(), time_);
    }

    [[nodiscard]] runtime_base base() {
        return {time_, [this](std::string_view) { return handset_->factory(); }};
    }

    void hold(std::set<protocol::opcode> codes) override { handset_->hold(std::move(codes)); }
    void refuse(std::optional<protocol::opcode> code, protocol::status with) override {
        handset_->refuse(code, with);
    }
    void plug() override { handset_->plug(); }
    void unplug() override { handset_->unplug(); }
    void reboot() override { handset_->reboot(); }
    void press(std::uint8_t button, bool down) override { handset_->press(button, down); }
    void settle() override { handset_->settle(); }
    void pass(std::chrono::milliseconds span) override { handset_->pass(span); }
    void go_on(std::chrono::milliseconds span) override { handset_->go_on(span); }

private:
    std::shared_ptr<test::virtual_time> time_;
    std::optional<test::memory_handset> handset_;
};

device_in_memory& the_device() {
    static device_in_memory instance;
    return instance;
}

}  // namespace

namespace tsp {

provider& the_provider() {
    static provider instance([] { return std::make_shared<runtime>(the_device().base()); });
    return instance;
}

}  // namespace tsp
}  // namespace offhook

extern "C" offhook::tests::crossed_device* offhook_crossed_device() {
    return &offhook::the_device();
}
