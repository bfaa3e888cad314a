#include "sim/plug/socket_plug.hpp"
#include "sim/program/address_option.hpp"
#include "sim/program/face.hpp"

#include <CLI/CLI.hpp>
#include <optional>
#include <ostream>

namespace offhook::sim {
namespace {

class socket_face final : public face {
public:
    void describe(CLI::App& app) override {
        option_ = app.add_option("--listen",
                                 where_,
                                 "where hosts reach the handsets: IP:PORT (port 0: any free one) "
                                 "or unix:PATH; with a kernel's plug (--uhid ...) only if given")
                      ->type_name("ADDR")
                      ->capture_default_str();
    }

    [[nodiscard]] bool is_wanted() const override { return option_->count() != 0; }

    void open(const surroundings& with) override {
        plug_.emplace(with.context, with.handsets, address_of("--listen", where_));
    }

    void close() override { plug_.reset(); }

    void announce(std::ostream& out) const override {
        out << "listening " << to_string(plug_->where()) << "\n";
    }

    [[nodiscard]] std::string plug_name() const override {
        return "socket " + to_string(plug_->where());
    }

private:
    std::string where_ = "127.0.0.1:7310";
    CLI::Option* option_ = nullptr;
    std::optional<socket_plug> plug_;
};

}  // namespace

std::unique_ptr<face> make_socket_face() {
    return std::make_unique<socket_face>();
}

}  // namespace offhook::sim
