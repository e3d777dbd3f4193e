// The search for the best point of a box under constraints: a space-filling start, then NLopt.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace twinarm::search {

/// Values that are searched: ranges, each as [0, 1] on its own scale, and lists, each as an index.
struct Space {
    std::size_t ranges = 0;
    std::vector<std::size_t> lists;  ///< members of each, at least one

    /// Combinations of members, 1 without lists.
    std::size_t combinations() const;
};

struct Candidate {
    std::vector<double> range;      ///< in [0, 1]
    std::vector<std::size_t> list;  ///< indices

    bool operator==(const Candidate&) const = default;
};

/// What a point is worth.
struct Worth {
    double objective = 0;  ///< the more the better; finite
    std::vector<double>
        violations;  ///< of each constraint: by how much it is broken; at most 0 where it holds

    /// The sum of what is broken; 0: all constraints hold.
    double violation() const;
};

/// Whether `a` is the better one: a point that holds the constraints before one that does not; of those that
/// hold them the one with the higher objective, of the others the one that breaks them less.
bool better(const Worth& a, const Worth& b);

/// Judges a point; the same point is asked for once. What it throws ends the search.
using Judge = std::function<Worth(const Candidate&)>;

struct Settings {
    std::size_t evaluations = 60;  ///< calls of the judge; at least twice space.combinations()
    double start_share = 0.4;      ///< of them, for the space-filling start
    double first_step = 0.15;      ///< of the local search, of a range
    double last_step = 0.005;      ///< where a local search ends
};

/// Points as they were judged. Every combination of list members begins with as many points of a Sobol
/// sequence in its ranges; from the best point of the best three combinations NLopt's COBYLA goes on with the
/// members held, and from the best of all with smaller steps while evaluations are left. Without ranges every
/// combination is judged once.
/// Coordinates are rounded to 1e-4 of their range. Deterministic.
/// Sources: Sobol 1967; Powell 1994, COBYLA; Johnson, The NLopt nonlinear-optimization package.
struct Judged {
    Candidate point;
    Worth worth;
};
std::vector<Judged> find_best(const Space& space, const Settings& settings, const Judge& judge);

/// Place of the best one; 0 where there is none.
std::size_t best_of(const std::vector<Judged>& judged);

/// Places of those that no other one beats in both: a higher `gain` at no higher `cost`, or a lower cost at
/// no lower gain. By rising cost; of equal ones the first.
std::vector<std::size_t> pareto_front(const std::vector<double>& gain, const std::vector<double>& cost);

}  // namespace twinarm::search
