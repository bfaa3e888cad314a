#include "tools/offhook/console.hpp"

#include <windows.h>
// shellapi.h needs windows.h.
#include <shellapi.h>

namespace offhook::cli {
namespace {

std::string to_utf8(const wchar_t* text) {
    const int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, nullptr, 0, nullptr, nullptr);
    std::string out(static_cast<std::size_t>(size > 0 ? size : 1), '\0');
    WideCharToMultiByte(CP_UTF8, 0, text, -1, out.data(), size, nullptr, nullptr);
    out.pop_back();  // the final 0
    return out;
}

}  // namespace

std::vector<std::string> arguments(int, char**) {
    SetConsoleOutputCP(CP_UTF8);
    int count = 0;
    wchar_t** const words = CommandLineToArgvW(GetCommandLineW(), &count);
    std::vector<std::string> all;
    for (int i = 1; i < count; ++i) all.push_back(to_utf8(words[i]));
    LocalFree(words);
    return all;
}

}  // namespace offhook::cli
