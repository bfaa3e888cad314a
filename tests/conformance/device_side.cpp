#include "tests/conformance/device_side.hpp"

#include "sim/plug/rack_timer.hpp"
#include "sim/plug/socket_plug.hpp"
#include "sim/plug/uhid_plug.hpp"
#include "sim/plug/usb_plug.hpp"
#include "tests/conformance/environment.hpp"
#include "tests/support/temporary_folder.hpp"

#include <spdlog/fmt/fmt.h>
#include <boost/asio/executor_work_guard.hpp>
#include <charconv>
#include <optional>

namespace offhook::conformance {

namespace asio = boost::asio;

/// The plug that is in use, and what it stands on.
class device_side::plugs {
public:
    plugs(asio::io_context& context, sim::rack& handsets, plug_kind kind)
        : work_(context.get_executor()), timer_(context, handsets) {
        switch (kind) {
            case plug_kind::memory: memory.emplace(context, handsets); break;
            case plug_kind::socket: socket_.emplace(context, handsets, any_address()); break;
            case plug_kind::stand_in:
                socket_.emplace(context, handsets, any_tcp_address);
                put_environment("OFFHOOK_HID_STAND_IN", to_string(socket_->where()));
                break;
            case plug_kind::uhid: uhid_ = sim::make_uhid_plug(context, handsets); break;
            case plug_kind::usb: usb.emplace(context, handsets, sim::usb_options{}); break;
        }
    }

    [[nodiscard]] std::string socket_address() const { return to_string(socket_->where()); }

    std::optional<memory_cable> memory;
    std::optional<sim::usb_plug> usb;

private:
    static inline const sim::listen_address any_tcp_address{.host = "127.0.0.1"};

    [[nodiscard]] sim::listen_address any_address() const {
#ifdef _WIN32
        return any_tcp_address;
#else
        return {.path = folder_.file("plug")};
#endif
    }

    asio::executor_work_guard<asio::io_context::executor_type> work_;
    sim::rack_timer timer_;
    offhook::test::temporary_folder folder_;
    std::optional<sim::socket_plug> socket_;
    std::unique_ptr<sim::plug> uhid_;
};

device_side::device_side(const path& way, const sim::profile& what, std::size_t count)
    : way_(way),
      rack_(what,
            {.count = count, .seed = 1, .now = [] { return std::chrono::steady_clock::now(); }}) {
    for (std::size_t i = 0; i < count; ++i) rack_.plug_in(i);
    plugs_ = std::make_unique<plugs>(context_, rack_, way.plug);
    thread_ = std::thread([this] { context_.run(); });
}

device_side::~device_side() {
    if (is_frozen_) thaw();
    if (way_.plug == plug_kind::stand_in) set_trouble({});
    // A plug is taken away by the thread that it belongs to.
    asio::post(context_, [this] {
        plugs_.reset();
        context_.stop();
    });
    thread_.join();
}

std::string device_side::address(std::size_t number) const {
    switch (way_.plug) {
        case plug_kind::memory: return fmt::format("memory:{}", number);
        case plug_kind::socket: return fmt::format("sim:{}/{}", plugs_->socket_address(), number);
        case plug_kind::uhid:
        case plug_kind::usb:
        case plug_kind::stand_in: break;
    }
    return fmt::format("hid:1209:0001:SIM-{:04}", number);
}

std::string device_side::pattern() const {
    if (way_.plug != plug_kind::socket) return "hid:*";
    return fmt::format("sim:{}/*", plugs_->socket_address());
}

transport::transport_factory device_side::transports(std::string_view address) {
    const auto digits = address.substr(address.find(':') + 1);
    std::size_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return plugs_->memory.value().transports(number);
}

void device_side::plug_in(std::size_t number) {
    run([&] { rack_.plug_in(number); });
}

void device_side::pull_out(std::size_t number) {
    run([&] { rack_.pull_out(number); });
}

void device_side::act(const sim::rack::action& what, std::size_t number) {
    run([&] { rack_.act(number, what); });
}

bool device_side::wait_until(const std::function<bool(const sim::handset&)>& holds,
                             std::size_t number) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < end) {
        if (look(holds, number)) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return false;
}

namespace {

/// As tests/wine/hid/trouble.hpp has it.
std::string words_of(const sim::usb_trouble& trouble) {
    using output = sim::usb_trouble::output;
    using request = sim::usb_trouble::request;
    std::string words;
    if (trouble.on_output == output::hold) words += "hold ";
    if (trouble.on_output == output::stall) words += "refuse ";
    if (trouble.on_output == output::unplug) words += "vanish ";
    if (trouble.silent) words += "hold hold-feature ";
    if (trouble.on_get_report == request::stall) words += "no-feature ";
    if (trouble.on_get_report == request::hold) words += "hold-feature ";
    return words;
}

}  // namespace

void device_side::set_trouble(const sim::usb_trouble& trouble, std::size_t number) {
    if (way_.plug == plug_kind::stand_in) {
        return put_environment("OFFHOOK_HID_TROUBLE", words_of(trouble));
    }
    run([&] { plugs_->usb.value().set_trouble(number, trouble); });
}

void device_side::freeze() {
    is_frozen_ = true;
    thawed_ = {};
    std::promise<void> begun;
    asio::post(context_, [&begun, thawed = thawed_.get_future().share()] {
        begun.set_value();
        thawed.wait();
    });
    begun.get_future().wait();
}

void device_side::thaw() {
    is_frozen_ = false;
    thawed_.set_value();
}

}  // namespace offhook::conformance
