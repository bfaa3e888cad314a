#include "driver/engine/exchange_fsm.hpp"

#include <algorithm>

namespace offhook::engine {

exchange_fsm::action exchange_fsm::start(time_point now) {
    limit_ = now + common_.longest;
    return write(now, action::send);
}

exchange_fsm::action exchange_fsm::on_written(time_point now) {
    if (state_ != state::writing) return action::wait;  // an answer was quicker
    if (!budget_) budget_ = now + times_.total;
    state_ = state::waiting;
    deadline_ = std::min({now + times_.first_sign, *budget_, limit_});
    return action::wait;
}

exchange_fsm::action exchange_fsm::on_response(time_point now,
                                               protocol::status code,
                                               std::uint32_t detail) {
    const bool open = state_ == state::writing || state_ == state::waiting;
    if (!open) return action::wait;  // a doubled one: BUSY is terminal too
    if (code == protocol::status::pending) return on_pending(now, milliseconds(detail));
    if (code == protocol::status::busy) return on_busy(now, milliseconds(detail));
    if (code == protocol::status::bad_part && repetitions_left_ > 0) {
        --repetitions_left_;
        return write(now, action::send_again);
    }
    return end(ending::answered);
}

exchange_fsm::action exchange_fsm::on_time(time_point now) {
    const auto due = deadline();
    if (!due || now < *due) return action::wait;
    switch (state_) {
        case state::writing: return end(ending::stuck);
        case state::waiting: return on_silence(now);
        case state::holding_off: return write(now, action::send_anew);
        default: return action::wait;
    }
}

std::optional<time_point> exchange_fsm::deadline() const {
    if (state_ == state::idle || state_ == state::ended) return std::nullopt;
    return deadline_;
}

exchange_fsm::action exchange_fsm::end(ending how) {
    state_ = state::ended;
    ending_ = how;
    return action::end;
}

exchange_fsm::action exchange_fsm::on_silence(time_point now) {
    const bool spent = now >= *budget_ || now >= limit_;
    if (spent || repetitions_left_ == 0) return end(ending::timed_out);
    --repetitions_left_;
    return write(now, action::send_again);
}

// The time in all begins again behind the promised sign, so that a lost end can be asked for once
// more (§12.3).
exchange_fsm::action exchange_fsm::on_pending(time_point now, milliseconds span) {
    const auto next_sign = std::min(now + span + common_.pending_grace, limit_);
    budget_ = std::min(next_sign + times_.total, limit_);
    state_ = state::waiting;
    deadline_ = next_sign;
    return action::wait;
}

exchange_fsm::action exchange_fsm::on_busy(time_point now, milliseconds span) {
    const auto again = now + std::max(span, common_.least_busy);
    if (!budget_) budget_ = now + times_.total;
    if (again >= std::min(*budget_, limit_)) return end(ending::answered);
    state_ = state::holding_off;
    deadline_ = again;
    return action::wait;
}

exchange_fsm::action exchange_fsm::write(time_point now, action how) {
    state_ = state::writing;
    deadline_ = now + common_.write;
    return how;
}

}  // namespace offhook::engine
