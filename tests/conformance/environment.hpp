#pragma once

#include <string>

namespace offhook::conformance {

/// Sets a variable of this process; an empty text takes it away.
void put_environment(const std::string& name, const std::string& text);

}  // namespace offhook::conformance
