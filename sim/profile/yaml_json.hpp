#pragma once

#include <yaml-cpp/yaml.h>

#include <boost/json/value.hpp>

namespace offhook::sim {

/// A YAML node as JSON. Plain scalars are numbers, true, false or null as in YAML 1.2; what is
/// quoted, or has a leading zero, stays a text.
[[nodiscard]] boost::json::value json_of(const YAML::Node& node);

}  // namespace offhook::sim
