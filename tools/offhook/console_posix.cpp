#include "tools/offhook/console.hpp"

namespace offhook::cli {

std::vector<std::string> arguments(int argc, char** argv) {
    return {argv + 1, argv + argc};
}

}  // namespace offhook::cli
