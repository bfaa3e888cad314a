#pragma once

#include <boost/asio/io_context.hpp>
#include <iosfwd>
#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace offhook::sim {

class control_hub;
class rack;

/// What faces show and what they run on. All of it outlives them.
struct surroundings {
    boost::asio::io_context& context;  ///< one thread runs it: no locks inside
    rack& handsets;
    control_hub& operators;
};

/// One way to reach the handsets of offhook-sim: a plug for computers, or a place for operators.
/// A face has its options, its opening and the lines that it prints, in a file of its own.
///
/// Flow: describe(), then the command line is read, then open() if is_wanted(), then announce().
class face {
public:
    face() = default;
    virtual ~face() = default;
    face(const face&) = delete;
    face& operator=(const face&) = delete;

    /// Adds its options. They are written when the command line is read.
    virtual void describe(CLI::App& app) = 0;

    /// Whether the command line asks for it.
    [[nodiscard]] virtual bool is_wanted() const = 0;

    /// True when the other end is a kernel, whose clock cannot be virtual. Such a face needs no
    /// socket beside it: --listen is then opened only if it was given.
    [[nodiscard]] virtual bool is_kernel() const { return false; }

    /// Shows the handsets until it is destroyed. Throws what is derived from std::exception, with a
    /// line for a person.
    virtual void open(const surroundings& with) = 0;

    /// Ends what open() began, while everything around it is still there. Also after a failed
    /// open().
    virtual void close() = 0;

    /// The lines that other programs wait for, such as `listening 127.0.0.1:7310`.
    virtual void announce(std::ostream& out) const = 0;

    /// How handsets are reached here, in a few words for operators ("socket 127.0.0.1:7310"); empty
    /// for a face that is no plug.
    [[nodiscard]] virtual std::string plug_name() const { return {}; }
};

/// Over TCP and Unix sockets: --listen.
[[nodiscard]] std::unique_ptr<face> make_socket_face();

/// The operators' channel: --control.
[[nodiscard]] std::unique_ptr<face> make_control_face();

/// The page in a browser: --web.
[[nodiscard]] std::unique_ptr<face> make_web_face();

/// As HID devices of this Linux kernel: --uhid.
[[nodiscard]] std::unique_ptr<face> make_uhid_face();

/// On USB: --usb, --usbip, --usb-speed, --pace.
[[nodiscard]] std::unique_ptr<face> make_usb_face();

}  // namespace offhook::sim
