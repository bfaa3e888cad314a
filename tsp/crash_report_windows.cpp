#include "tsp/crash_report.hpp"

#include "tsp/crash_stack.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <exception>
#include <string_view>

namespace offhook::tsp {
namespace {

/// The log is bounded, and so is what a host that survives crash after crash can add to it.
constexpr int most_reports = 8;

using path = std::array<char, 1024>;

/// All that a crash needs, without a lock: the handlers get no parameter of ours. It has nothing to
/// destroy, for a process may crash while it ends.
struct state {
    std::array<path, 2> paths{};  ///< the one that counts, and the one to be written next
    std::atomic<const path*> file{nullptr};
    std::atomic<int> reports{0};
    std::atomic<bool> is_reporting{false};
    void* handler = nullptr;
    std::terminate_handler former = nullptr;
};

state here;

/// A text of bounded size; what does not fit is cut.
class text {
public:
    template <class... Values>
    void add(fmt::format_string<Values...> format, Values&&... values) {
        const auto end = fmt::vformat_to_n(
            bytes_ + size_, sizeof bytes_ - size_, format, fmt::make_format_args(values...));
        size_ = static_cast<std::size_t>(end.out - bytes_);
    }
    [[nodiscard]] std::string_view view() const { return {bytes_, size_}; }

private:
    char bytes_[6144];
    std::size_t size_ = 0;
};

void write(std::string_view bytes, HANDLE to) noexcept {
    DWORD written = 0;
    WriteFile(to, bytes.data(), static_cast<DWORD>(bytes.size()), &written, nullptr);
}

/// The log has the file open meanwhile; what is appended does not disturb it.
void write(std::string_view bytes) noexcept {
    const auto* const file = here.file.load();
    if (file == nullptr || file->front() == 0) return write(bytes, GetStdHandle(STD_ERROR_HANDLE));
    constexpr DWORD share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    const HANDLE handle = CreateFileA(file->data(),
                                      FILE_APPEND_DATA,
                                      share,
                                      nullptr,
                                      OPEN_ALWAYS,
                                      FILE_ATTRIBUTE_NORMAL,
                                      nullptr);
    if (handle == INVALID_HANDLE_VALUE) return;
    write(bytes, handle);
    FlushFileBuffers(handle);
    CloseHandle(handle);
}

void add_head(text& into, std::string_view what) {
    SYSTEMTIME now;
    GetLocalTime(&now);
    into.add("{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:03} critical {} {}: {}\n",
             now.wYear,
             now.wMonth,
             now.wDay,
             now.wHour,
             now.wMinute,
             now.wSecond,
             now.wMilliseconds,
             place_of(reinterpret_cast<std::uintptr_t>(&add_head)).name.data(),
             OFFHOOK_VERSION,
             what);
}

void report(std::string_view what, const crash_stack& stack) {
    if (here.reports.fetch_add(1) >= most_reports) return;
    text lines;
    add_head(lines, what);
    for (std::size_t i = 0; i < stack.depth; ++i) {
        const auto place = place_of(stack.frames[i]);
        lines.add("    #{} {}+{:#x}\n", i, place.name.data(), place.offset);
    }
    write(lines.view());
}

/// Hardware exceptions that nobody raises on purpose. Not the overflow of the stack: there is no
/// room left to tell it in.
const char* name_of(DWORD code) noexcept {
    switch (code) {
        case EXCEPTION_ACCESS_VIOLATION: return "access violation";
        case EXCEPTION_IN_PAGE_ERROR: return "a page that could not be read";
        case EXCEPTION_ILLEGAL_INSTRUCTION: return "illegal instruction";
        case EXCEPTION_PRIV_INSTRUCTION: return "privileged instruction";
        case EXCEPTION_INT_DIVIDE_BY_ZERO: return "division by zero";
        case EXCEPTION_DATATYPE_MISALIGNMENT: return "misaligned data";
        case EXCEPTION_ARRAY_BOUNDS_EXCEEDED: return "array bounds exceeded";
        default: return nullptr;
    }
}

/// In our module, or in one that it called: a bad address that is given to the C runtime is ours.
bool is_of_us(const crash_stack& stack) noexcept {
    const auto innermost = module_of(stack.frames[0]);
    for (std::size_t i = 0; i < stack.depth; ++i) {
        if (is_ours(stack.frames[i])) return true;
        if (module_of(stack.frames[i]) != innermost) return false;
    }
    return false;
}

void report_exception(const EXCEPTION_POINTERS& pointers, const char* name) {
    const auto stack = walk(*pointers.ContextRecord);
    if (!is_of_us(stack)) return;
    const auto& record = *pointers.ExceptionRecord;
    text what;
    what.add("{} ({:#x})", name, static_cast<std::uint32_t>(record.ExceptionCode));
    if (record.NumberParameters >= 2) {
        const auto access = record.ExceptionInformation[0];
        const char* const doing = access == 1 ? "writing" : access == 8 ? "executing" : "reading";
        what.add(" {} {:#x}", doing, record.ExceptionInformation[1]);
    }
    report(what.view(), stack);
}

/// Sees every exception of the process first, and lets every one go on.
LONG CALLBACK on_exception(EXCEPTION_POINTERS* pointers) {
    const auto* const name = name_of(pointers->ExceptionRecord->ExceptionCode);
    // A crash in here is not reported again.
    if (name != nullptr && !here.is_reporting.exchange(true)) {
        report_exception(*pointers, name);
        here.is_reporting = false;
    }
    return EXCEPTION_CONTINUE_SEARCH;
}

/// As the system does it for a process that is beyond help: a dump for Windows Error Reporting, no
/// handler, no message box.
[[noreturn]] void end_process(std::string_view what) noexcept {
    CONTEXT context{};
    RtlCaptureContext(&context);
    report(what, walk(context));
    RaiseFailFastException(nullptr, &context, 0);
    TerminateProcess(GetCurrentProcess(), static_cast<UINT>(STATUS_FATAL_APP_EXIT));
    std::_Exit(3);
}

[[noreturn]] void on_terminate() noexcept {
    text what;
    what.add("std::terminate");
    try {
        if (std::current_exception()) throw;
    } catch (const std::exception& error) {
        what.add(" for an exception that nobody caught: {}", error.what());
    } catch (...) {
        what.add(" for an exception that nobody caught, of an unknown kind");
    }
    end_process(what.view());
}

}  // namespace

// The C++ runtime is linked into the module, so its handler is the module's own and the host's
// stays as it was. (With MSVC it would be the calling thread's.)
crash_report::crash_report() {
    here.handler = AddVectoredExceptionHandler(0, on_exception);
#ifdef __GLIBCXX__
    here.former = std::set_terminate(on_terminate);
#endif
}

crash_report::~crash_report() {
    if (here.handler != nullptr) RemoveVectoredExceptionHandler(here.handler);
#ifdef __GLIBCXX__
    std::set_terminate(here.former);
#endif
    here.file = nullptr;
}

void crash_report::write_to(const std::string& file) {
    auto& next = here.file == &here.paths[0] ? here.paths[1] : here.paths[0];
    if (file.size() >= next.size()) return;
    next = {};
    std::copy(file.begin(), file.end(), next.begin());
    here.file = &next;
}

}  // namespace offhook::tsp

#ifdef __MINGW32__
// The linker gives the module this one for abort() (-Wl,--wrap=abort): the C runtime's would open a
// message box, and end the process without a word in the log.
extern "C" [[noreturn]] void __wrap_abort();  // NOLINT(bugprone-reserved-identifier)
extern "C" void __wrap_abort() {              // NOLINT(bugprone-reserved-identifier)
    offhook::tsp::end_process("abort()");
}
#endif
