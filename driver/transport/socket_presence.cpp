#include "driver/transport/socket_presence.hpp"

#include "driver/transport/transport_error.hpp"

#include <algorithm>
#include <utility>

namespace offhook::transport {
namespace {

namespace asio = boost::asio;

// After a simulator was not there, or went away.
constexpr std::chrono::seconds retry_after{1};

// SELECT has no answer of its own where the handset is not plugged in: who has not told of itself
// by then counts as not there. A simulator answers in microseconds.
constexpr std::chrono::milliseconds listing_limit{500};

}  // namespace

/// The connection to one handset, made again and again.
class socket_presence::seat final : public listener, public std::enable_shared_from_this<seat> {
public:
    seat(socket_presence& owner, std::uint16_t number)
        : owner_(&owner), number_(number), retry_(owner.executor_) {}

    void open() {
        auto where = owner_->where_;
        std::visit([this](auto& kind) { kind.handset = number_; }, where);
        transport_ = std::make_shared<socket_transport>(owner_->executor_, *this, where);
        transport_->open();
    }

    void close() {
        is_closed_ = true;
        if (transport_) transport_->close();
        retry_.cancel();
    }

    [[nodiscard]] bool is_there() const { return device_.has_value(); }

    void on_open(const device_info& device) override {
        device_ = present_device{owner_->address_of(number_), device};
        owner_->owner_->on_arrival(*device_);
        if (!is_closed_) owner_->on_seat();
    }

    void on_report(bytes_view) override {}

    void on_lost(error_code reason, const std::string&) override {
        retry_.expires_after(reason == errc::unplugged ? std::chrono::seconds{0} : retry_after);
        retry_.async_wait([self = shared_from_this()](error_code ec) {
            if (ec || self->is_closed_) return;
            self->transport_->close();
            self->open();
        });
        const auto gone = std::exchange(device_, std::nullopt);
        if (gone) owner_->owner_->on_departure(*gone);
    }

private:
    socket_presence* owner_;
    std::uint16_t number_;
    asio::steady_timer retry_;
    std::shared_ptr<socket_transport> transport_;
    std::optional<present_device> device_;
    bool is_closed_ = false;
};

socket_presence::socket_presence(asio::any_io_executor executor,
                                 socket_address where,
                                 presence_listener& owner)
    : executor_(std::move(executor)),
      where_(std::move(where)),
      owner_(&owner),
      retry_(executor_),
      listing_(executor_) {}

socket_presence::~socket_presence() = default;

void socket_presence::start() {
    ask();
}

void socket_presence::close() {
    is_closed_ = true;
    if (question_) question_->cancel();
    for (const auto& each : seats_) each->close();
    retry_.cancel();
    listing_.cancel();
}

void socket_presence::ask() {
    question_ = std::make_shared<handset_count>(executor_, where_);
    question_->start([self = shared_from_this()](std::optional<std::uint16_t> count) {
        if (!self->is_closed_) self->on_count(count);
    });
}

void socket_presence::on_count(std::optional<std::uint16_t> count) {
    if (!count) {
        ask_later();
        return be_listed();
    }
    for (std::uint16_t number = 0; number < *count; ++number) {
        seats_.push_back(std::make_shared<seat>(*this, number));
        seats_.back()->open();
    }
    listing_.expires_after(listing_limit);
    listing_.async_wait([self = shared_from_this()](error_code ec) {
        if (!ec && !self->is_closed_) self->be_listed();
    });
}

void socket_presence::ask_later() {
    retry_.expires_after(retry_after);
    retry_.async_wait([self = shared_from_this()](error_code ec) {
        if (!ec && !self->is_closed_) self->ask();
    });
}

void socket_presence::on_seat() {
    const bool all = std::all_of(
        seats_.begin(), seats_.end(), [](const auto& each) { return each->is_there(); });
    if (all) be_listed();
}

void socket_presence::be_listed() {
    if (std::exchange(is_listed_, true)) return;
    listing_.cancel();
    owner_->on_listed();
}

address socket_presence::address_of(std::uint16_t number) const {
    return std::visit(
        [number](auto kind) {
            kind.handset = number;
            kind.all = false;
            return address(kind);
        },
        where_);
}

}  // namespace offhook::transport
