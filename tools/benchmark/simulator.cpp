#include "tools/benchmark/simulator.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace offhook::bench {
namespace {

std::string make_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "offhook-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder: " + name);
    return name;
}

}  // namespace

simulator::simulator(const std::string& program, socket_kind kind)
    : folder_(make_folder()),
      process_(
          program,
          {"--listen", kind == socket_kind::tcp ? "127.0.0.1:0" : "unix:" + folder_ + "/hid"}) {}

simulator::~simulator() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

}  // namespace offhook::bench
