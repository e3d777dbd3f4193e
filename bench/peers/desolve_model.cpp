// Peer deSolve (R): the same right-hand side as a compiled model for lsoda, with the doses as its events.
#include <R_ext/Rdynload.h>
#define R_NO_REMAP
#include <Rinternals.h>

#include <cstring>
#include <memory>

#include "bench/peers/equations.hpp"

namespace {

using namespace twinarm;
using namespace twinarm::peers;

Problem problem;
const RecordedCourse* course;
Equations equations;
std::vector<std::size_t> jumps;  ///< legs that begin with a jump, the first one left out
std::size_t next_jump;
std::vector<double> starts;  ///< of the legs [h]

const State<double>& state_at(const double* y) {
    return *reinterpret_cast<const State<double>*>(y);
}

}  // namespace

extern "C" {

/// lsoda's call for the slopes.
void derivs(int*, double* t, double* y, double* slope, double*, int*) {
    const State<double> result = equations(*t, state_at(y));
    std::memcpy(slope, result.value, sizeof result.value);
}

/// lsoda's call at an event: the state stays, the drugs change.
void event(int*, double*, double*) {
    const std::size_t leg = jumps[next_jump++];
    equations.begin(course->legs[leg], starts[leg]);
}

void open_problem(char** folder) {
    problem = read_problem(folder[0]);
}

SEXP visits_of(SEXP index) {
    return Rf_ScalarInteger(int(problem.courses.at(std::size_t(Rf_asInteger(index))).sld_mm.size()));
}

/// Chooses a course; answers with list(start, times of visits and end, times of events).
SEXP choose_course(SEXP index) {
    course = &problem.courses.at(std::size_t(Rf_asInteger(index)));
    starts.assign(1, 0.0), jumps.clear();
    std::vector<double> times = {0}, events;
    for (std::size_t i = 0; i < course->legs.size(); ++i) {
        const RecordedLeg& leg = course->legs[i];
        if (i > 0 && leg.jump) jumps.push_back(i), events.push_back(starts[i]);
        starts.push_back(starts[i] + leg.length);
        if (leg.scan >= 0 || i + 1 == course->legs.size()) times.push_back(starts[i + 1]);
    }
    next_jump = 0;
    equations.begin(*course), equations.begin(course->legs[0], 0);

    const auto numbers = [](const double* from, std::size_t count) {
        SEXP vector = Rf_allocVector(REALSXP, R_xlen_t(count));
        std::copy(from, from + count, REAL(vector));
        return vector;
    };
    SEXP list = PROTECT(Rf_allocVector(VECSXP, 3));
    SET_VECTOR_ELT(list, 0, numbers(course->start.value, state_count));
    SET_VECTOR_ELT(list, 1, numbers(times.data(), times.size()));
    SET_VECTOR_ELT(list, 2, numbers(events.data(), events.size()));
    UNPROTECT(1);
    return list;
}

/// SLD at the visits from lsoda's table (time and states, a row an output time, and events among them).
SEXP read_visits(SEXP table) {
    const int rows = Rf_nrows(table);
    SEXP sld = PROTECT(Rf_allocVector(REALSXP, R_xlen_t(course->sld_mm.size())));
    std::fill(REAL(sld), REAL(sld) + course->sld_mm.size(), R_NaN);
    for (std::size_t i = 0; i < course->legs.size(); ++i) {
        if (course->legs[i].scan < 0) continue;
        for (int row = 0; row < rows; ++row) {
            if (REAL(table)[row] != starts[i + 1]) continue;
            State<double> y;
            for (int k = 0; k < state_count; ++k) y[k] = REAL(table)[row + rows * (k + 1)];
            REAL(sld)[course->legs[i].scan] = sld_at_visit(course->legs[i], y);
        }
    }
    UNPROTECT(1);
    return sld;
}

}  // extern "C"
