#pragma once

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/error.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>

/// What libFuzzer, or the replay of the corpus, calls with each input; every target defines it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace offhook::fuzz {

/// Ends the program, so that the fuzzer keeps the input, when something that must hold does not.
inline void require(bool holds, const char* what) {
    if (holds) return;
    std::cerr << "does not hold: " << what << '\n';
    std::abort();
}

/// Whatever decodes as a T must encode to bytes that decode to an equal value.
template <class T>
void check_round_trip(protocol::bytes_view bytes) {
    const auto value = T::decode(bytes);
    if (!value) return;
    const auto again = T::decode(protocol::encoded(*value));
    require(again && *again == *value, "what decodes encodes to its equal");
}

/// check_round_trip for each of several types.
template <class... Ts>
void check_round_trips(protocol::bytes_view bytes) {
    (check_round_trip<Ts>(bytes), ...);
}

}  // namespace offhook::fuzz
