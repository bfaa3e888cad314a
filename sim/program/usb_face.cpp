#include "sim/program/address_option.hpp"
#include "sim/program/face.hpp"
#include "sim/usb_faces.hpp"

#include <CLI/CLI.hpp>
#include <optional>
#include <ostream>

namespace offhook::sim {
namespace {

class usb_face final : public face {
public:
    void describe(CLI::App& app) override { add_usb_options(app, wish_); }

    // A speed or a pace without a bus is a mistake, which opening tells.
    [[nodiscard]] bool is_wanted() const override {
        const usb_wish nothing;
        return wish_.is_any() || wish_.speed != nothing.speed || wish_.pace != nothing.pace;
    }

    [[nodiscard]] bool is_kernel() const override { return true; }

    void open(const surroundings& with) override {
        std::optional<listen_address> where;
        if (!wish_.usbip.empty()) where = address_of("--usbip", wish_.usbip);
        faces_.emplace(with.context, with.handsets, wish_, where);
    }

    void close() override { faces_.reset(); }

    void announce(std::ostream& out) const override { faces_->announce(out); }

    [[nodiscard]] std::string plug_name() const override {
        std::string name;
        if (faces_->exported) name = "usbip " + to_string(faces_->exported->where());
        if (faces_->local) name += name.empty() ? "usb" : ", usb";
        return name;
    }

private:
    usb_wish wish_;
    std::optional<usb_faces> faces_;
};

}  // namespace

std::unique_ptr<face> make_usb_face() {
    return std::make_unique<usb_face>();
}

}  // namespace offhook::sim
