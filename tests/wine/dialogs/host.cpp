#include "tests/wine/dialogs/host.hpp"

#include <filesystem>
#include <mutex>
#include <stdexcept>

namespace offhook::tests {
namespace {

std::filesystem::path own_path() {
    std::wstring path(4096, L'\0');
    path.resize(GetModuleFileNameW(nullptr, path.data(), 4096));
    return path;
}

/// build/mingw/bin/offhook.tsp; this program lies in build/mingw/bin/test.
std::string module_path() {
    return (own_path().parent_path().parent_path() / "offhook.tsp").string();
}

void CALLBACK on_completion(DRV_REQUESTID, LONG) {}
void CALLBACK on_line_event(HTAPILINE, HTAPICALL, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {}
void CALLBACK on_phone_event(HTAPIPHONE, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {}

std::mutex carrier_mutex;
carrier current_carrier;

LONG CALLBACK carry(DWORD_PTR object, DWORD type, LPVOID block, DWORD size) {
    carrier way;
    {
        const std::lock_guard lock(carrier_mutex);
        way = current_carrier;
    }
    auto* const bytes = static_cast<std::uint8_t*>(block);
    std::vector<std::uint8_t> copy(bytes, bytes + size);
    const LONG result = way(object, type, copy);
    if (result == 0) std::copy_n(copy.begin(), std::min<std::size_t>(copy.size(), size), bytes);
    return result;
}

/// What goes before each block between the processes.
struct head {
    std::uint64_t object;
    std::uint32_t type;
    std::int32_t result;
    std::uint32_t size;
};

bool move_all(HANDLE way, void* bytes, std::size_t size, bool reading) {
    auto* at = static_cast<std::uint8_t*>(bytes);
    while (size > 0) {
        DWORD moved = 0;
        const auto part = static_cast<DWORD>(size);
        const BOOL good = reading ? ReadFile(way, at, part, &moved, nullptr)
                                  : WriteFile(way, at, part, &moved, nullptr);
        if (!good || moved == 0) return false;
        at += moved;
        size -= moved;
    }
    return true;
}

bool send_block(HANDLE way, head what, std::vector<std::uint8_t>& block) {
    what.size = static_cast<std::uint32_t>(block.size());
    return move_all(way, &what, sizeof what, false) &&
           move_all(way, block.data(), block.size(), false);
}

bool receive_block(HANDLE way, head& what, std::vector<std::uint8_t>& block) {
    if (!move_all(way, &what, sizeof what, true)) return false;
    block.resize(what.size);
    return move_all(way, block.data(), block.size(), true);
}

}  // namespace

tsp_in_here::tsp_in_here() : module_(module_path()) {}

void tsp_in_here::begin() {
    DWORD version = 0;
    OFFHOOK_OF(*this, TSPI_lineNegotiateTSPIVersion)
    (0xFFFFFFFF, tspi::version_2_0, tspi::version_3_1, &version);
    DWORD lines = 0;
    DWORD phones = 0;
    OFFHOOK_OF(*this, TSPI_providerEnumDevices)
    (provider_id, &lines, &phones, nullptr, on_line_event, on_phone_event);
    DWORD options = 0;
    const LONG result = OFFHOOK_OF(*this, TSPI_providerInit)(
        version, provider_id, 0, first_device, lines, phones, on_completion, &options);
    if (result != 0) throw std::runtime_error("TSPI_providerInit");
    running_ = true;
}

void tsp_in_here::end() {
    if (running_) OFFHOOK_OF(*this, TSPI_providerShutdown)(tspi::version_3_1, provider_id);
    running_ = false;
}

void carry_with(carrier way) {
    const std::lock_guard lock(carrier_mutex);
    current_carrier = std::move(way);
}

TUISPIDLLCALLBACK callback() {
    return carry;
}

other_process::other_process() {
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    HANDLE child_in = nullptr;
    HANDLE child_out = nullptr;
    if (!CreatePipe(&child_in, &to_, &inherited, 0) ||
        !CreatePipe(&from_, &child_out, &inherited, 0)) {
        throw std::runtime_error("CreatePipe");
    }
    // Its ends only: with ours it would never see the end of its input.
    SetHandleInformation(to_, HANDLE_FLAG_INHERIT, 0);
    SetHandleInformation(from_, HANDLE_FLAG_INHERIT, 0);
    STARTUPINFOW start{};
    start.cb = sizeof start;
    start.dwFlags = STARTF_USESTDHANDLES;
    start.hStdInput = child_in;
    start.hStdOutput = child_out;
    start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    auto command = L"\"" + own_path().wstring() + L"\" --serve";
    PROCESS_INFORMATION made{};
    const BOOL good = CreateProcessW(
        nullptr, command.data(), nullptr, nullptr, TRUE, 0, nullptr, nullptr, &start, &made);
    CloseHandle(child_in);
    CloseHandle(child_out);
    if (!good) throw std::runtime_error("CreateProcess");
    CloseHandle(made.hThread);
    process_ = made.hProcess;
    id_ = made.dwProcessId;
}

other_process::~other_process() {
    CloseHandle(to_);
    WaitForSingleObject(process_, 15000);
    CloseHandle(from_);
    CloseHandle(process_);
}

LONG other_process::carry(DWORD_PTR object, DWORD type, std::vector<std::uint8_t>& block) {
    head what{object, type, 0, 0};
    if (!send_block(to_, what, block) || !receive_block(from_, what, block)) {
        return static_cast<LONG>(LINEERR_OPERATIONFAILED);
    }
    return what.result;
}

int serve() {
    const HANDLE in = GetStdHandle(STD_INPUT_HANDLE);
    const HANDLE out = GetStdHandle(STD_OUTPUT_HANDLE);
    tsp_in_here tsp;
    tsp.begin();
    const auto answer = OFFHOOK_OF(tsp, TSPI_providerGenericDialogData);
    head what{};
    std::vector<std::uint8_t> block;
    while (receive_block(in, what, block)) {
        what.result = answer(static_cast<DWORD_PTR>(what.object),
                             what.type,
                             block.data(),
                             static_cast<DWORD>(block.size()));
        if (!send_block(out, what, block)) break;
    }
    tsp.end();
    return 0;
}

}  // namespace offhook::tests
