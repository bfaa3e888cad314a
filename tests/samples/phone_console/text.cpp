#include "tests/samples/phone_console/text.hpp"

#include <cstdio>

namespace sample {

std::wstring to_wide(std::string_view utf8) {
    std::wstring wide(utf8.size(), L'\0');
    wide.resize(static_cast<std::size_t>(MultiByteToWideChar(CP_UTF8,
                                                             0,
                                                             utf8.data(),
                                                             static_cast<int>(utf8.size()),
                                                             wide.data(),
                                                             static_cast<int>(wide.size()))));
    return wide;
}

std::string to_utf8(std::wstring_view text) {
    const auto size = static_cast<int>(text.size());
    std::string utf8(text.size() * 3, '\0');
    utf8.resize(static_cast<std::size_t>(WideCharToMultiByte(CP_UTF8,
                                                             0,
                                                             text.data(),
                                                             size,
                                                             utf8.data(),
                                                             static_cast<int>(utf8.size()),
                                                             nullptr,
                                                             nullptr)));
    return utf8;
}

#ifdef UNICODE

tstring to_tstring(std::string_view utf8) {
    return to_wide(utf8);
}

std::string to_utf8(const TCHAR* text) {
    return to_utf8(std::wstring_view(text));
}

#else

tstring to_tstring(std::string_view utf8) {
    const std::wstring wide = to_wide(utf8);
    tstring ansi(wide.size() * 4, '\0');
    ansi.resize(static_cast<std::size_t>(WideCharToMultiByte(CP_ACP,
                                                             0,
                                                             wide.data(),
                                                             static_cast<int>(wide.size()),
                                                             ansi.data(),
                                                             static_cast<int>(ansi.size()),
                                                             nullptr,
                                                             nullptr)));
    return ansi;
}

std::string to_utf8(const TCHAR* text) {
    const std::string_view ansi(text);
    std::wstring wide(ansi.size(), L'\0');
    wide.resize(static_cast<std::size_t>(MultiByteToWideChar(CP_ACP,
                                                             0,
                                                             ansi.data(),
                                                             static_cast<int>(ansi.size()),
                                                             wide.data(),
                                                             static_cast<int>(wide.size()))));
    return to_utf8(std::wstring_view(wide));
}

#endif

void say(const std::string& line) {
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

}  // namespace sample
