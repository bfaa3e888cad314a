#include "tests/fuzz/round_trip.hpp"
#include "tests/support/canned_device.hpp"
#include "tests/support/engine_shell.hpp"

using namespace offhook;
using test::engine_shell;

namespace {

// Until nothing is wanted any more.
void connect(engine_shell& host, test::canned_device& device) {
    host.start();
    while (const auto wish = host.next_wish()) {
        if (wish->what == engine_shell::wish::open) host.on_opened();
        if (wish->what == engine_shell::wish::identity) host.on_identity(device.identity());
        if (wish->what != engine_shell::wish::write) continue;
        host.on_written(wish->data.token);
        host.on_message(device.answer(test::message_of(wish->data)));
    }
}

}  // namespace

// A connected machine that hears nothing but these bytes, cut into reports; its session number is
// put into each, so that they reach deeper.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    engine_shell host;
    test::canned_device device;
    connect(host, device);
    (void)host.submit(protocol::lamp_setting{0, protocol::lamp_mode::wink});
    (void)host.submit(engine::vendor_request{{1, 2, 3}});
    (void)host.submit(engine::download{0, protocol::byte_vector(200)});
    for (protocol::bytes_view rest(data, size); !rest.empty();) {
        const auto part = rest.first(std::min<std::size_t>(rest.size(), 64));
        rest = rest.subspan(part.size());
        protocol::byte_vector report(part.begin(), part.end());
        if (report.size() > 1 && report[1] != 0) report[1] = device.terms.session;
        host.on_report(report);
        host.set_now(host.now() + engine::milliseconds(100));
        host.on_time();
    }
    host.on_lost();
    fuzz::require(host.open_commands() == 0, "an unplug ends every command");
    fuzz::require(host.violations().empty(), "the rules of engine_shell hold");
    return 0;
}
