// The search for the best point of a box under constraints.
#include "host/search/search.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>
#include <exception>
#include <nlopt.hpp>
#include <numeric>
#include <optional>
#include <utility>

namespace twinarm::search {
namespace {

constexpr double grain = 1e-4;            ///< coordinates are whole multiples of it
constexpr std::size_t followed = 3;       ///< combinations that have a local search of their own
constexpr double most_points_shrink = 3;  ///< a later local search begins with a step so many times smaller

std::vector<std::size_t> members_of(const Space& space, std::size_t combination) {
    std::vector<std::size_t> members;
    for (const std::size_t size : space.lists) {
        members.push_back(combination % size);
        combination /= size;
    }
    return members;
}

std::vector<double> rounded(std::vector<double> x) {
    for (double& one : x) one = std::round(std::clamp(one, 0.0, 1.0) / grain) * grain;
    return x;
}

/// All that was judged: a point that is asked for again costs nothing.
class Memory {
  public:
    Memory(const Judge& judge, std::size_t evaluations) : judge_(judge), left_(evaluations) {}

    bool is_spent() const { return left_ == 0; }
    std::size_t left() const { return left_; }
    const std::vector<Judged>& judged() const { return judged_; }

    /// None where the point is new and no evaluation is left.
    std::optional<Worth> worth(Candidate point) {
        point.range = rounded(std::move(point.range));
        for (const Judged& known : judged_)
            if (known.point == point) return known.worth;
        if (left_ == 0) return std::nullopt;
        --left_;
        judged_.push_back({point, judge_(point)});
        return judged_.back().worth;
    }

  private:
    const Judge& judge_;
    std::size_t left_;
    std::vector<Judged> judged_;
};

/// `each` points in every combination, as far as there are evaluations.
void fill_space(const Space& space, std::size_t each, Memory& memory) {
    if (space.ranges == 0) {
        for (std::size_t c = 0; c < space.combinations(); ++c) memory.worth({{}, members_of(space, c)});
        return;
    }
    boost::random::sobol sequence(space.ranges);
    boost::random::uniform_01<double> uniform;
    // A block of the sequence for each combination: neighbours in it fill the box.
    for (std::size_t c = 0; c < space.combinations(); ++c)
        for (std::size_t i = 0; i < each; ++i) {
            std::vector<double> x;
            for (std::size_t r = 0; r < space.ranges; ++r) x.push_back(uniform(sequence));
            memory.worth({x, members_of(space, c)});
        }
}

/// A local search with the list members held.
class Local {
  public:
    Local(Memory& memory, std::vector<std::size_t> members, std::size_t ranges)
        : memory_(memory), members_(std::move(members)), optimiser_(nlopt::LN_COBYLA, unsigned(ranges)) {}

    void run(std::vector<double> from, std::size_t constraints, std::size_t evaluations, double first_step,
             double last_step) {
        until_ = memory_.left() - std::min(memory_.left(), evaluations);
        optimiser_.set_lower_bounds(0.0);
        optimiser_.set_upper_bounds(1.0);
        optimiser_.set_max_objective(&objective, this);
        std::vector<std::pair<Local*, std::size_t>> numbers;
        for (std::size_t c = 0; c < constraints; ++c) numbers.push_back({this, c});
        for (auto& number : numbers) optimiser_.add_inequality_constraint(&violation, &number, 0);
        optimiser_.set_initial_step(first_step);
        optimiser_.set_xtol_abs(last_step);
        optimiser_.set_maxeval(int(20 * evaluations));  // of those that cost nothing, too
        double value = 0;
        try {
            optimiser_.optimize(from, value);
        } catch (const std::exception&) {  // forced to stop, or no progress beyond rounding
        }
        if (error_) std::rethrow_exception(error_);
    }

