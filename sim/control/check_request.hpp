#pragma once

#include "sim/control/control_session.hpp"
#include "yaml/yaml_map.hpp"

namespace offhook::sim {

/// What is wrong with a request that a YAML file holds, whatever the handset's state is: each
/// mistake is put at the place of the field that it names, or else of `written`.
void check_request(control_session& session,
                   const boost::json::object& request,
                   const YAML::Node& written,
                   yaml_problems& problems);

/// A sink for a session that only checks: nothing is heard of it.
[[nodiscard]] control_sink& nowhere();

}  // namespace offhook::sim
