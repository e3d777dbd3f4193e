// How far a run is.
#include "host/store/run_status.hpp"

#include <limits>

namespace twinarm::store {

std::string name_of(PartState state) {
    constexpr const char* names[] = {"missing", "waiting", "running", "stopped", "complete"};
    return names[int(state)];
}

double RunStatus::patients_per_second() const {
    double rate = 0;
    for (const PartStatus& part : parts)
        if (part.state == PartState::running && part.seconds > 0)
            rate += double(part.patients_done) / part.seconds;
    return rate;
}

double RunStatus::seconds_left() const {
    if (patients_done == patients) return 0;
    const double rate = patients_per_second();
    return rate > 0 ? double(patients - patients_done) / rate : std::numeric_limits<double>::infinity();
}

}  // namespace twinarm::store