  private:
    Worth at(const std::vector<double>& x) {
        std::optional<Worth> found;
        try {
            if (!error_ && (memory_.left() > until_ || !last_)) found = memory_.worth({x, members_});
        } catch (...) {
            error_ = std::current_exception();
        }
        if (found) return *(last_ = found);
        optimiser_.force_stop();
        return last_.value_or(Worth{0, std::vector<double>(64, 0)});
    }
    static double objective(const std::vector<double>& x, std::vector<double>&, void* self) {
        return static_cast<Local*>(self)->at(x).objective;
    }
    static double violation(const std::vector<double>& x, std::vector<double>&, void* number) {
        const auto& [self, constraint] = *static_cast<std::pair<Local*, std::size_t>*>(number);
        return self->at(x).violations[constraint];
    }

    Memory& memory_;
    std::vector<std::size_t> members_;
    nlopt::opt optimiser_;
    std::size_t until_ = 0;  ///< evaluations that are left to others
    std::optional<Worth> last_;
    std::exception_ptr error_;
};

/// The best point of each combination, the best first.
std::vector<std::size_t> best_of_combinations(const std::vector<Judged>& judged) {
    std::vector<std::size_t> order(judged.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return better(judged[a].worth, judged[b].worth); });
    std::vector<std::size_t> best;
    for (const std::size_t i : order)
        if (std::none_of(best.begin(), best.end(),
                         [&](std::size_t known) { return judged[known].point.list == judged[i].point.list; }))
            best.push_back(i);
    return best;
}

}  // namespace

std::size_t Space::combinations() const {
    std::size_t all = 1;
    for (const std::size_t size : lists) all *= size;
    return all;
}

double Worth::violation() const {
    double sum = 0;
    for (const double one : violations) sum += std::max(0.0, one);
    return sum;
}

bool better(const Worth& a, const Worth& b) {
    const double of_a = a.violation(), of_b = b.violation();
    return of_a != of_b ? of_a < of_b : a.objective > b.objective;
}

std::size_t best_of(const std::vector<Judged>& judged) {
    const auto best = std::min_element(judged.begin(), judged.end(), [](const Judged& a, const Judged& b) {
        return better(a.worth, b.worth);
    });
    return best == judged.end() ? 0 : std::size_t(best - judged.begin());
}

std::vector<Judged> find_best(const Space& space, const Settings& settings, const Judge& judge) {
    Memory memory(judge, settings.evaluations);
    const auto start = std::size_t(settings.start_share * double(settings.evaluations));
    fill_space(space, std::max<std::size_t>(1, start / space.combinations()), memory);
    if (space.ranges == 0) return memory.judged();
    const auto follow = [&](std::size_t place, std::size_t evaluations, double step) {
        const Judged from = memory.judged()[place];
        Local(memory, from.point.list, space.ranges)
            .run(from.point.range, from.worth.violations.size(), evaluations, step, settings.last_step);
    };
    std::vector<std::size_t> leaders = best_of_combinations(memory.judged());
    leaders.resize(std::min(leaders.size(), followed));
    // Half of what is left to the first, the rest to the others.
    for (const std::size_t place : leaders)
        follow(place, std::max<std::size_t>(1, memory.left() / 2), settings.first_step);
    for (double step = settings.first_step / most_points_shrink;
         !memory.is_spent() && step > settings.last_step; step /= most_points_shrink)
        follow(best_of(memory.judged()), memory.left(), step);
    return memory.judged();
}

std::vector<std::size_t> pareto_front(const std::vector<double>& gain, const std::vector<double>& cost) {
    std::vector<std::size_t> order(gain.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return cost[a] != cost[b] ? cost[a] < cost[b] : gain[a] > gain[b];
    });
    std::vector<std::size_t> front;
    for (const std::size_t i : order)
        if (std::isfinite(gain[i]) && std::isfinite(cost[i]) &&
            (front.empty() || gain[i] > gain[front.back()]))
            front.push_back(i);
    return front;
}

}  // namespace twinarm::search
