// The signalling pathway of each drug, found by differences of the model's own equations at sampled patients:
// if a quantity's slope moves with another quantity, there is an arrow, with the sign of the move.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "host/report/chart_parts.hpp"
#include "host/report/short_number.hpp"
#include "host/run/patient_row.hpp"
#include "kernels/model/parameters.hpp"
#include "kernels/model/physiology.hpp"

namespace twinarm {

namespace {

constexpr double smallest_share = 0.04;  // of all that moves a quantity; weaker arrows are left out
constexpr std::size_t most_patients = 40;

enum Receptor { on_cd8, on_nk, on_treg, on_tumour_t, on_endothelium, on_ilc2, on_pd1, receptor_count };
constexpr const char* receptor_ids[] = {"occ_cd8",         "occ_nk",   "occ_treg", "occ_tumour_t",
                                        "occ_endothelium", "occ_ilc2", "occ_pd1"};
constexpr const char* state_ids[] = {"circulating",
                                     "surface_receptor",
                                     "cd25_induction",
                                     "cd8_signal",
                                     "nk_signal",
                                     "treg_signal",
                                     "tumour_signal",
                                     "cd8",
                                     "nk",
                                     "treg",
                                     "other_lymphocytes",
                                     "tumour_cd8",
                                     "exhausted_cd8",
                                     "tumour_treg",
                                     "memory",
                                     "adaptive_pdl1",
                                     "tumour",
                                     "tumour",
                                     "leak",
                                     "hypotension",
                                     "eosinophil_precursor",
                                     "eosinophils",
                                     "soluble_cd25",
                                     "new_lesion",
                                     "death"};
static_assert(std::size(state_ids) == state_count);
/// Delays of a signal, not drawn: what leads through them is drawn as one arrow.
constexpr const char* relays[] = {"cd8_signal", "nk_signal", "treg_signal", "tumour_signal",
                                  "eosinophil_precursor"};

struct Effect {
    double share = 0;  ///< of all that moves the target
    double sign = 0;   ///< sum of signed contributions over that of their sizes, -1 to 1
};
using Edges = std::map<std::pair<std::string, std::string>, Effect>;

Patient<double> patient_of(const CourseLog& log) {
    Patient<double> patient;
    for_each_parameter(patient, [&](double& field, int i) { field = log.parameters[std::size_t(i)]; });
    return patient;
}

std::array<double, receptor_count> occupancies(const Patient<double>& patient, const CoursePoint& p) {
    return {p.occupancy_cd8,
            p.occupancy_nk,
            p.occupancy_treg,
            p.occupancy_tumour_t,
            p.occupancy_endothelium,
            p.occupancy_ilc2,
            pd1_occupancy(p.nivolumab_ug_per_ml, patient.nivolumab.half_occupancy)};
}

State<double> slopes_at(const Patient<double>& patient, const PatientConstants<double>& constant,
                        const std::array<double, receptor_count>& occupied, const State<double>& state) {
    Moment<double> now{};  // il2 is false: the occupancy given is the one that counts, of CD8 too
    now.occupied = {occupied[on_cd8],      occupied[on_nk],          occupied[on_treg],
                    occupied[on_tumour_t], occupied[on_endothelium], occupied[on_ilc2]};
    now.pd1_occupied = occupied[on_pd1];
    State<double> slope;
    slopes(patient, constant, now, {1.0, 1.0}, state, slope);
    return slope;
}

/// Signed contributions to each state's slope: how it moves with a source, times how far the source is from
/// where it was before treatment.
struct Contributions {
    std::map<std::string, std::array<double, state_count>> size, signed_size;

