#include <iostream>

#include "tools/tapi/cli/interrupt.hpp"
#include "tools/tapi/cli/line_reader.hpp"

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

}  // namespace offhook::tapi::cli
