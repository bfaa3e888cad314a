#include <iostream>

#include "tools/tapi/cli/interrupt.hpp"
#include "tools/tapi/cli/line_reader.hpp"

#ifndef _WIN32
#include <unistd.h>
#endif

namespace offhook::tapi::cli {
namespace {

class plain_line_reader : public line_reader {
public:
    std::optional<std::string> next() override {
        std::string line;
        if (interrupted() || !std::getline(std::cin, line)) {
            return std::nullopt;
        }
        return line;
    }
    bool show_above(const std::string&) override { return false; }
    [[nodiscard]] bool on_terminal() const noexcept override { return false; }
};

}  // namespace

std::unique_ptr<line_reader> make_plain_line_reader() {
    return std::make_unique<plain_line_reader>();
}

#ifdef _WIN32
std::unique_ptr<line_reader> make_line_reader(const line_reader_options&) {
    return make_plain_line_reader();
}
#else
std::unique_ptr<line_reader> make_line_reader(const line_reader_options& options) {
    const bool terminal = isatty(STDIN_FILENO) != 0 && isatty(fileno(options.screen)) != 0;
    return terminal ? make_editline_reader(options) : make_plain_line_reader();
}
#endif

}  // namespace offhook::tapi::cli
