#ifdef _WIN32

#include <windows.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <system_error>

#include "tools/tapi/conform/child_process.hpp"

namespace offhook::tapi::conform {
namespace {

[[noreturn]] void fail(const std::string& what) {
    throw std::system_error(static_cast<int>(GetLastError()), std::system_category(), what);
}

/// A handle that closes itself.
class owned_handle {
public:
    owned_handle() = default;
    ~owned_handle() { close(); }
    owned_handle(const owned_handle&) = delete;
    owned_handle& operator=(const owned_handle&) = delete;

    [[nodiscard]] HANDLE get() const { return handle_; }
    [[nodiscard]] HANDLE* put() { return &handle_; }
    void close() {
        if (handle_ != nullptr) CloseHandle(handle_);
        handle_ = nullptr;
    }

private:
    HANDLE handle_ = nullptr;
};

/// A pipe from a child. Its end is not waited for: a process that the child has started may have
/// inherited it, and stay.
class pipe_from_child {
public:
    explicit pipe_from_child(std::string& text) : text_(text) {
        SECURITY_ATTRIBUTES inherited{sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
        if (CreatePipe(reading_.put(), writing_.put(), &inherited, 0) == 0) fail("CreatePipe");
        SetHandleInformation(reading_.get(), HANDLE_FLAG_INHERIT, 0);
    }

    [[nodiscard]] HANDLE writing() const { return writing_.get(); }

    /// Takes what is there, without waiting.
    void drain() {
        std::array<char, 4096> block{};
        DWORD count = 0;
        while (PeekNamedPipe(reading_.get(), nullptr, 0, nullptr, &count, nullptr) != 0 &&
               count > 0 &&
               ReadFile(reading_.get(), block.data(), block.size(), &count, nullptr) != 0) {
            text_.append(block.data(), count);
        }
    }

private:
    std::string& text_;
    owned_handle reading_;
    owned_handle writing_;
};

std::wstring wide(const std::string& utf8) {
    const int size = static_cast<int>(utf8.size());
    std::wstring out(
        static_cast<std::size_t>(MultiByteToWideChar(CP_UTF8, 0, utf8.data(), size, nullptr, 0)),
        L'\0');
    MultiByteToWideChar(CP_UTF8, 0, utf8.data(), size, out.data(), static_cast<int>(out.size()));
    return out;
}

/// One argument as CommandLineToArgvW takes it apart again.
std::wstring quoted(const std::wstring& word) {
    std::wstring out = L"\"";
    std::size_t backslashes = 0;
    for (const wchar_t c : word) {
        if (c == L'"') out.append(backslashes + 1, L'\\');
        backslashes = c == L'\\' ? backslashes + 1 : 0;
        out += c;
    }
    return out.append(backslashes, L'\\') + L'"';
}

std::wstring command_line(const std::vector<std::string>& words) {
    std::wstring line;
    for (const std::string& each : words) line += (line.empty() ? L"" : L" ") + quoted(wide(each));
    return line;
}

/// The exit codes of processes that an exception ended: NTSTATUS errors, and abort()'s.
bool is_crash(DWORD code) {
    return code >= 0xC0000000U || code == 3;
}

std::string hexadecimal(DWORD code) {
    std::array<char, 16> text{};
    wsprintfA(text.data(), "0x%08X", static_cast<unsigned>(code));
    return text.data();
}

/// Waits for a process, and lets its pipes be drained: they hold a few kilobytes.
template <class Drain>
bool ends_within(std::chrono::milliseconds limit, HANDLE process, const Drain& drain) {
    constexpr DWORD look_up_ms = 5;
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (WaitForSingleObject(process, look_up_ms) != WAIT_OBJECT_0) {
        drain();
        if (std::chrono::steady_clock::now() > deadline) return false;
    }
    drain();
    return true;
}

}  // namespace

std::string own_program() {
    std::wstring path(32768, L'\0');
    path.resize(GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size())));
    const auto utf8 = std::filesystem::path(path).u8string();
    return {utf8.begin(), utf8.end()};
}

child_end run_child(const std::vector<std::string>& words, std::chrono::milliseconds limit) {
    child_end end;
    pipe_from_child out(end.out);
    pipe_from_child err(end.err);
    STARTUPINFOW start{};
    start.cb = sizeof start;
    start.dwFlags = STARTF_USESTDHANDLES;
    start.hStdOutput = out.writing();
    start.hStdError = err.writing();
    PROCESS_INFORMATION child{};
    std::wstring line = command_line(words);
    if (CreateProcessW(wide(words.front()).c_str(),
                       line.data(),
                       nullptr,
                       nullptr,
                       TRUE,
                       CREATE_NO_WINDOW,
                       nullptr,
                       nullptr,
                       &start,
                       &child) == 0) {
        fail("cannot start '" + words.front() + "'");
    }
    owned_handle process;
    owned_handle thread;
    *process.put() = child.hProcess;
    *thread.put() = child.hThread;
    const bool in_time = ends_within(limit, process.get(), [&] {
        out.drain();
        err.drain();
    });
    if (!in_time) TerminateProcess(process.get(), 1);
    DWORD code = 0;
    GetExitCodeProcess(process.get(), &code);
    if (!in_time) {
        end.what = child_end::how::timed_out;
    } else if (is_crash(code)) {
        end.what = child_end::how::crashed;
        end.crash = "exception " + hexadecimal(code);
    } else {
        end.code = static_cast<int>(code);
    }
    return end;
}

}  // namespace offhook::tapi::conform

#endif
