#include "sim/plug/uhid_plug.hpp"
#include "sim/program/face.hpp"

#include <CLI/CLI.hpp>
#include <ostream>

namespace offhook::sim {
namespace {

class uhid_face final : public face {
public:
    void describe(CLI::App& app) override {
        app.add_flag("--uhid", wanted_, "make them HID devices of this Linux kernel (/dev/uhid)");
    }

    [[nodiscard]] bool is_wanted() const override { return wanted_; }
    [[nodiscard]] bool is_kernel() const override { return true; }

    void open(const surroundings& with) override {
        handsets_ = with.handsets.size();
        plug_ = make_uhid_plug(with.context, with.handsets);
    }

    void close() override { plug_.reset(); }

    void announce(std::ostream& out) const override {
        for (std::size_t i = 0; i < handsets_; ++i) out << "uhid " << i << " plugged\n";
    }

    [[nodiscard]] std::string plug_name() const override { return "uhid"; }

private:
    bool wanted_ = false;
    std::size_t handsets_ = 0;
    std::unique_ptr<plug> plug_;
};

}  // namespace

std::unique_ptr<face> make_uhid_face() {
    return std::make_unique<uhid_face>();
}

}  // namespace offhook::sim
