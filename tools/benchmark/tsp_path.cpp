#include "tools/benchmark/tsp_path.hpp"

#include <cstring>
#include <stdexcept>
#include <thread>

namespace offhook::bench {
namespace {

constexpr DWORD version = 0x00020002;
constexpr auto connect_limit = std::chrono::seconds(10);

tsp_path* the_path = nullptr;

void ignore_line(HTAPILINE, HTAPICALL, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {}
void ignore_phone(HTAPIPHONE, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {}

void require(LONG result, const char* what) {
    if (result == 0) return;
    throw std::runtime_error(std::string(what) + " failed with " + std::to_string(result));
}

}  // namespace

tsp_path::tsp_path(const std::string& module)
    : module_(module), exports_(tapi::find_exports(module_)) {
    the_path = this;
    DWORD negotiated = 0;
    require(
        exports_.line_negotiate_tspi_version(INITIALIZE_NEGOTIATION, version, version, &negotiated),
        "TSPI_lineNegotiateTSPIVersion");
    DWORD lines = 0;
    DWORD phones = 0;
    require(exports_.provider_enum_devices(1, &lines, &phones, nullptr, ignore_line, ignore_phone),
            "TSPI_providerEnumDevices");
    if (phones == 0) throw std::runtime_error("the provider has no phone");
    DWORD options = 0;
    require(exports_.provider_init(version, 1, 0, 0, lines, phones, complete, &options),
            "TSPI_providerInit");
    require(exports_.phone_negotiate_tspi_version(0, version, version, &negotiated),
            "TSPI_phoneNegotiateTSPIVersion");
    require(exports_.phone_open(0, nullptr, &phone_, version, ignore_phone), "TSPI_phoneOpen");
    wait_until_connected();
    find_lamps();
}

tsp_path::~tsp_path() {
    exports_.phone_close(phone_);
    exports_.provider_shutdown(version, 1);
    the_path = nullptr;
}

// Waits by asking: this is before the measurement, and any provider can be asked.
void tsp_path::wait_until_connected() {
    const auto limit = clock::now() + connect_limit;
    PHONESTATUS status{};
    do {
        status = {};
        status.dwTotalSize = sizeof status;
        require(exports_.phone_get_status(phone_, &status), "TSPI_phoneGetStatus");
        if ((status.dwStatusFlags & PHONESTATUSFLAGS_CONNECTED) != 0) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    } while (clock::now() < limit);
    throw std::runtime_error("the phone did not connect");
}

void tsp_path::find_lamps() {
    std::vector<char> space(8192);
    auto* const caps = reinterpret_cast<PHONECAPS*>(space.data());
    caps->dwTotalSize = static_cast<DWORD>(space.size());
    require(exports_.phone_get_dev_caps(0, version, 0, caps), "TSPI_phoneGetDevCaps");
    for (DWORD i = 0; i * sizeof(DWORD) < caps->dwLampModesSize; ++i) {
        DWORD modes = 0;
        std::memcpy(
            &modes, space.data() + caps->dwLampModesOffset + i * sizeof modes, sizeof modes);
        if ((modes & PHONELAMPMODE_STEADY) != 0) lamps_.push_back(i);
    }
    if (lamps_.empty()) throw std::runtime_error("the phone has no lamps");
}

void tsp_path::set_lamps(std::size_t operations,
                         std::size_t window,
                         std::vector<double>& latencies_us) {
    std::unique_lock lock(mutex_);
    begun_.resize(operations);
    latencies_ = &latencies_us;
    for (std::size_t i = 0; i < operations; ++i) {
        completed_.wait(lock, [&] { return outstanding_ < window; });
        ++outstanding_;
        begun_[i] = clock::now();
        lock.unlock();
        const auto request = static_cast<DRV_REQUESTID>(i + 1);
        const auto result =
            exports_.phone_set_lamp(request, phone_, lamps_[i % lamps_.size()], next_lamp_mode_);
        lock.lock();
        if (result < 0) throw std::runtime_error("TSPI_phoneSetLamp refused");
    }
    completed_.wait(lock, [&] { return outstanding_ == 0; });
    next_lamp_mode_ ^= PHONELAMPMODE_STEADY ^ PHONELAMPMODE_OFF;
    if (refusal_ != 0) throw std::runtime_error("a lamp was not set");
}

void tsp_path::complete(DRV_REQUESTID request, LONG result) {
    the_path->on_complete(request, result);
}

void tsp_path::on_complete(DRV_REQUESTID request, LONG result) {
    const auto now = clock::now();
    {
        const std::lock_guard lock(mutex_);
        const auto begun = begun_[static_cast<std::size_t>(request) - 1];
        latencies_->push_back(std::chrono::duration<double, std::micro>(now - begun).count());
        if (result != 0) refusal_ = result;
        --outstanding_;
    }
    completed_.notify_one();
}

}  // namespace offhook::bench
