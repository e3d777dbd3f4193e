// A patient of a stored run, simulated again, on a terminal and as JSON.
#include "host/table/patient_table.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "host/base/plain_text.hpp"
#include "host/base/words.hpp"
#include "host/table/course_json.hpp"
#include "host/table/course_table.hpp"

namespace twinarm::table {

std::string agreement(const store::CourseAgain& course) {
    if (course.same()) return "This outcome agrees with its row in patients.csv in every digit.";
    if (!store::has_the_bits_of_a_run())
        return "This outcome differs from its row in patients.csv, as it may in the fast build, which "
               "contracts "
               "products and sums in lanes but not here.";
    return "This outcome DIFFERS from its row in patients.csv.";
}

std::string patient_table(const cohort::Cohort& cohort, const store::PatientAgain& again, double every_h,
                          bool parameters) {
    std::string text = fmt::format("{}\nSimulated data, not a patient; seed {}.\n",
                                   base::plain_text(cohort.id + ": " + cohort.title), cohort.study.seed);
    if (again.of.population)
        text += fmt::format("Of the plausible population {}.\n", base::plain_text(*again.of.population));
    if (parameters) text += parameter_list(named_parameters(again.of.cohort, again.courses));
    for (const store::CourseAgain& course : again.courses)
        text +=
            course_table(again.of.cohort, course.arm, course.log, every_h) + '\n' + agreement(course) + '\n';
    return text;
}

nlohmann::ordered_json patient_json(const cohort::Cohort& cohort, const store::PatientAgain& again,
                                    double every_h, bool parameters) {
    using Json = nlohmann::ordered_json;
    Json json = {{"simulated", true},
                 {"note", base::simulated_note},
                 {"study", cohort.id},
                 {"seed", cohort.study.seed},
                 {"patient", again.patient},
                 {"population", again.of.population ? Json(*again.of.population) : Json(nullptr)},
                 {"arms", Json::array()}};
    if (parameters) json["parameters"] = parameters_json(named_parameters(again.of.cohort, again.courses));
    for (const store::CourseAgain& course : again.courses) {
        json["arms"].push_back(course_json(again.of.cohort, course.arm, course.log, every_h));
        json["arms"].back()["agrees_with_patients_csv"] = course.same();
    }
    return json;
}

}  // namespace twinarm::table
