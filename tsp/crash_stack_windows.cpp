#include "tsp/crash_stack.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

// The linker's name for the beginning of the module that it links (ld and MSVC alike).
extern "C" IMAGE_DOS_HEADER __ImageBase;  // NOLINT(bugprone-reserved-identifier)

namespace offhook::tsp {
namespace {

/// A function without unwind data has no frame of its own, and a call of nothing has none either:
/// the return address is on top.
void leave_leaf(CONTEXT& context) noexcept {
    context.Rip = *reinterpret_cast<const DWORD64*>(context.Rsp);
    context.Rsp += sizeof(DWORD64);
}

void leave_function(CONTEXT& context) noexcept {
    DWORD64 base = 0;
    auto* const known = RtlLookupFunctionEntry(context.Rip, &base, nullptr);
    if (known == nullptr) return leave_leaf(context);
    void* handler_data = nullptr;
    DWORD64 frame = 0;
    RtlVirtualUnwind(
        UNW_FLAG_NHANDLER, base, context.Rip, known, &context, &handler_data, &frame, nullptr);
}

/// A stack that is damaged is not read outside of what the thread has.
bool is_on_stack(const CONTEXT& context) noexcept {
    const auto* const thread = reinterpret_cast<const NT_TIB*>(NtCurrentTeb());
    const auto top = reinterpret_cast<std::uintptr_t>(thread->StackBase);
    const auto limit = reinterpret_cast<std::uintptr_t>(thread->StackLimit);
    return context.Rsp >= limit && context.Rsp + sizeof(DWORD64) <= top &&
           context.Rsp % sizeof(DWORD64) == 0;
}

}  // namespace

crash_stack walk(CONTEXT context) noexcept {
    crash_stack stack;
    do {
        stack.frames[stack.depth++] = context.Rip;
        if (!is_on_stack(context)) break;
        const auto before = context.Rsp;
        leave_function(context);
        if (context.Rsp <= before) break;
    } while (stack.depth < stack.frames.size() && context.Rip != 0);
    return stack;
}

HMODULE module_of(std::uintptr_t address) noexcept {
    constexpr DWORD flags =
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
    HMODULE module = nullptr;
    if (address == 0) return nullptr;  // the system would take that for the program
    GetModuleHandleExA(flags, reinterpret_cast<const char*>(address), &module);
    return module;
}

module_place place_of(std::uintptr_t address) noexcept {
    module_place place{{"?"}, address};
    const HMODULE module = module_of(address);
    if (module == nullptr) return place;
    place.offset = address - reinterpret_cast<std::uintptr_t>(module);
    char path[MAX_PATH] = "";
    const DWORD length = GetModuleFileNameA(module, path, MAX_PATH);
    const std::string_view whole(path, std::min<DWORD>(length, MAX_PATH - 1));
    const auto name = whole.substr(whole.find_last_of('\\') + 1).substr(0, place.name.size() - 1);
    place.name = {};
    std::copy(name.begin(), name.end(), place.name.begin());
    return place;
}

bool is_ours(std::uintptr_t address) noexcept {
    const auto base = reinterpret_cast<std::uintptr_t>(&__ImageBase);
    const auto* const header =
        reinterpret_cast<const IMAGE_NT_HEADERS*>(base + static_cast<DWORD>(__ImageBase.e_lfanew));
    return address >= base && address < base + header->OptionalHeader.SizeOfImage;
}

}  // namespace offhook::tsp
