#include "sim/control/control_server.hpp"
#include "sim/program/address_option.hpp"
#include "sim/program/face.hpp"

#include <CLI/CLI.hpp>
#include <optional>
#include <ostream>

namespace offhook::sim {
namespace {

class control_face final : public face {
public:
    void describe(CLI::App& app) override {
        app.add_option("--control",
                       where_,
                       "where operators reach them: JSON lines, see sim/control/README.md")
            ->type_name("ADDR");
    }

    [[nodiscard]] bool is_wanted() const override { return !where_.empty(); }

    void open(const surroundings& with) override {
        server_.emplace(with.context, with.operators, address_of("--control", where_));
    }

    void close() override { server_.reset(); }

    void announce(std::ostream& out) const override {
        out << "control " << to_string(server_->where()) << "\n";
    }

private:
    std::string where_;
    std::optional<control_server> server_;
};

}  // namespace

std::unique_ptr<face> make_control_face() {
    return std::make_unique<control_face>();
}

}  // namespace offhook::sim
