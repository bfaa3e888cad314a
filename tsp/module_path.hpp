#pragma once

#include <string>

namespace offhook::tsp {

/// The full path of the module that this code is in, as UTF-16; empty when the system does not say.
[[nodiscard]] std::u16string module_path();

}  // namespace offhook::tsp
