#include "tools/tapi/conform/judgement.hpp"

namespace offhook::tapi::conform {

std::string_view name_of(verdict what) noexcept {
    switch (what) {
        case verdict::pass: return "pass";
        case verdict::fail: return "fail";
        case verdict::not_applicable: return "n/a";
        case verdict::blocked: return "blocked";
    }
    return "?";
}

}  // namespace offhook::tapi::conform
