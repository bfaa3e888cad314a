// A module that crashes in every way it is asked for, with the product's crash report in it.

#include "tsp/crash_report.hpp"

#include <windows.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

namespace {

std::unique_ptr<offhook::tsp::crash_report> report;

volatile int* volatile nowhere = nullptr;
void (*volatile no_function)() = nullptr;

void throw_it() {
    throw std::runtime_error("nobody takes this");
}
void (*volatile thrower)() = throw_it;

void throw_where_none_may() noexcept {
    thrower();
}

void copy_from_nowhere() {
    char here[64];
    void* (*volatile copy)(void*, const void*, std::size_t) = std::memcpy;
    copy(here, const_cast<const int*>(nowhere), sizeof here);
}

}  // namespace

extern "C" {
__declspec(dllexport) void begin(const char* log);
__declspec(dllexport) void end();
__declspec(dllexport) void crash(const char* way);
}

void begin(const char* log) {
    report = std::make_unique<offhook::tsp::crash_report>();
    offhook::tsp::crash_report::write_to(log);
}

void end() {
    report.reset();
}

void crash(const char* way) {
    const std::string_view how = way;
    if (how == "write") *nowhere = 1;
    if (how == "call") no_function();
    if (how == "copy") copy_from_nowhere();
    if (how == "thread") std::thread([] { *nowhere = 1; }).join();
    if (how == "throw") throw_where_none_may();
    if (how == "abort") std::abort();
    if (how == "raise") RaiseException(0xE0000001, 0, 0, nullptr);
    if (how == "ten") {
        for (int i = 0; i < 10; ++i) *nowhere = i;
    }
}
