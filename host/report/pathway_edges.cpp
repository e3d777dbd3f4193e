// What moves what in one arm: arrows between the model's quantities, by differences of its equations.
#include "host/report/pathway_edges.hpp"

#include <cmath>

#include "kernels/model/parameters.hpp"
#include "kernels/model/physiology.hpp"

namespace twinarm::report {

namespace {

constexpr std::size_t most_patients = 40;

enum Receptor { on_cd8, on_nk, on_treg, on_tumour_t, on_endothelium, on_pd1 };

/// What the pathway calls a state.
const char* pathway_id(int state) {
    switch (state) {
        case log_sensitive:
        case log_resistant:
            return "tumour";
        case new_lesion_hazard:
            return "new_lesion";
        case death_hazard:
            return "death";
        default:
            return state_table[state].name;
    }
}

/// Delays of a signal, not drawn: a path through them is drawn as one arrow.
constexpr const char* relays[] = {"cd8_signal", "treg_signal", "tumour_signal"};

State<double> slopes_at(const Patient<double>& patient, const PatientConstants<double>& constant,
                        const Occupancies& occupied, const State<double>& state) {
    Moment<double> now{};  // il2 is false: the occupancy given is the one that counts, of CD8 too
    now.occupied = {occupied[on_cd8], occupied[on_nk], occupied[on_treg], occupied[on_tumour_t],
                    occupied[on_endothelium]};
    now.entered = 1;
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
        sum.add(pathway_id(j), slopes_at(patient, constant, occupied, moved), here, step,
                state[j] - before[j]);
    }
    for (std::size_t k = 0; k < std::size_t(pathway_receptors); ++k) {
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
            if (source != pathway_id(i)) all += size[std::size_t(i)];
        for (const auto& [source, size] : sum.size) {
            const double own = size[std::size_t(i)];
            if (source == pathway_id(i) || all <= 0 || own < smallest_effect_share * all) continue;
            Effect& effect = edges[{source, pathway_id(i)}];
            if (own / all < effect.share) continue;  // the stronger of the two clones counts
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

/// New lesions depend on the tumour's growth alone: one arrow from the tumour shows it.
void lead_through_tumour(Edges& edges) {
    bool any = false;
    for (auto edge = edges.begin(); edge != edges.end();) {
        const bool lesion = edge->first.second == "new_lesion";
        any = any || lesion;
        edge = lesion ? edges.erase(edge) : std::next(edge);
    }
    if (any) edges[{"tumour", "new_lesion"}] = {1, 1};
}

}  // namespace

Patient<double> patient_of(const CourseLog& log) {
    Patient<double> patient;
    for_each_parameter(patient, [&](double& field, int i) { field = log.parameters[std::size_t(i)]; });
    return patient;
}

Occupancies occupancies(const Patient<double>& patient, const CoursePoint& p) {
    return {p.occupancy_cd8,         p.occupancy_nk,
            p.occupancy_treg,        p.occupancy_tumour_t,
            p.occupancy_endothelium, pd1_occupancy(p.nivolumab_ug_per_ml, patient.nivolumab.half_occupancy)};
}

Edges pathway_edges(const std::vector<CourseLog>& courses) {
    Contributions sum;
    for (std::size_t i = 0; i < courses.size(); i += 1 + courses.size() / most_patients)
        for (const double day : {1.0, 3.0, 6.0, 12.0})
            for (const CoursePoint& point : courses[i].points)
                if (point.time_h >= day * 24) {
                    add_point(courses[i], point, sum);
                    break;
                }
    Edges edges = edges_of(sum);
    for (const char* relay : relays) contract(edges, relay);
    lead_through_tumour(edges);
    return edges;
}

}  // namespace twinarm::report
