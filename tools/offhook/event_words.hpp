#pragma once

#include "driver/engine/event.hpp"
#include "driver/handset.hpp"

#include <boost/json/object.hpp>
#include <string>

namespace offhook::cli {

/// What happened, in words: "button 5 down". `from` is asked for what the event only points at
/// (who is connected, what the display shows).
[[nodiscard]] std::string in_words(const engine::handset_event& event, const handset& from);

/// The same for programs: {"event":"button","button":5,"state":"down",..}.
[[nodiscard]] boost::json::object to_json(const engine::handset_event& event, const handset& from);

}  // namespace offhook::cli
