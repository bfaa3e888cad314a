#include "driver/engine/area_reader.hpp"

#include "driver/protocol/data_area.hpp"

#include <algorithm>

namespace offhook::engine {

using protocol::opcode;

area_reader::area_reader(std::uint8_t area,
                         std::size_t max_message,
                         std::uint32_t area_size,
                         area_content known)
    : area_(area),
      piece_(static_cast<std::uint16_t>(max_message - protocol::ul_read_answer::overhead)),
      area_size_(area_size),
      known_(std::move(known)) {}

std::optional<request> area_reader::next() const {
    if (over_) return std::nullopt;
    const auto offset = static_cast<std::uint32_t>(bytes_.size());
    return make_request(
        0, opcode::ul_read, protocol::ul_read{area_, offset, piece_}, make_key(opcode::ul_read));
}

void area_reader::on_ended(const outcome& ended) {
    const auto answer = protocol::ul_read_answer::decode(ended.data);
    if (ended.error || !answer || answer->size > area_size_) {
        over_ = true;
        return;
    }
    const bool first = bytes_.empty();
    if (first) {
        size_ = answer->size;
        crc_ = answer->crc;
    }
    if (answer->size != size_ || answer->crc != crc_) return begin_again();
    if (is_known()) {
        over_ = true;
        content_ = known_;
        return;
    }
    bytes_.insert(bytes_.end(), answer->data.begin(), answer->data.end());
    if (bytes_.size() < size_ && !answer->data.empty()) return;
    if (bytes_.size() != size_ || protocol::crc32(bytes_) != crc_) return begin_again();
    over_ = true;
    content_ = std::make_shared<const protocol::byte_vector>(std::move(bytes_));
}

bool area_reader::is_known() const {
    return known_ && known_->size() == size_ && protocol::crc32(*known_) == crc_;
}

void area_reader::begin_again() {
    bytes_.clear();
    over_ = --beginnings_left_ == 0;
}

}  // namespace offhook::engine
