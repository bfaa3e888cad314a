#include "sim/web/web_face.hpp"

#include "sim/program/face.hpp"

#include <CLI/CLI.hpp>
#include <optional>
#include <ostream>

namespace offhook::sim {
namespace {

class page_face final : public face {
public:
    void describe(CLI::App& app) override {
        option_ = app.add_option("--web",
                                 where_,
                                 "a page for browsers with the handsets on it, at IP:PORT; "
                                 "127.0.0.1:7311 if nothing follows. Where other computers reach "
                                 "it, it asks for the token in the address that is printed")
                      ->type_name("ADDR")
                      ->expected(0, 1);
    }

    [[nodiscard]] bool is_wanted() const override {
        return option_ != nullptr && option_->count() != 0;
    }

    void open(const surroundings& with) override {
        const auto parsed = parse_listen_address(where_.empty() ? usual : where_);
        if (!parsed.value) throw listen_error("--web: " + parsed.error);
        page_.emplace(with.context, with.operators, *parsed.value);
    }

    void close() override { page_.reset(); }

    void announce(std::ostream& out) const override { out << "web " << page_->url() << "\n"; }

private:
    static constexpr const char* usual = "127.0.0.1:7311";

    CLI::Option* option_ = nullptr;
    std::string where_;
    std::optional<web_face> page_;
};

}  // namespace

std::unique_ptr<face> make_web_face() {
    return std::make_unique<page_face>();
}

}  // namespace offhook::sim
