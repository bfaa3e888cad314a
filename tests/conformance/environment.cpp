#include "tests/conformance/environment.hpp"

#include <cstdlib>

namespace offhook::conformance {

void put_environment(const std::string& name, const std::string& text) {
#ifdef _WIN32
    ::_putenv((name + "=" + text).c_str());
#else
    if (text.empty()) {
        ::unsetenv(name.c_str());
    } else {
        ::setenv(name.c_str(), text.c_str(), 1);
    }
#endif
}

}  // namespace offhook::conformance
