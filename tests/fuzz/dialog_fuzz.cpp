#include "tests/fuzz/round_trip.hpp"
#include "tsp/ui/dialog_message.hpp"
#include "tsp/ui/status_text.hpp"

#include <algorithm>

using namespace offhook::tsp::ui;
using offhook::fuzz::require;

// The input is the start of a block; most of a real one are zeros. It is read as it is, too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static_cast<void>(decode_question({data, size}));
    static_cast<void>(decode_answer({data, size}));
    offhook::protocol::byte_vector block(block_size);
    std::copy_n(data, std::min(size, block.size()), block.begin());
    if (const auto asked = decode_question(block); asked.value) {
        require(decode_question(encode(*asked.value)).value == asked.value,
                "a question encodes to its equal");
    }
    const auto told = decode_answer(block);
    if (!told.value) return 0;
    const auto again = decode_answer(encode(*told.value));
    require(again.value == told.value, "an answer encodes to its equal");
    if (const auto* status = std::get_if<handset_status>(&*told.value)) {
        require(!text_of(*status).empty(), "a status has a text");
        static_cast<void>(trial_text(*status));
    }
    return 0;
}
