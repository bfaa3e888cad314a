#pragma once

#include <boost/json/value.hpp>
#include <string>

namespace offhook::sim {

/// Whether a state is as a condition wants it: an empty text, or the first thing that differs, such
/// as `ring.mode is 0, wanted 1`. A condition looks like the state (state_json) with only what
/// matters left:
/// - of an object, each field of the condition holds;
/// - of a list, each item of the condition holds for some item of the state's;
/// - texts are equal, spaces at the end aside;
/// - `{"has":T}`, `{"least":N}`, `{"most":N}`, `{"not":C}` ask a text to contain T, a number to be
/// at
///   least or at most N, anything not to be as C.
[[nodiscard]] std::string mismatch(const boost::json::value& wanted,
                                   const boost::json::value& seen);

}  // namespace offhook::sim
