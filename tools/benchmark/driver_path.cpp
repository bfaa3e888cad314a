#include "tools/benchmark/driver_path.hpp"

#include "tools/benchmark/statistics.hpp"

#include <stdexcept>

namespace offhook::bench {

namespace {

constexpr std::chrono::seconds patience{30};

}  // namespace

struct driver_path::series {
    std::size_t left = 0;
    std::uint8_t lamp = 0;
    std::vector<double>* latencies_us = nullptr;
    clock::time_point begun;
    std::promise<bool> done;
};

driver_path::driver_path(const std::string& address) {
    const auto connected = std::make_shared<std::promise<void>>();
    auto told = connected->get_future();
    const auto is_told = std::make_shared<bool>(false);
    auto made =
        driver_.make_handset(address, {}, [connected, is_told](const engine::handset_event& event) {
            if (std::holds_alternative<engine::connected>(event) &&
                !std::exchange(*is_told, true)) {
                connected->set_value();
            }
        });
    if (!made.value) throw std::runtime_error(made.error);
    handset_ = std::move(made.value);
    handset_->start();
    if (told.wait_for(patience) != std::future_status::ready) {
        throw std::runtime_error("no connection: " + handset_->last_error().message());
    }
}

driver_path::~driver_path() {
    std::promise<void> stopped;
    handset_->stop([&stopped] { stopped.set_value(); });
    stopped.get_future().wait();
    handset_.reset();
    driver_.stop();
}

void driver_path::set_lamps(std::size_t operations,
                            std::uint8_t lamp,
                            std::vector<double>& latencies_us) {
    const auto all = std::make_shared<series>();
    all->left = operations;
    all->lamp = lamp;
    all->latencies_us = &latencies_us;
    auto done = all->done.get_future();
    submit_next(all);
    if (!done.get()) throw std::runtime_error("the handset refused a lamp");
}

void driver_path::submit_next(const std::shared_ptr<series>& all) {
    if (all->left-- == 0) return all->done.set_value(true);
    const auto mode = all->left % 2 == 0 ? protocol::lamp_mode::steady : protocol::lamp_mode::flash;
    all->begun = clock::now();
    handset_->submit(protocol::setting(protocol::lamp_setting{all->lamp, mode}),
                     [this, all](const engine::outcome& end) {
                         const microseconds taken = clock::now() - all->begun;
                         all->latencies_us->push_back(taken.count());
                         if (end.error) return all->done.set_value(false);
                         submit_next(all);
                     });
}

}  // namespace offhook::bench
