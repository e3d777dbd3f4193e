// Integration of one leg: tolerance, leg ends, failures, and lanes that do not disturb each other.
#include "kernels/ode/integrate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

namespace twinarm {
namespace {

template <class V>
Progress<V, 2> leg_of(V length, V first_step) {
    Progress<V, 2> at{};
    at.state = {{V(1.5), V(0.2)}};
    at.elapsed = at.accepted = at.rejected = at.failure = V(0);
    at.length = length;
    at.step = first_step;
    return at;
}

/// A damped oscillator with its own frequency in each lane.
template <class V>
struct Oscillator {
    V frequency;
    Vector<V, 2> operator()(V, const Vector<V, 2>& y) const {
        return {{y[1], V(0) - frequency * frequency * y[0] - V(0.1) * y[1]}};
    }
};

struct Tolerance {
    double relative;
    template <class V>
    V operator()(int, V magnitude) const {
        return V(1e-9) + V(relative) * magnitude;
    }
};

template <class V, class Slopes>
void run_to_end(Progress<V, 2>& at, const Slopes& slopes, double relative, const SolverSettings& settings) {
    at.slope = slopes(at.elapsed, at.state);
    while (any(at.elapsed < at.length) && !any(at.failure > V(0)))
        advance(at, slopes, Tolerance{relative}, settings);
}

TEST(Integrate, EndsExactlyAtTheLegsEnd) {
    for (int i = 1; i <= 300; ++i) {
        Progress<double, 2> at = leg_of(i / 7.0, 0.3);
        run_to_end(at, Oscillator<double>{2}, 1e-6, {});
        ASSERT_EQ(at.elapsed, i / 7.0);
        ASSERT_EQ(at.failure, 0);
    }
}

// y = e^(-t/20) (A cos + B sin) of w^2 = f^2 - 0.0025. Error per unit step: some 100 steps of tolerance 1.
TEST(Integrate, ErrorFollowsTheTolerance) {
    for (const double tolerance : {1e-4, 1e-6, 1e-8}) {
        Progress<double, 2> at = leg_of(10.0, 0.01);
        run_to_end(at, Oscillator<double>{2}, tolerance, {});
        const double w = std::sqrt(4 - 0.0025), B = (0.2 + 0.05 * 1.5) / w;
        const double exact = std::exp(-0.5) * (1.5 * std::cos(10 * w) + B * std::sin(10 * w));
        EXPECT_NEAR(at.state[0], exact, 100 * tolerance);
        EXPECT_LT(at.accepted, 20 * std::pow(tolerance, -0.2) + 20);
    }
}

// As above, from a first step over the whole leg: three times round.
TEST(Integrate, AStepThatIsFarTooLongIsRefusedAndTheToleranceKept) {
    Progress<double, 2> long_step = leg_of(10.0, 10.0), short_step = leg_of(10.0, 0.01);
    run_to_end(long_step, Oscillator<double>{2}, 1e-6, {});
    run_to_end(short_step, Oscillator<double>{2}, 1e-6, {});
    EXPECT_GT(long_step.rejected, 0);
    EXPECT_NEAR(long_step.state[0], short_step.state[0], 2 * 100 * 1e-6);
}

TEST(Integrate, AStepCutShortByTheEndOfALegLeavesTheNextLegItsLength) {
    Progress<double, 2> at = leg_of(10.0, 0.3);
    run_to_end(at, Oscillator<double>{2}, 1e-6, {});
    const double usual = at.step;
    at.elapsed = 0, at.length = 1e-4;
    run_to_end(at, Oscillator<double>{2}, 1e-6, {});
    EXPECT_GE(at.step, usual);
}

TEST(Integrate, AnExtraEdgeChangesTheEndByNoMoreThanTheTolerance) {
    Progress<double, 2> whole = leg_of(10.0, 0.1), parts = leg_of(3.7, 0.1);
    run_to_end(whole, Oscillator<double>{2}, 1e-8, {});
    run_to_end(parts, Oscillator<double>{2}, 1e-8, {});
    parts.elapsed = 0, parts.length = 6.3;
    run_to_end(parts, Oscillator<double>{2}, 1e-8, {});
    EXPECT_NEAR(parts.state[0], whole.state[0], 100 * 1e-8);
    EXPECT_NE(parts.state[0], whole.state[0]);
}

Status status_of(const Progress<double, 2>& at) {
    return Status(int(at.failure));
}

TEST(Integrate, ReportsTooManySteps) {
    SolverSettings settings;
    settings.max_steps = 7;
    Progress<double, 2> at = leg_of(1000.0, 0.1);
    run_to_end(at, Oscillator<double>{2}, 1e-6, settings);
    EXPECT_EQ(status_of(at), Status::too_many_steps);
    EXPECT_EQ(at.accepted + at.rejected, 7);
}

TEST(Integrate, TheLastAllowedStepMayReachTheEnd) {
    Progress<double, 2> free = leg_of(10.0, 0.1);
    run_to_end(free, Oscillator<double>{2}, 1e-6, {});
    SolverSettings settings;
    settings.max_steps = int(free.accepted + free.rejected);
    Progress<double, 2> at = leg_of(10.0, 0.1);
    run_to_end(at, Oscillator<double>{2}, 1e-6, settings);
    EXPECT_EQ(status_of(at), Status::ok);
    settings.max_steps -= 1;
    at = leg_of(10.0, 0.1);
    run_to_end(at, Oscillator<double>{2}, 1e-6, settings);
    EXPECT_EQ(status_of(at), Status::too_many_steps);
}

// y' = sign(1 - t) / sqrt |1 - t|: a singularity that no step can cross.
TEST(Integrate, ReportsAStepUnderflowAtASingularity) {
    Progress<double, 2> at = leg_of(2.0, 0.1);
    const auto slopes = [](double t, const Vector<double, 2>&) {
        return Vector<double, 2>{{1 / (1 - t), 0}};
    };
    run_to_end(at, slopes, 1e-6, {});
    EXPECT_EQ(status_of(at), Status::step_underflow);
    EXPECT_NEAR(at.elapsed, 1, 1e-4);
}

TEST(Integrate, ReportsASlopeThatIsNotANumber) {
    Progress<double, 2> at = leg_of(2.0, 0.1);
    const auto slopes = [](double, const Vector<double, 2>& y) {
        return Vector<double, 2>{{std::sqrt(-1 - y[0] * y[0]), 0}};
    };
    run_to_end(at, slopes, 1e-6, {});
    EXPECT_EQ(status_of(at), Status::not_finite);
    EXPECT_EQ(at.state[0], 1.5);  // the state before the failure stands
}

TEST(Integrate, ReportsAStateThatOverflows) {
    Progress<double, 2> at = leg_of(1e6, 0.1);
    const auto slopes = [](double, const Vector<double, 2>& y) { return Vector<double, 2>{{y[0], 0}}; };
    run_to_end(at, slopes, 1e-3, {});
    EXPECT_EQ(status_of(at), Status::not_finite);
}

/// Each lane has its own problem, its own leg and its own end; what it does is what it would do alone.
template <int N>
void expect_the_same_bits_alone_and_in_company() {
    using V = Pack<double, N>;
    V frequency = V(0), length = V(0), first = V(0);
    for (int i = 0; i < N; ++i) {
        frequency.set(i, i == 1 ? std::nan("") : 0.5 + i);
        length.set(i, 5.0 + 3 * i);
        first.set(i, 0.01 * (i + 1));
    }
    Progress<V, 2> pack = leg_of(length, first);
    const Oscillator<V> together{frequency};
    pack.slope = together(pack.elapsed, pack.state);
    bool done[N] = {};
    for (int finished = 0; finished < N;) {
        advance(pack, together, Tolerance{1e-6}, SolverSettings{});
        for (int i = 0; i < N; ++i) {
            if (done[i] || !(pack.elapsed[i] >= length[i] || pack.failure[i] > 0)) continue;
            done[i] = true;
            ++finished;
            Progress<double, 2> alone = leg_of(length[i], first[i]);
            run_to_end(alone, Oscillator<double>{frequency[i]}, 1e-6, {});
            for (int k = 0; k < 2; ++k) {
                const double a = alone.state[k], b = pack.state[k][i];
                EXPECT_EQ(std::memcmp(&a, &b, sizeof a), 0) << "lane " << i << " of " << N;
            }
            EXPECT_EQ(alone.step, pack.step[i]);
            EXPECT_EQ(alone.accepted, pack.accepted[i]);
            EXPECT_EQ(alone.failure, pack.failure[i]);
            EXPECT_EQ(alone.failure, i == 1 ? double(Status::not_finite) : 0);
        }
    }
}

TEST(Integrate, ALaneDoesTheSameAloneAndInCompanyOfAFailingOne) {
    expect_the_same_bits_alone_and_in_company<2>();
    expect_the_same_bits_alone_and_in_company<4>();
    expect_the_same_bits_alone_and_in_company<8>();
}

}  // namespace
}  // namespace twinarm
