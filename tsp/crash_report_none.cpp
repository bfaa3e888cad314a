#include "tsp/crash_report.hpp"

namespace offhook::tsp {

crash_report::crash_report() = default;
crash_report::~crash_report() = default;
void crash_report::write_to(const std::string& /*file*/) {}

}  // namespace offhook::tsp
