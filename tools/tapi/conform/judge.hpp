#pragma once

#include <boost/json.hpp>
#include <functional>

#include "tools/tapi/conform/conformance_case.hpp"
#include "tools/tapi/conform/judgement.hpp"

// The half of the suite that is in a child process: there the provider is loaded, and may crash.

namespace offhook::tapi::conform {

/// Where a child's news goes: one object a line, to its parent.
using news_sink = std::function<void(const boost::json::object&)>;

/// {"provider":"3.1","phones":1,"name":"Desk"}, or {"unusable":"why"} for a module that is no
/// provider; {"call":NAME} before each call.
void describe_provider(const options& given, const news_sink& tell);

/// Runs one case: {"call":NAME} before each call into the provider, and at the end
/// {"verdict":"fail","reason":...}.
void judge(const conformance_case& which, const options& given, const news_sink& tell);

}  // namespace offhook::tapi::conform
