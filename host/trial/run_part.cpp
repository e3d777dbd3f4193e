// Everything that is counted of a part of a run.
#include "host/trial/run_part.hpp"

#include <iterator>
#include <utility>

namespace twinarm::trial {

void PopulationPart::add(const PopulationPart& next) {
    tally.add(next.tally);
    pool.append(next.pool);
    end = next.end;
}

void RunPart::add(RunPart next) {
    counted.add(next.counted);
    end = next.end;
    auto others = next.populations.begin();
    if (!populations.empty() && others != next.populations.end() && populations.back().index == others->index)
        populations.back().add(*others++);
    populations.insert(populations.end(), std::move_iterator(others),
                       std::move_iterator(next.populations.end()));
}

}  // namespace twinarm::trial
