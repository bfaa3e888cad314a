#pragma once

#include "tools/tapi/module.hpp"
#include "tsp/tspi.hpp"
#include "tsp/ui/dialog_message.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace offhook::tests {

/// offhook.tsp in this process, by its names.
class tsp_in_here {
public:
    tsp_in_here();

    template <class Function>
    [[nodiscard]] Function* find(const char* name) const {
        return reinterpret_cast<Function*>(module_.symbol(name));
    }

    /// What a telephony service does before applications use phones, with first device ID 3; and
    /// after.
    void begin();
    void end();

private:
    tapi::loaded_module module_;
    bool running_ = false;
};

#define OFFHOOK_OF(from, name) ((from).find<decltype(name)>(#name))

inline constexpr DWORD provider_id = 17;
inline constexpr DWORD first_device = 3;

/// Where the questions of a dialog go: object, type, block; the block comes back changed.
using carrier = std::function<LONG(DWORD_PTR, DWORD, std::vector<std::uint8_t>&)>;

/// Decides it for what callback() carries from now on. Each block is copied on its way there and
/// back, as between processes.
void carry_with(carrier way);
[[nodiscard]] TUISPIDLLCALLBACK callback();

/// A provider in a process of its own: this program again, with "--serve".
class other_process {
public:
    other_process();
    ~other_process();
    other_process(const other_process&) = delete;
    other_process& operator=(const other_process&) = delete;

    [[nodiscard]] LONG carry(DWORD_PTR object, DWORD type, std::vector<std::uint8_t>& block);
    [[nodiscard]] DWORD id() const { return id_; }

private:
    HANDLE process_ = nullptr;
    HANDLE to_ = nullptr;
    HANDLE from_ = nullptr;
    DWORD id_ = 0;
};

/// That process: answers until its standard input ends.
int serve();

}  // namespace offhook::tests
