// Draws six standard deviations away: every patient ends with a status, within the solver's steps, and none
// disturbs its neighbours.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <vector>

#include "host/cohort/parameter_range.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/run/patient_row.hpp"
#include "kernels/launch/simulate.hpp"
#include "kernels/random/sample.hpp"

namespace twinarm {
namespace {

/// Lowest and highest value at latent normals of -6 and 6, over the components of a mixture.
std::pair<double, double> extremes(const Marginal& m) {
    double lowest = INFINITY, highest = -INFINITY;
    for (int k = 0; k < m.component_count; ++k) {
        Marginal one = m;
        one.component_count = 1;
        one.component[0] = m.component[k];
        for (const double latent : {-6., 6.}) {
            const double value = sample_marginal(one, latent, 0.5);
            lowest = std::min(lowest, value);
            highest = std::max(highest, value);
        }
    }
    return {lowest, highest};
}

/// Half of the patients have the one value, half the other, by an address of the parameter's own.
Marginal either(std::pair<double, double> values) {
    Marginal m{};
    m.kind = DistributionKind::fixed;
    m.component_count = 2;
    m.copula_row = -1;
    m.component[0] = {0.5, values.first, 0, 0, 1};
    m.component[1] = {0.5, values.second, 0, 0, 1};
    return m;
}

bool is_sampled(const Marginal& m) {
    return m.kind != DistributionKind::fixed || m.component_count > 1;
}

Study shipped_study(const std::string& name, Precision precision) {
    Study study = read_cohort(std::string(TWINARM_SOURCE_DIR) + "/cohorts/" + name).study;
    study.solver.precision = precision;
    return study;
}

using Counts = std::map<Status, int>;

void expect_sound(const Study& study, const Outcome& o) {
    EXPECT_GE(o.os_h, 0);
    EXPECT_LE(o.os_h, study.horizon_min / 60.0);
    EXPECT_LE(o.steps + o.rejected_steps, study.solver.max_steps);
    for (int scan = 0; scan < o.scans; ++scan) EXPECT_TRUE(o.true_sld_mm[scan] >= 0);
    for (const double value : {o.baseline_sld_mm, o.worst_leak, o.lymphocyte_nadir, o.lymphocyte_peak,
                               o.cd8_treg_blood, o.cd8_treg_tumour, o.eosinophil_peak, o.soluble_cd25_peak})
        EXPECT_TRUE(std::isfinite(value));
}

/// Simulates in full packs and one by one, which must give the same bytes, and counts how patients ended.
void count_ends(const Study& study, std::uint64_t patients, Counts& ends) {
    const std::size_t size = patients * std::uint64_t(study.arm_count);
    std::vector<Outcome> together(size), alone(size);
    simulate_on_cpu(study, 0, patients, together.data(), {.threads = 1, .lanes = 16});
    simulate_on_cpu(study, 0, patients, alone.data(), {.threads = 1, .lanes = 1});
    for (std::size_t i = 0; i < size; ++i) {
        const Outcome& o = together[i];
        ++ends[o.status];
        ASSERT_EQ(std::memcmp(&o, &alone[i], sizeof o), 0) << "patient " << o.patient << ", arm " << o.arm;
        if (o.status == Status::ok)
            expect_sound(study, o);
        else
            EXPECT_GE(o.failure_time_h, 0);
    }
}

std::string words(const Counts& ends) {
    std::string text;
    for (const auto& [status, count] : ends) text += std::to_string(count) + " " + name_of(status) + "; ";
    return text;
}

class ExtremeDraws : public testing::TestWithParam<Precision> {};

TEST_P(ExtremeDraws, EachParameterAloneAtSixStandardDeviations) {
    Counts ends;
    const Study usual = shipped_study("head_to_head.toml", GetParam());
    int sampled = 0;
    for (int i = 0; i < parameter_count; ++i) {
        const Marginal& marginal = usual.population.marginal[i];
        if (!is_sampled(marginal)) continue;
        ++sampled;
        Study study = usual;
        study.population.marginal[i] = either(extremes(marginal));
        Counts here;
        count_ends(study, 16, here);
        if (here[Status::ok] != 16 * study.arm_count)
            printf("%s: %s\n", key_of(i).c_str(), words(here).c_str());
        for (const auto& [status, count] : here) ends[status] += count;
    }
    printf("%d parameters: %s\n", sampled, words(ends).c_str());
}

TEST_P(ExtremeDraws, RandomCornersOfAllParameters) {
    for (const char* file : {"head_to_head.toml", "excel.toml", "pivot02_melanoma.toml"}) {
        Study study = shipped_study(file, GetParam());
        for (Marginal& marginal : study.population.marginal)
            if (is_sampled(marginal)) marginal = either(extremes(marginal));
        Counts ends;
        count_ends(study, 200, ends);
        printf("%s: %s\n", file, words(ends).c_str());
    }
}

INSTANTIATE_TEST_SUITE_P(Precisions, ExtremeDraws,
                         testing::Values(Precision::double_precision, Precision::single_precision),
                         [](const auto& info) {
                             return info.param == Precision::double_precision ? "Double" : "Single";
                         });

}  // namespace
}  // namespace twinarm
