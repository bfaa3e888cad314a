#include "tests/support/fake_transport.hpp"

#include "driver/protocol/report_id.hpp"

#include <boost/asio/post.hpp>

namespace offhook::test {

namespace asio = boost::asio;
using protocol::report_id;
using transport::error_code;

class fake_transport final : public transport::transport,
                             public std::enable_shared_from_this<fake_transport> {
public:
    fake_transport(asio::any_io_executor executor,
                   offhook::transport::listener& to,
                   fake_cable& cable)
        : executor_(std::move(executor)), to_(&to), cable_(cable) {}

    void open() override {
        ++cable_.opened;
        ++cable_.open_now;
        cable_.newest_ = weak_from_this();
        later([this] {
            if (cable_.plugged) return to_->on_open({1, 2, 3, "Tiny", "S1", "/dev/tiny"});
            lose();
        });
    }

    void write_report(offhook::transport::bytes_view report, write_handler handler) override {
        const auto part = protocol::decode_frame(report_id::frame_to_device, report).value();
        const bool whole = assembler_.add(part) == protocol::message_assembler::outcome::complete;
        if (whole) cable_.requests.push_back(assembler_.taken());
        later([this, whole, request = assembler_.taken(), handler = std::move(handler)] {
            handler(error_code());
            const bool answers = whole && !cable_.held_back.contains(request.code);
            if (answers) send(cable_.device.answer(request));
        });
    }

    void get_feature(std::uint8_t, std::size_t, feature_handler handler) override {
        later([this, handler = std::move(handler)] {
            handler(error_code(), cable_.device.identity());
        });
    }

    void close() override {
        if (std::exchange(to_, nullptr) != nullptr) --cable_.open_now;
    }

    void send(const protocol::message& input) {
        for (const auto& report : protocol::split(report_id::frame_to_host, input)) {
            later([this, report] { to_->on_report(report); });
        }
    }

    void lose() {
        later([this] {
            to_->on_lost(boost::system::errc::make_error_code(boost::system::errc::no_such_device),
                         "pulled out");
        });
    }

private:
    // On the executor, unless it is closed by then.
    template <class Work>
    void later(Work work) {
        asio::post(executor_, [self = shared_from_this(), work = std::move(work)]() mutable {
            if (self->to_ != nullptr) work();
        });
    }

    asio::any_io_executor executor_;
    offhook::transport::listener* to_;  // null once closed
    fake_cable& cable_;
    protocol::message_assembler assembler_;
};

transport::transport_factory fake_cable::factory() {
    return [this](asio::any_io_executor executor, transport::listener& to) {
        return std::make_shared<fake_transport>(std::move(executor), to, *this);
    };
}

void fake_cable::send(const protocol::message& input) {
    if (const auto open = newest_.lock()) open->send(input);
}

void fake_cable::pull_out() {
    plugged = false;
    device.reset();
    if (const auto open = newest_.lock()) open->lose();
}

}  // namespace offhook::test
