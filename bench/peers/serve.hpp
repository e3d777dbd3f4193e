// A peer as a program: it greets with what it offers, then answers one request a line with time and result.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bench/peers/recorded_course.hpp"

namespace twinarm::peers {

struct Offer {
    std::string peer;                  ///< name and version
    std::vector<std::string> methods;  ///< settings to choose from; the tolerance is chosen for each
};

/// "solve the first `patients` of the problem with this setting"
struct Request {
    std::string method;
    double rtol, atol;
    int threads;
    std::uint64_t patients;
};

/// True SLD at every visit of every course in order, not a number where a course failed; counts over all
/// courses.
struct Answer {
    std::vector<double> sld_mm;
    long long steps = 0, evaluations = 0;
};

/// Solves one course; the visits' SLD goes to `sld_mm`. Throws std::runtime_error where the integrator fails.
using Solve = std::function<void(const RecordedCourse&, double* sld_mm, Answer& counts)>;

/// A peer that solves course by course: `make` gives each thread its own integrator.
int serve_courses(const Offer& offer, const std::function<Solve(const Request&)>& make, int count,
                  char** argument);

/// A peer that answers a request as a whole. The call is what is timed.
int serve(const Offer& offer, const std::function<Answer(const Problem&, const Request&)>& answer, int count,
          char** argument);

}  // namespace twinarm::peers