    void add(const std::string& source, const State<double>& moved, const State<double>& here, double step,
             double distance) {
        for (int i = 0; i < state_count; ++i) {
            const double change = (moved[i] - here[i]) / step;
            size[source][std::size_t(i)] += std::abs(change * distance);
            signed_size[source][std::size_t(i)] += change * std::abs(distance);
        }
    }
};

void add_point(const CourseLog& log, const CoursePoint& point, Contributions& sum) {
    const Patient<double> patient = patient_of(log);
    const PatientConstants<double> constant = patient_constants(patient);
    const State<double> before = untreated(patient.tumour);
    State<double> state;
    for (int i = 0; i < state_count; ++i) state[i] = point.state[i];
    auto occupied = occupancies(patient, point);
    const State<double> here = slopes_at(patient, constant, occupied, state);
    constexpr double step = 1e-4;
    for (int j = 0; j < state_count; ++j) {
        State<double> moved = state;
        moved[j] += step;
        sum.add(state_ids[j], slopes_at(patient, constant, occupied, moved), here, step,
                state[j] - before[j]);
    }
    for (std::size_t k = 0; k < receptor_count; ++k) {
        auto moved = occupied;
        moved[k] += step;
        sum.add(receptor_ids[k], slopes_at(patient, constant, moved, state), here, step, occupied[k]);
    }
}

Edges edges_of(const Contributions& sum) {
    Edges edges;
    for (int i = 0; i < state_count; ++i) {
        double all = 0;
        for (const auto& [source, size] : sum.size)
            if (source != state_ids[i]) all += size[std::size_t(i)];
        for (const auto& [source, size] : sum.size) {
            const double own = size[std::size_t(i)];
            if (source == state_ids[i] || all <= 0 || own < smallest_share * all) continue;
            Effect& effect = edges[{source, state_ids[i]}];
            if (own / all < effect.share) continue;  // of the two clones the stronger counts
            effect = {own / all, sum.signed_size.at(source)[std::size_t(i)] / own};
        }
    }
    return edges;
}

/// u -> relay -> v becomes u -> v.
void contract(Edges& edges, const std::string& relay) {
    Edges in, out;
    for (auto edge = edges.begin(); edge != edges.end();) {
        const bool enters = edge->first.second == relay, leaves = edge->first.first == relay;
        if (enters) in.insert(*edge);
        if (leaves) out.insert(*edge);
        edge = enters || leaves ? edges.erase(edge) : std::next(edge);
    }
    for (const auto& [from, first] : in)
        for (const auto& [to, second] : out) {
            if (from.first == to.second) continue;
            Effect& effect = edges[{from.first, to.second}];
            const double share = first.share * second.share;
            effect.sign =
                (effect.sign * effect.share + first.sign * second.sign * share) / (effect.share + share);
            effect.share += share;
        }
}

/// What moves new lesions moves them by the tumour's growth: one arrow from the tumour says it.
void lead_through_tumour(Edges& edges) {
    bool any = false;
    for (auto edge = edges.begin(); edge != edges.end();) {
        const bool lesion = edge->first.second == "new_lesion";
        any = any || lesion;
        edge = lesion ? edges.erase(edge) : std::next(edge);
    }
    if (any) edges[{"tumour", "new_lesion"}] = {1, 1};
}

double median(std::vector<double> values) {
    if (values.empty()) return std::nan("");
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2), values.end());
    return values[values.size() / 2];
}

/// Arm with the fewest drugs that gives this one, or -1.
int arm_of(const Study& study, Drug drug) {
    int found = -1;
    for (int a = 0; a < study.arm_count; ++a)
        for (int r = 0; r < study.arms[a].regimen_count; ++r)
            if (study.arms[a].regimens[r].drug == drug &&
                (found < 0 || study.arms[a].regimen_count < study.arms[found].regimen_count))
                found = a;
    return found;
}

/// Median over the patients of the highest occupancy of the first week, of receptors and by cell.
Json receptors_json(const std::vector<CourseLog>& courses) {
    Json list = Json::array();
    for (std::size_t k = 0; k < receptor_count; ++k) {
        std::vector<double> highest;
        for (const CourseLog& log : courses) {
            const Patient<double> patient = patient_of(log);
            double most = 0;
            for (const CoursePoint& point : log.points)
                if (point.time_h <= 168) most = std::max(most, occupancies(patient, point)[k]);
            highest.push_back(most);
        }
        list.push_back({{"id", receptor_ids[k]}, {"occupied", short_number(median(highest))}});
    }
    return list;
}

Json drug_json(const ReportRun& run, const SampledCourses& courses, Drug drug, int arm) {
    const std::vector<CourseLog>& of_arm = courses[std::size_t(arm)];
    Contributions sum;
    for (std::size_t i = 0; i < of_arm.size(); i += 1 + of_arm.size() / most_patients)
        for (const double day : {1.0, 3.0, 6.0, 12.0})
            for (const CoursePoint& point : of_arm[i].points)
                if (point.time_h >= day * 24) {
                    add_point(of_arm[i], point, sum);
                    break;
                }
    Edges edges = edges_of(sum);
    for (const char* relay : relays) contract(edges, relay);
    lead_through_tumour(edges);
    Json arrows = Json::array();
    for (const auto& [ends, effect] : edges)
        arrows.push_back({{"from", ends.first},
                          {"to", ends.second},
                          {"sign", effect.sign > 0.5    ? 1
                                   : effect.sign < -0.5 ? -1
                                                        : 0},
                          {"share", short_number(effect.share)}});
    return {{"drug", name_of(drug)},
            {"arm", run.cohort.arms[std::size_t(arm)].label},
            {"patients", of_arm.size()},
            {"receptors", receptors_json(of_arm)},
            {"edges", arrows}};
}

Json medians_json(const SampledCourses& courses) {
    Json medians = Json::object();
    for (int i = 0; i < parameter_count; ++i) {
        const std::string group = parameter_table[i].group;
        if (group != "receptors" && group != "nktr214" && group != "nivolumab") continue;
        std::vector<double> values;
        for (const CourseLog& log : courses.front()) values.push_back(log.parameters[std::size_t(i)]);
        medians[group + "." + parameter_table[i].name] = short_number(median(values));
    }
    return medians;
}

}  // namespace

Json pathway_part(const ReportRun& run, const SampledCourses& courses) {
    Json drugs = Json::array();
    for (int d = 0; d < drug_count; ++d) {
        const int arm = arm_of(run.cohort.study, Drug(d));
        if (arm >= 0) drugs.push_back(drug_json(run, courses, Drug(d), arm));
    }
    return {{"drugs", drugs}, {"medians", medians_json(courses)}, {"smallest_share", smallest_share}};
}

}  // namespace twinarm
