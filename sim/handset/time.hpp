#pragma once

#include <chrono>

namespace offhook::sim {

/// A moment as the owner of a handset passes it in; the handset itself reads no clock. The type is
/// that of the driver's machines, so that one virtual clock serves both in a test.
using time_point = std::chrono::steady_clock::time_point;
using std::chrono::milliseconds;

}  // namespace offhook::sim
