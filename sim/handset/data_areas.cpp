#include "sim/handset/data_areas.hpp"

#include <algorithm>

namespace offhook::sim {

using protocol::status;

data_areas::data_areas(const std::vector<area_profile>& areas, memory& kept)
    : areas_(areas), kept_(kept) {}

answer data_areas::begin(const protocol::dl_begin& wanted) {
    if (wanted.area >= areas_.size()) return bad_parameter(0);
    const auto& area = areas_[wanted.area];
    if (!area.info.writable()) return refuse(status::unsupported);
    if (wanted.size > area.info.size) return refuse(status::no_space);
    // §10.1: another download that was open is dropped.
    download_ = download{wanted.area, wanted.size, wanted.crc, {}};
    return {};
}

answer data_areas::add(const protocol::dl_data& part) {
    if (part.area >= areas_.size()) return bad_parameter(0);
    if (!download_ || download_->area != part.area) return refuse(status::bad_state);
    // §10.2: at another offset, or beyond the announced size, nothing is stored.
    auto& collected = download_->collected;
    const auto expected = static_cast<std::uint32_t>(collected.size());
    if (part.offset != expected) return refuse(status::bad_offset, expected);
    if (part.data.size() > download_->size - expected) return refuse(status::no_space);
    collected.insert(collected.end(), part.data.begin(), part.data.end());
    return {
        status::ok,
        protocol::encoded(protocol::dl_data_answer{static_cast<std::uint32_t>(collected.size())})};
}

answer data_areas::end(const protocol::area_number& wanted) {
    if (wanted.area >= areas_.size()) return bad_parameter(0);
    if (!download_ || download_->area != wanted.area) return refuse(status::bad_state);
    // §10.3: the download is closed whatever comes of it; the old content stays unless all is well.
    const auto done = std::move(*download_);
    download_.reset();
    if (done.collected.size() != done.size) return refuse(status::bad_state);
    const auto crc = protocol::crc32(done.collected);
    if (crc != done.crc) return refuse(status::bad_crc, crc);
    kept_.areas[wanted.area] = done.collected;
    return {};
}

answer data_areas::abort(const protocol::area_number& wanted) {
    // §10.4: always OK.
    if (download_ && download_->area == wanted.area) download_.reset();
    return {};
}

answer data_areas::read(const protocol::ul_read& wanted, std::size_t longest) const {
    if (wanted.area >= areas_.size()) return bad_parameter(0);
    if (!areas_[wanted.area].info.readable()) return refuse(status::unsupported);
    if (wanted.length == 0 || wanted.length > longest - protocol::ul_read_answer::overhead) {
        return bad_parameter(5);
    }
    const protocol::bytes_view content = kept_.areas[wanted.area];
    const auto from = std::min<std::size_t>(wanted.offset, content.size());
    const auto part =
        content.subspan(from, std::min<std::size_t>(wanted.length, content.size() - from));
    return {status::ok,
            protocol::encoded(protocol::ul_read_answer{static_cast<std::uint32_t>(content.size()),
                                                       protocol::crc32(content),
                                                       {part.begin(), part.end()}})};
}

bool data_areas::replace(std::uint8_t area, protocol::bytes_view content) {
    if (area >= areas_.size()) return false;
    const auto fits = content.first(std::min<std::size_t>(content.size(), areas_[area].info.size));
    auto& kept = kept_.areas[area];
    if (std::ranges::equal(kept, fits)) return false;
    kept.assign(fits.begin(), fits.end());
    return true;
}

void data_areas::log(std::string_view line) {
    for (std::size_t i = 0; i < areas_.size(); ++i) {
        if (areas_[i].use != area_use::device_log) continue;
        auto& kept = kept_.areas[i];
        kept.insert(kept.end(), line.begin(), line.end());
        const auto surplus = kept.size() - std::min<std::size_t>(kept.size(), areas_[i].info.size);
        kept.erase(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(surplus));
    }
}

bool data_areas::is_readable(std::uint8_t area) const {
    return area < areas_.size() && areas_[area].info.readable();
}

}  // namespace offhook::sim
