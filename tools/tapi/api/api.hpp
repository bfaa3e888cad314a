#pragma once

// TAPI's names for the library's own sources: Windows' tapi.h, or tsp/tspi.hpp and what
// applications have beyond it.

#include "tsp/tspi.hpp"

#ifdef _WIN32
// A function is defined under the name it is written with.
#undef lineAddProvider
#undef lineGetDevCaps
#undef lineGetProviderList
#undef lineInitializeEx
#undef lineOpen
#undef phoneConfigDialog
#undef phoneGetButtonInfo
#undef phoneGetDevCaps
#undef phoneGetID
#undef phoneGetIcon
#undef phoneGetStatus
#undef phoneInitializeEx
#undef phoneSetButtonInfo
#else
#include "tools/tapi/api/tapi_application.h"
// It needs the types above it.
#include "tools/tapi/api/tapi_functions.h"
#endif
