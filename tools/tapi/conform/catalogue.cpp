#include "tools/tapi/conform/catalogue.hpp"

namespace offhook::tapi::conform {

std::span<const theme> catalogue() {
    static const theme all[] = {session_theme,
                                version_theme,
                                structure_theme,
                                capability_theme,
                                feature_theme,
                                open_theme,
                                query_theme,
                                contract_theme,
                                operation_theme,
                                contents_theme,
                                message_theme,
                                hand_theme,
                                thread_theme};
    return all;
}

const conformance_case* find_case(unsigned number) {
    for (const theme& each : catalogue()) {
        for (const conformance_case& one : each.cases) {
            if (one.number == number) return &one;
        }
    }
    return nullptr;
}

}  // namespace offhook::tapi::conform
