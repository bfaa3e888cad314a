#pragma once

#include "sim/plug/rack.hpp"

#include <boost/json/object.hpp>

namespace offhook::sim {

/// All that an operator can see of a handset; the fields are in sim/control/README.md.
[[nodiscard]] boost::json::object state_json(std::size_t number, const rack& handsets);

}  // namespace offhook::sim
