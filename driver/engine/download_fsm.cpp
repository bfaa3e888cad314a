#include "driver/engine/download_fsm.hpp"

#include "driver/protocol/data_area.hpp"

#include <algorithm>

namespace offhook::engine {

using protocol::opcode;

download_fsm::download_fsm(download what, std::size_t max_message)
    : what_(std::move(what)), chunk_(max_message - protocol::dl_data::overhead) {}

std::optional<request> download_fsm::next() const {
    if (result_) return std::nullopt;
    const auto size = static_cast<std::uint32_t>(what_.data.size());
    switch (step_) {
        case step::begin:
            return make_request(0,
                                opcode::dl_begin,
                                protocol::dl_begin{what_.area, size, protocol::crc32(what_.data)},
                                download_key);
        case step::data: {
            const auto end = std::min<std::size_t>(offset_ + chunk_, size);
            return make_request(
                0,
                opcode::dl_data,
                protocol::dl_data{what_.area,
                                  offset_,
                                  {what_.data.begin() + offset_,
                                   what_.data.begin() + static_cast<std::ptrdiff_t>(end)}},
                download_key);
        }
        case step::end:
            return make_request(0, opcode::dl_end, protocol::area_number{what_.area}, download_key);
    }
    return std::nullopt;
}

void download_fsm::on_ended(const outcome& ended) {
    if (step_ == step::data) return on_data_ended(ended);
    if (ended.error || step_ == step::end) {
        result_ = ended;
    } else {
        advance_to(0);
    }
}

void download_fsm::on_data_ended(const outcome& ended) {
    const auto wrong_place = refusal(protocol::status::bad_offset);
    if (ended.error == wrong_place) return rewind(ended.detail, ended);
    if (ended.error) {
        result_ = ended;
        return;
    }
    const auto answer = protocol::dl_data_answer::decode(ended.data);
    if (!answer || answer->next <= offset_ || answer->next > what_.data.size()) {
        result_ = outcome{errc::bad_answer, 0, {}};
        return;
    }
    advance_to(answer->next);
}

void download_fsm::rewind(std::uint32_t offset, const outcome& ended) {
    if (rewinds_left_ == 0 || offset > what_.data.size()) {
        result_ = ended;
        return;
    }
    --rewinds_left_;
    advance_to(offset);
}

void download_fsm::advance_to(std::uint32_t offset) {
    offset_ = offset;
    step_ = offset_ < what_.data.size() ? step::data : step::end;
}

}  // namespace offhook::engine
