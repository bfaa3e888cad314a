#pragma once

#include "driver/runtime.hpp"
#include "tools/offhook/foreground.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace offhook::cli {

/// The handsets that fit a pattern just now, in the order of their numbers; waits at most `limit`.
[[nodiscard]] std::vector<std::string> expand(runtime& driver,
                                              foreground& here,
                                              const std::string& pattern,
                                              std::chrono::milliseconds limit);

/// The handsets that addresses mean, each once; patterns are expanded.
[[nodiscard]] std::vector<std::string> expand_all(runtime& driver,
                                                  foreground& here,
                                                  const std::vector<std::string>& addresses,
                                                  std::chrono::milliseconds limit);

/// Why a pattern that nothing fits is empty, and what to do, for people.
[[nodiscard]] std::string why_nothing_fits(runtime& driver,
                                           foreground& here,
                                           const std::string& pattern,
                                           std::chrono::milliseconds limit);

/// The one handset that addresses mean. Throws `failure` when they mean none, or several.
[[nodiscard]] std::string the_one(runtime& driver,
                                  foreground& here,
                                  const std::vector<std::string>& addresses,
                                  std::chrono::milliseconds limit);

}  // namespace offhook::cli
