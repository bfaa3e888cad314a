#include "tsp/var_struct.hpp"

namespace offhook::tsp {

var_area::var_area(void* base, DWORD fixed_size)
    : base_(static_cast<unsigned char*>(base)), needed_(fixed_size), used_(fixed_size) {
    std::memcpy(&total_, base, sizeof total_);
}

var_area::place var_area::append(const void* data, std::size_t size) {
    // All that a phone has to tell is far below 4 GiB: at most 255 pairs and 255 x 255 characters.
    const auto length = static_cast<DWORD>(size);
    if (length == 0) return {};
    needed_ += length;
    if (!has_fixed_part() || length > total_ - used_) return {};
    std::memcpy(base_ + used_, data, length);
    const place where{length, used_};
    used_ += length;
    return where;
}

}  // namespace offhook::tsp
