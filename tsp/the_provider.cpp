#include "tsp/provider.hpp"

namespace offhook::tsp {

provider& the_provider() {
    static provider instance;
    return instance;
}

}  // namespace offhook::tsp
