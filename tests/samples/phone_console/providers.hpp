#pragma once

#include <string>

#include <windows.h>

// The list of service providers and lines. Everything that fails throws std::runtime_error.

namespace sample {

/// One line for each provider: its permanent ID and file (lineGetProviderList).
void list_providers();
/// Prints the ID that lineAddProvider gave.
void add_provider(const std::string& file);
void remove_provider(DWORD permanent_id);
void config_provider(DWORD permanent_id);
/// Prints how many lines lineInitializeEx finds.
void count_lines();

}  // namespace sample
