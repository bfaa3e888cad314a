#include "sim/plug/memory_plug.hpp"

namespace offhook::sim {

memory_plug::memory_plug(const profile& what, std::uint64_t seed, callbacks calls)
    : calls_(std::move(calls)),
      rack_(what, {.count = 1, .seed = seed, .now = [this] { return now_; }}) {
    rack_.attach(*this);
}

memory_plug::~memory_plug() {
    rack_.detach(*this);
}

void memory_plug::advance(milliseconds span) {
    const auto end = now_ + span;
    for (auto due = rack_.next_deadline(); due && *due <= end; due = rack_.next_deadline()) {
        now_ = std::max(now_, *due);
        rack_.on_time();
    }
    now_ = end;
}

void memory_plug::on_plugged(std::size_t) {
    if (calls_.on_plugged) calls_.on_plugged();
}

void memory_plug::on_unplugged(std::size_t) {
    if (calls_.on_unplugged) calls_.on_unplugged();
}

void memory_plug::on_input(std::size_t, protocol::bytes_view report) {
    if (calls_.on_input) calls_.on_input(report);
}

}  // namespace offhook::sim
