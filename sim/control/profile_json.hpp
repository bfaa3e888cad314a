#pragma once

#include "sim/handset/handset.hpp"

#include <boost/json/object.hpp>

namespace offhook::sim {

/// What a handset is, whatever it shows: the answer to `describe`, see sim/control/README.md.
[[nodiscard]] boost::json::object profile_json(const handset& device);

}  // namespace offhook::sim
