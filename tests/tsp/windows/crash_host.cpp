// A host that loads a module which crashes: crash_host MODULE LOG WAY. It ends with 42 where the
// exception came as far as the host, as it has to; with 0 where there was none.

#include <windows.h>

#include <cstdio>
#include <string_view>

namespace {

constexpr UINT reached_the_host = 42;

LONG WINAPI last_resort(EXCEPTION_POINTERS*) {
    ExitProcess(reached_the_host);
}

LONG CALLBACK skip_the_write(EXCEPTION_POINTERS* pointers) {
    // A host that puts up with anything: on after the instruction that failed (mov dword [r], r).
    pointers->ContextRecord->Rip += 2;
    return EXCEPTION_CONTINUE_EXECUTION;
}

template <class Function>
Function find(HMODULE module, const char* name) {
    return reinterpret_cast<Function>(reinterpret_cast<void*>(GetProcAddress(module, name)));
}

void crash_here() {
    volatile int* volatile nowhere = nullptr;
    *nowhere = 1;
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) return 2;
    const std::string_view way = words[3];
    const HMODULE module = LoadLibraryA(words[1]);
    if (module == nullptr) return 3;
    SetUnhandledExceptionFilter(last_resort);
    find<void (*)(const char*)>(module, "begin")(words[2]);
    if (way == "ten") AddVectoredExceptionHandler(0, skip_the_write);
    if (way == "host") crash_here();
    if (way == "unloaded") {
        find<void (*)()>(module, "end")();
        FreeLibrary(module);
        crash_here();
    }
    find<void (*)(const char*)>(module, "crash")(way.data());
    return 0;
}
