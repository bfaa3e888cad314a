#pragma once

#include "driver/protocol/bytes.hpp"

#include <cstddef>
#include <cstdint>

namespace offhook::chaos {

/// Where the choices of a schedule come from: a seed, or the bytes of a fuzzer.
class chooser {
public:
    virtual ~chooser() = default;

    /// A number from 0 to `count` - 1; `count` is at least 1.
    [[nodiscard]] virtual unsigned below(unsigned count) = 0;

    /// False when every further choice would be 0.
    [[nodiscard]] virtual bool has_more() const = 0;

    [[nodiscard]] unsigned from_to(unsigned least, unsigned most) {
        return least + below(most - least + 1);
    }
    [[nodiscard]] bool one_in(unsigned count) { return below(count) == count - 1; }
};

/// splitmix64: the same numbers on every system.
class seeded final : public chooser {
public:
    explicit seeded(std::uint64_t seed) : state_(seed) {}

    unsigned below(unsigned count) override {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
        return static_cast<unsigned>((mixed ^ (mixed >> 31)) % count);
    }
    [[nodiscard]] bool has_more() const override { return true; }

private:
    std::uint64_t state_;
};

/// One byte for each choice, two where there are more than 256.
class from_bytes final : public chooser {
public:
    explicit from_bytes(protocol::bytes_view input) : input_(input) {}

    unsigned below(unsigned count) override {
        unsigned value = take();
        if (count > 256) value = value * 256 + take();
        return value % count;
    }
    [[nodiscard]] bool has_more() const override { return !input_.empty(); }

private:
    unsigned take() {
        if (input_.empty()) return 0;
        const auto first = input_.front();
        input_ = input_.subspan(1);
        return first;
    }

    protocol::bytes_view input_;
};

}  // namespace offhook::chaos
