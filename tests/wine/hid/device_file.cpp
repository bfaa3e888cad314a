#include "tests/wine/hid/device_file.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <utility>

namespace offhook::wine_hid {
namespace {

constexpr NTSTATUS status_success = 0;
constexpr auto status_pending = static_cast<NTSTATUS>(0x00000103);
constexpr auto status_cancelled = static_cast<NTSTATUS>(0xC0000120);
constexpr auto status_not_connected = static_cast<NTSTATUS>(0xC000009D);

void begin(OVERLAPPED& overlapped) {
    overlapped.Internal = static_cast<ULONG_PTR>(status_pending);
    overlapped.InternalHigh = 0;
    if (overlapped.hEvent != nullptr) ResetEvent(overlapped.hEvent);
}

/// What GetOverlappedResult() reads: the size before the status, as another thread may look on.
void end(OVERLAPPED& overlapped, NTSTATUS status, std::size_t size) {
    overlapped.InternalHigh = size;
    std::atomic_thread_fence(std::memory_order_release);
    overlapped.Internal = static_cast<ULONG_PTR>(static_cast<ULONG>(status));
    if (overlapped.hEvent != nullptr) SetEvent(overlapped.hEvent);
}

}  // namespace

DWORD device_file::read(void* buffer, DWORD size, OVERLAPPED& overlapped) {
    if (!may_transfer_) return ERROR_ACCESS_DENIED;
    if (is_gone_) return ERROR_DEVICE_NOT_CONNECTED;
    if (size < what_.longest(report_kind::input)) return ERROR_INVALID_USER_BUFFER;
    begin(overlapped);
    if (reports_.empty()) {
        read_ = {&overlapped, buffer};
        return ERROR_IO_PENDING;
    }
    std::memcpy(buffer, reports_.front().data(), reports_.front().size());
    end(overlapped, status_success, reports_.front().size());
    reports_.pop_front();
    return ERROR_SUCCESS;
}

// The file's own collection only: a report of another one is not known here (hidapi 134, 300).
DWORD device_file::begin_write(protocol::bytes_view report, OVERLAPPED& overlapped) {
    if (!may_transfer_) return ERROR_ACCESS_DENIED;
    if (is_gone_) return ERROR_DEVICE_NOT_CONNECTED;
    if (report.size() != what_.longest(report_kind::output)) return ERROR_INVALID_PARAMETER;
    if (what_.size_of(report_kind::output, report[0]) == 0) return ERROR_INVALID_PARAMETER;
    begin(overlapped);
    writes_.push_back(&overlapped);
    return ERROR_IO_PENDING;
}

bool device_file::is_writing(const OVERLAPPED& overlapped) const {
    return std::find(writes_.begin(), writes_.end(), &overlapped) != writes_.end();
}

void device_file::end_write(OVERLAPPED& overlapped, NTSTATUS status, std::size_t size) {
    if (std::erase(writes_, &overlapped) > 0) end(overlapped, status, size);
}

// A read always gets the length of the longest report; what is behind a shorter one is zero.
void device_file::on_input(protocol::bytes_view report) {
    if (is_gone_ || what_.size_of(report_kind::input, report[0]) == 0) return;
    protocol::byte_vector whole(report.begin(), report.end());
    whole.resize(what_.longest(report_kind::input));
    if (read_) {
        const auto waiting = *std::exchange(read_, std::nullopt);
        std::memcpy(waiting.buffer, whole.data(), whole.size());
        return end(*waiting.overlapped, status_success, whole.size());
    }
    if (reports_.size() == most_reports_) reports_.pop_front();
    reports_.push_back(std::move(whole));
}

void device_file::on_gone() {
    is_gone_ = true;
    end_all(status_not_connected);
}

void device_file::cancel() {
    end_all(status_cancelled);
}

void device_file::end_all(NTSTATUS status) {
    if (const auto waiting = std::exchange(read_, std::nullopt))
        end(*waiting->overlapped, status, 0);
    for (auto* const each : std::exchange(writes_, {})) end(*each, status, 0);
}

}  // namespace offhook::wine_hid
