#include "tests/wine/hid/computer.hpp"

#include "tests/wine/hid/trouble.hpp"

#include <spdlog/fmt/fmt.h>
#include <spdlog/fmt/xchar.h>
#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <charconv>
#include <cstring>
#include <cwctype>
#include <thread>

namespace offhook::wine_hid {

namespace asio = boost::asio;

namespace {

constexpr auto status_success = static_cast<NTSTATUS>(0);
constexpr auto status_unsuccessful = static_cast<NTSTATUS>(0xC0000001);

std::string simulator_address() {
    std::array<char, 64> text{};
    const DWORD length = GetEnvironmentVariableA(
        "OFFHOOK_HID_STAND_IN", text.data(), static_cast<DWORD>(text.size()));
    return {text.data(), length < text.size() ? length : 0};
}

asio::ip::tcp::endpoint endpoint_of(const std::string& address) {
    const auto colon = std::min(address.rfind(':'), address.size());
    std::uint16_t port = 0;
    const char* const end = address.data() + address.size();
    std::from_chars(std::min(address.data() + colon + 1, end), end, port);
    boost::system::error_code error;
    const auto host = asio::ip::make_address(address.substr(0, colon), error);
    return error ? asio::ip::tcp::endpoint{} : asio::ip::tcp::endpoint{host, port};
}

std::wstring lower(std::wstring_view text) {
    std::wstring result(text);
    for (auto& each : result) each = static_cast<wchar_t>(std::towlower(each));
    return result;
}

/// As Windows writes them for interface 3 of a composite device: "HID\...&COL01\..." and the path
/// that is made of it. A device with one collection has no "&COL".
hid_interface name_interface(std::uint16_t handset,
                             const std::shared_ptr<plugged_handset>& of,
                             std::size_t index) {
    const auto column =
        of->collections.size() > 1 ? fmt::format(L"&COL{:02X}", index + 1) : std::wstring();
    const auto hardware =
        fmt::format(L"VID_{:04X}&PID_{:04X}&MI_03{}", of->what.vendor, of->what.product, column);
    const auto instance = fmt::format(L"7&0FF4{:04X}&0&{:04X}", handset, index);
    return {of,
            index,
            lower(fmt::format(
                L"\\\\?\\hid#{}#{}#{{4d1e55b2-f16f-11cf-88cb-001111000030}}", hardware, instance)),
            fmt::format(L"HID\\{}\\{}", hardware, instance)};
}

}  // namespace

computer& computer::of_this_process() {
    static auto* const only = new computer;
    return *only;
}

// Its threads never end, so neither may their code.
computer::computer() {
    HMODULE here = nullptr;
    constexpr DWORD for_ever =
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_PIN;
    GetModuleHandleExW(for_ever, reinterpret_cast<const wchar_t*>(&of_this_process), &here);
    std::thread([this] {
        const auto work = asio::make_work_guard(context_);
        context_.run();
    }).detach();
}

void computer::follow_environment() {
    const std::lock_guard following(following_);
    const auto wanted = simulator_address();
    std::unique_lock lock(mutex_);
    if (wanted == address_ && !cables_.empty()) return;
    const auto old = std::exchange(cables_, {});
    lock.unlock();
    for (const auto& each : old) each->close();
    for (std::size_t i = 0; i < old.size(); ++i) take_away(static_cast<std::uint16_t>(i));
    address_ = wanted;
    if (wanted.empty()) return;
    const auto where = endpoint_of(wanted);
    std::vector<std::shared_ptr<cable>> now;
    const auto count = count_handsets(where);
    for (std::uint16_t i = 0; i < count; ++i) {
        now.push_back(std::make_shared<cable>(context_, *this, i));
    }
    lock.lock();
    cables_ = now;
    lock.unlock();
    for (const auto& each : now) each->connect(where);
}

std::vector<hid_interface> computer::interfaces() {
    follow_environment();
    const std::lock_guard lock(mutex_);
    return listed();
}

std::vector<hid_interface> computer::listed() const {
    std::vector<hid_interface> all;
    for (const auto& [handset, what] : plugged_) {
        for (std::size_t i = 0; i < what->collections.size(); ++i) {
            all.push_back(name_interface(handset, what, i));
        }
    }
    return all;
}

hid_interface computer::find(std::wstring_view name) {
    const auto wanted = lower(name);
    const std::lock_guard lock(mutex_);
    for (auto& each : listed()) {
        if (each.path == wanted || lower(each.instance_id) == wanted) return each;
    }
    return {};
}

HANDLE computer::open(const std::wstring& path, bool may_transfer) {
    auto of = find(path);
    if (!of.of) return INVALID_HANDLE_VALUE;
    auto file = std::make_shared<device_file>(of.what(), may_transfer);
    const HANDLE handle = CreateEventW(nullptr, TRUE, FALSE, nullptr);  // a value nobody else has
    const std::lock_guard lock(mutex_);
    files_[handle] = {std::move(file), std::move(of)};
    return handle;
}

bool computer::close(HANDLE handle) {
    const std::lock_guard lock(mutex_);
    return files_.erase(handle) > 0;
}

bool computer::is_ours(HANDLE handle) {
    const std::lock_guard lock(mutex_);
    return files_.contains(handle);
}

computer::open_file computer::file_of(HANDLE handle) {
    const std::lock_guard lock(mutex_);
    const auto found = files_.find(handle);
    return found == files_.end() ? open_file{} : found->second;
}

DWORD computer::read(HANDLE handle, void* buffer, DWORD size, OVERLAPPED& overlapped) {
    const auto from = file_of(handle);
    const std::lock_guard lock(mutex_);
    return from.file ? from.file->read(buffer, size, overlapped) : ERROR_INVALID_HANDLE;
}

DWORD computer::write(HANDLE handle, protocol::bytes_view report, OVERLAPPED& overlapped) {
    auto to = file_of(handle);
    if (!to.file || report.empty()) return ERROR_INVALID_HANDLE;
    {
        const std::lock_guard lock(mutex_);
        const DWORD begun = to.file->begin_write(report, overlapped);
        if (begun != ERROR_IO_PENDING) return begun;
    }
    asio::post(context_,
               [this,
                to = std::move(to),
                &overlapped,
                bytes = protocol::byte_vector(report.begin(), report.end())] {
                   send(to, bytes, overlapped);
               });
    return ERROR_IO_PENDING;
}

/// On the context's thread. A write that is held stays under way until its file is closed.
void computer::send(const open_file& to,
                    const protocol::byte_vector& report,
                    OVERLAPPED& overlapped) {
    {
        const std::lock_guard lock(mutex_);
        if (!to.file->is_writing(overlapped) || is_asked_for(L"hold")) return;
        if (is_asked_for(L"refuse")) {
            return to.file->end_write(overlapped, status_unsuccessful, 0);
        }
    }
    if (is_asked_for(L"vanish")) return take_away(to.of.of->what.handset);
    // What the file pads is not sent: on the wire a report has its own length.
    const auto size = to.of.what().size_of(report_kind::output, report[0]);
    const auto sent = protocol::bytes_view(report).first(size);
    to.of.of->wire->send(protocol::stream::output{{sent.begin(), sent.end()}});
    const std::lock_guard lock(mutex_);
    to.file->end_write(overlapped, status_success, report.size());
}

void computer::cancel(HANDLE handle) {
    const auto of = file_of(handle);
    const std::lock_guard lock(mutex_);
    if (of.file) of.file->cancel();
}

DWORD computer::get_feature(HANDLE handle, std::span<std::uint8_t> buffer, DWORD& size) {
    const auto from = file_of(handle);
    if (!from.file) return ERROR_INVALID_HANDLE;
    if (from.file->is_gone()) return ERROR_DEVICE_NOT_CONNECTED;
    const auto& what = from.file->what();
    if (buffer.size() < what.longest(report_kind::feature)) return ERROR_INVALID_USER_BUFFER;
    if (what.size_of(report_kind::feature, buffer[0]) == 0) return ERROR_INVALID_PARAMETER;
    if (is_asked_for(L"no-feature")) return ERROR_GEN_FAILURE;
    if (is_asked_for(L"hold-feature")) {
        std::this_thread::sleep_for(cable::control_limit);
        return ERROR_SEM_TIMEOUT;
    }
    const auto report = from.of.of->wire->get_feature(buffer[0]);
    if (report.empty() || report.size() > buffer.size()) return ERROR_GEN_FAILURE;
    std::copy(report.begin(), report.end(), buffer.begin());
    size = static_cast<DWORD>(report.size());
    return ERROR_SUCCESS;
}

hid_interface computer::interface_of(HANDLE handle) {
    const auto from = file_of(handle);
    const std::lock_guard lock(mutex_);
    return from.file && !from.file->is_gone() ? from.of : hid_interface{};
}

void computer::keep_reports(HANDLE handle, std::size_t count) {
    const auto of = file_of(handle);
    const std::lock_guard lock(mutex_);
    if (of.file) of.file->keep(count);
}

void computer::on_plug(std::uint16_t handset, const protocol::stream::plug& what) {
    const std::lock_guard lock(mutex_);
    plugged_[handset] = std::make_shared<plugged_handset>(
        plugged_handset{cables_.at(handset), what, collections_of(what.descriptor)});
    for (const auto& path : paths_of(handset)) {
        notifier_.tell(CM_NOTIFY_ACTION_DEVICEINTERFACEARRIVAL, path);
    }
}

void computer::on_unplug(std::uint16_t handset) {
    take_away(handset);
}

/// Who is told looks at once, so the device is gone before.
void computer::take_away(std::uint16_t handset) {
    const std::lock_guard lock(mutex_);
    const auto paths = paths_of(handset);
    const auto gone = plugged_.extract(handset);
    for (const auto& [handle, open] : files_) {
        if (gone && open.of.of == gone.mapped()) open.file->on_gone();
    }
    for (const auto& path : paths) notifier_.tell(CM_NOTIFY_ACTION_DEVICEINTERFACEREMOVAL, path);
}

std::vector<std::wstring> computer::paths_of(std::uint16_t handset) const {
    std::vector<std::wstring> paths;
    for (const auto& each : listed()) {
        if (each.of->what.handset == handset) paths.push_back(each.path);
    }
    return paths;
}

void computer::on_input(std::uint16_t handset, protocol::bytes_view report) {
    const std::lock_guard lock(mutex_);
    const auto from = plugged_.find(handset);
    if (from == plugged_.end()) return;
    for (const auto& [handle, open] : files_) {
        if (open.of.of == from->second) open.file->on_input(report);
    }
}

}  // namespace offhook::wine_hid
