#include "tsp/tspi.hpp"

// A module that is a library all right and no provider: it exports one of the four names that TAPI
// cannot do without.
LONG TSPI_providerShutdown(DWORD, DWORD) {
    return 0;
}
