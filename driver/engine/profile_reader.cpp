#include "driver/engine/profile_reader.hpp"

#include "driver/engine/error.hpp"

namespace offhook::engine {

using protocol::get_info;
using protocol::info_page;

profile_reader::profile_reader(const protocol::hello_answer& hello) {
    profile_.firmware = hello.firmware;
    profile_.capabilities = hello.capabilities;
}

std::optional<get_info> profile_reader::next() const {
    if (!limits_known_) return get_info{info_page::limits, 0};
    if (!names_known_) return get_info{info_page::names, 0};
    if (profile_.buttons.size() < profile_.limits.buttons) {
        return get_info{info_page::buttons, static_cast<std::uint8_t>(profile_.buttons.size())};
    }
    if (profile_.areas.size() < profile_.limits.areas) {
        return get_info{info_page::areas, static_cast<std::uint8_t>(profile_.areas.size())};
    }
    return std::nullopt;
}

boost::system::error_code profile_reader::on_answer(protocol::bytes_view payload) {
    const auto asked = next();
    if (!asked) return errc::bad_answer;
    bool taken = false;
    switch (asked->page) {
        case info_page::limits: taken = take_limits(payload); break;
        case info_page::names: taken = take_names(payload); break;
        case info_page::buttons: taken = take_buttons(payload); break;
        case info_page::areas: taken = take_areas(payload); break;
    }
    if (!taken) return errc::bad_answer;
    return {};
}

bool profile_reader::take_limits(protocol::bytes_view payload) {
    const auto limits = protocol::info_limits::decode(payload);
    if (!limits) return false;
    profile_.limits = *limits;
    limits_known_ = true;
    return true;
}

bool profile_reader::take_names(protocol::bytes_view payload) {
    auto names = protocol::info_names::decode(payload);
    if (!names) return false;
    profile_.names = std::move(*names);
    names_known_ = true;
    return true;
}

bool profile_reader::take_buttons(protocol::bytes_view payload) {
    const auto page = protocol::info_buttons::decode(payload);
    auto& known = profile_.buttons;
    if (!page || page->first != known.size() || page->buttons.empty()) return false;
    if (known.size() + page->buttons.size() > profile_.limits.buttons) return false;
    known.insert(known.end(), page->buttons.begin(), page->buttons.end());
    return true;
}

bool profile_reader::take_areas(protocol::bytes_view payload) {
    const auto page = protocol::info_areas::decode(payload);
    auto& known = profile_.areas;
    if (!page || page->first != known.size() || page->areas.empty()) return false;
    if (known.size() + page->areas.size() > profile_.limits.areas) return false;
    known.insert(known.end(), page->areas.begin(), page->areas.end());
    return true;
}

}  // namespace offhook::engine
