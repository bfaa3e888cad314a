#pragma once

#include <string>
#include <vector>

namespace offhook::cli {

/// What the command line says, in UTF-8, without the program's name. Windows hands main() another
/// encoding, in which not every text can be written; there this also makes the console take UTF-8.
[[nodiscard]] std::vector<std::string> arguments(int argc, char** argv);

}  // namespace offhook::cli
