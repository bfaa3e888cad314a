#include "driver/protocol/stream_frame.hpp"
#include "tests/fuzz/round_trip.hpp"

using namespace offhook::protocol;

namespace {

using frames = std::vector<byte_vector>;

// Takes what is there; false when the stream has become unusable.
bool take_all(stream::reader& from, frames& to) {
    auto body = from.next();
    for (; body && !body->empty(); body = from.next()) to.emplace_back(body->begin(), body->end());
    return body.has_value();
}

void check_frame(bytes_view body) {
    const auto value = stream::decode(body);
    if (!value) return;
    byte_vector bytes;
    stream::append(bytes, *value);
    const auto again = stream::decode(bytes_view(bytes).subspan(2));
    offhook::fuzz::require(again && *again == *value, "a stream frame encodes to its equal");
}

}  // namespace

// The same frames come out, and the same end, whether the stream comes at once or byte by byte.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    frames at_once, by_bytes;
    stream::reader whole, slow;
    whole.feed({data, size});
    const bool usable = take_all(whole, at_once);
    bool slow_usable = true;
    for (std::size_t i = 0; i < size; ++i) {
        slow.feed({data + i, 1});
        slow_usable = take_all(slow, by_bytes);
    }
    offhook::fuzz::require(at_once == by_bytes, "cutting a stream changes no frame");
    offhook::fuzz::require(usable == slow_usable, "cutting a stream changes no error");
    for (const auto& body : at_once) check_frame(body);
    return 0;
}
