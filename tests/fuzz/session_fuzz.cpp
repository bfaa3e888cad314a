#include "tests/fuzz/round_trip.hpp"
#include "tests/fuzz/session_rig.hpp"

// Each byte is one thing that happens: three bits say what, five bits how much.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    offhook::fuzz::session_rig rig;
    for (std::size_t i = 0; i < size; ++i) {
        const unsigned much = data[i] >> 3U;
        switch (data[i] & 7U) {
            case 0:
                for (unsigned n = 0; n <= much; ++n) rig.deliver();
                break;
            case 1: rig.drop(); break;
            case 2: rig.repeat(); break;
            case 3: rig.damage(much, static_cast<std::uint8_t>(1U << (i % 8))); break;
            case 4: rig.pass(offhook::engine::milliseconds(much * much * 10)); break;
            case 5: rig.submit(much); break;
            case 6: rig.use(much); break;
            default: much == 31 ? rig.replug() : rig.deafen(much); break;
        }
    }
    rig.finish();
    return 0;
}
