#include "tests/support/memory_handset.hpp"

#include "driver/protocol/frame.hpp"
#include "driver/protocol/report_id.hpp"

#include <boost/asio/post.hpp>
#include <future>

namespace offhook::test {

namespace asio = boost::asio;
using boost::system::error_code;
using transport::bytes_view;

/// A transport to the handset.
class memory_handset::line final : public transport::transport,
                                   public std::enable_shared_from_this<line> {
public:
    line(asio::any_io_executor executor, offhook::transport::listener& to, memory_handset& owner)
        : executor_(std::move(executor)), to_(&to), owner_(owner) {}

    void open() override {
        owner_.line_ = weak_from_this();
        owner_.alarm_ = owner_.time_->make_alarm(executor_);
        if (owner_.device_.is_plugged()) plugged();
    }

    void write_report(bytes_view report, write_handler handler) override {
        later([this,
               bytes = protocol::byte_vector(report.begin(), report.end()),
               handler = std::move(handler)] {
            handler(error_code());
            if (to_ != nullptr) owner_.take(bytes);
        });
    }

    void get_feature(std::uint8_t id, std::size_t, feature_handler handler) override {
        later([this, id, handler = std::move(handler)] {
            const auto report = owner_.device_.get_feature(id);
            handler(error_code(), report.value_or(protocol::byte_vector()));
        });
    }

    void close() override {
        to_ = nullptr;
        owner_.alarm_.reset();
    }

    void plugged() {
        later([this] { to_->on_open({1, 2, 3, "Memory", "M1", "memory"}); });
    }

    void lost() {
        later([this] {
            to_->on_lost(boost::system::errc::make_error_code(boost::system::errc::no_such_device),
                         "pulled out");
        });
    }

    void input(const protocol::byte_vector& report) {
        later([this, report] { to_->on_report(report); });
    }

private:
    template <class Work>
    void later(Work work) {
        ++owner_.activity_;
        asio::post(executor_, [self = shared_from_this(), work = std::move(work)]() mutable {
            if (self->to_ != nullptr) work();
        });
    }

    asio::any_io_executor executor_;
    offhook::transport::listener* to_;  // null once closed
    memory_handset& owner_;
};

memory_handset::memory_handset(sim::profile what, std::shared_ptr<virtual_time> time)
    : time_(std::move(time)), device_(std::move(what), "M1", 1) {
    (void)device_.plug(time_->now());
}

memory_handset::~memory_handset() = default;

transport::transport_factory memory_handset::factory() {
    return [this](asio::any_io_executor executor, transport::listener& to) {
        {
            const std::lock_guard lock(mutex_);
            executor_ = executor;
        }
        return std::make_shared<line>(std::move(executor), to, *this);
    };
}

void memory_handset::run(std::function<void()> work) {
    std::promise<void> done;
    {
        const std::lock_guard lock(mutex_);
        asio::post(executor_.value(), [&] {
            work();
            done.set_value();
        });
    }
    done.get_future().wait();
}

void memory_handset::hold(std::set<protocol::opcode> codes) {
    run([&] { held_ = std::move(codes); });
}

void memory_handset::refuse(std::optional<protocol::opcode> code, protocol::status with) {
    run([&] {
        refused_ = code;
        refused_with_ = with;
    });
}

void memory_handset::plug() {
    run([this] {
        if (device_.is_plugged()) return;
        const auto first = device_.plug(time_->now());
        if (const auto open = line_.lock()) open->plugged();
        send(first);
    });
}

void memory_handset::unplug() {
    run([this] {
        if (!device_.is_plugged()) return;
        device_.unplug();
        if (const auto open = line_.lock()) open->lost();
    });
}

void memory_handset::reboot() {
    run([this] { send(device_.reboot(time_->now(), protocol::reset_reason::watchdog)); });
}

void memory_handset::press(std::uint8_t button, bool down) {
    run([&] {
        send(down ? device_.press(time_->now(), button) : device_.release(time_->now(), button));
    });
}

// What is posted may post something in turn: two rounds in which nothing happened are the end.
void memory_handset::settle() {
    for (int quiet = 0; quiet < 2;) {
        const auto before = activity_.load();
        run([] {});
        quiet = activity_ == before ? quiet + 1 : 0;
    }
}

template <class Settle>
void memory_handset::pass_with(engine::milliseconds span, Settle settle) {
    const auto end = time_->now() + span;
    for (;;) {
        settle();
        const auto next = time_->next_alarm();
        if (!next || *next > end) break;
        time_->go_to(*next);
    }
    time_->go_to(end);
    settle();
}

void memory_handset::pass(engine::milliseconds span) {
    pass_with(span, [this] { settle(); });
}

void memory_handset::go_on(engine::milliseconds span) {
    pass_with(span, [this] {
        for (int round = 0; round < 4; ++round) run([] {});  // there and back, and once more
    });
}

void memory_handset::send(const sim::reports& reports) {
    if (const auto open = line_.lock()) {
        for (const auto& report : reports) open->input(report);
    }
    arm();
}

void memory_handset::take(bytes_view report) {
    const auto part = protocol::decode_frame(protocol::report_id::frame_to_device, report);
    if (part && held_.contains(part->code)) return;
    if (part && refused_ == part->code) {
        protocol::message answer{part->session,
                                 part->sequence,
                                 part->code,
                                 static_cast<std::uint8_t>(refused_with_),
                                 protocol::byte_vector(4)};
        const auto reports = protocol::split(protocol::report_id::frame_to_host, answer);
        return send({{reports[0].begin(), reports[0].end()}});
    }
    send(device_.on_report(time_->now(), report));
}

void memory_handset::arm() {
    const auto due = device_.next_deadline();
    if (!due || !alarm_) return;
    alarm_->set(*due, [this] { send(device_.on_time(time_->now())); });
}

}  // namespace offhook::test
