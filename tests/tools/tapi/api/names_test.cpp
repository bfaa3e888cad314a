// Every name of tapi32 that does nothing says so, on each system.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tools/tapi/error_names.hpp"
#include "tools/tapi/module.hpp"

namespace offhook::tapi {
namespace {

/// What does more than to answer; all that begins with "phone" does, too.
const std::set<std::string> implemented{"TUISPIDLLCallback",
                                        "lineAddProvider",
                                        "lineAddProviderA",
                                        "lineAddProviderW",
                                        "lineConfigProvider",
                                        "lineGetDevCaps",
                                        "lineGetDevCapsA",
                                        "lineGetDevCapsW",
                                        "lineGetMessage",
                                        "lineGetProviderList",
                                        "lineGetProviderListA",
                                        "lineGetProviderListW",
                                        "lineInitialize",
                                        "lineInitializeExA",
                                        "lineInitializeExW",
                                        "lineNegotiateAPIVersion",
                                        "lineNegotiateExtVersion",
                                        "lineOpen",
                                        "lineOpenA",
                                        "lineOpenW",
                                        "lineRemoveProvider",
                                        "lineShutdown"};

std::vector<std::string> listed_names() {
    std::ifstream file("tools/tapi/api/tapi32.def");
    std::vector<std::string> names;
    std::string line;
    bool below = false;
    while (std::getline(file, line)) {
        std::istringstream words(line);
        std::string name;
        words >> name;
        if (below && !name.empty()) {
            names.push_back(name);
        }
        below = below || name == "EXPORTS";
    }
    return names;
}

std::string library_path() {
    const char* folder = std::getenv("OFFHOOK_BIN_DIR");
#ifdef _WIN32
    return std::string(folder == nullptr ? "build/mingw/bin" : folder) + "/tapi32.dll";
#else
    return std::string(folder == nullptr ? "build/gcc/bin" : folder) + "/libtapi32.so";
#endif
}

TEST(Names, ThatCanDoNothingSaySo) {
    const loaded_module library(library_path());
    const auto names = listed_names();
    ASSERT_EQ(names.size(), 278U);

    std::size_t asked = 0;
    for (const auto& name : names) {
        const auto function =
            reinterpret_cast<LONG(CALLBACK*)(DWORD_PTR, DWORD_PTR, DWORD_PTR, DWORD_PTR)>(
                library.symbol(name.c_str()));
        ASSERT_NE(function, nullptr) << name;
        if (name.starts_with("phone") || implemented.contains(name)) {
            continue;
        }
        // TAPI: tapiRequestMakeCall, tapiGetLocationInfo: they have errors of their own.
        const LONG expected = name.starts_with("tapiRequestM") ? -2
                              : name.starts_with("tapi")       ? -16
                                                         : to_result(LINEERR_OPERATIONUNAVAIL);
        EXPECT_EQ(function(1, 1, 1, 1), expected) << name;
        ++asked;
    }
    EXPECT_EQ(asked, 209U);
}

}  // namespace
}  // namespace offhook::tapi
