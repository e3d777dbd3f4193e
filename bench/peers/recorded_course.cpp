// The recorded courses as files: rows of doubles, named in problem.json.
#include "bench/peers/recorded_course.hpp"

#include <cstdio>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace twinarm::peers {
namespace {

using Table = std::vector<double>;

/// Visits every number of a leg in the order of its row.
template <class Leg, class Visit>
void for_each_column(Leg& leg, const Visit& visit) {
    visit("start", leg.start), visit("length", leg.length);
    visit("jump", leg.jump), visit("infusion_starts", leg.infusion_starts);
    visit("scan", leg.scan);
    visit("alive_sensitive", leg.alive.sensitive), visit("alive_resistant", leg.alive.resistant);
    visit("at_end_sensitive", leg.at_end.sensitive), visit("at_end_resistant", leg.at_end.resistant);
#define TWINARM_VISIT_PRESENCE(name, parameters) visit("has_" #name, leg.drugs.present.name);
    TWINARM_DRUGS(TWINARM_VISIT_PRESENCE);
    for_each_number(leg.drugs, [&](auto& number) { visit("drug", number); });
}

template <class Course, class Visit>
void for_each_course_column(Course& course, const Visit& visit) {
    visit("patient", course.patient), visit("arm", course.arm);
    for_each_parameter(course.parameters, [&](auto& value, int i) { visit(parameter_table[i].name, value); });
    for (int i = 0; i < state_count; ++i) visit("start", course.start[i]);
}

template <class Visit>
void for_each_check_column(const CheckPoint& check, const Visit& visit) {
    visit("leg", check.leg), visit("elapsed", check.elapsed);
    for (int i = 0; i < state_count; ++i) visit("state", check.state[i]);
    for (int i = 0; i < state_count; ++i) visit("slope", check.slope[i]);
}

void write_table(const Table& table, const std::filesystem::path& path) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(table.data()), std::streamsize(table.size() * sizeof(double)));
    if (!file) throw std::runtime_error("cannot write " + path.string());
}

Table read_table(const std::filesystem::path& path) {
    Table table(std::filesystem::file_size(path) / sizeof(double));
    std::ifstream file(path, std::ios::binary);
    file.read(reinterpret_cast<char*>(table.data()), std::streamsize(table.size() * sizeof(double)));
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return table;
}

/// Numbers one after another, each converted to what its field is.
struct Reader {
    mutable const double* next;
    template <class T>
    void operator()(const char*, T& field) const {
        field = T(*next++);
    }
};

}  // namespace

void write_problem(const Problem& problem, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    Table courses, legs, visits, checks;
    const auto append_to = [](Table& table) {
        return [&table](const char*, auto value) { table.push_back(double(value)); };
    };
    for (const RecordedCourse& course : problem.courses) {
        for_each_course_column(course, append_to(courses));
        courses.push_back(double(course.legs.size()));
        courses.push_back(double(course.sld_mm.size()));
        for (const RecordedLeg& leg : course.legs) for_each_column(leg, append_to(legs));
        for_each_check_column(course.check, append_to(checks));
        visits.insert(visits.end(), course.sld_mm.begin(), course.sld_mm.end());
    }
    using Names = std::vector<std::string>;
    Names columns_of_leg, columns_of_course, columns_of_check;
    const RecordedCourse& any = problem.courses.at(0);
    const auto name_in = [](Names& names) {
        return [&names](const char* name, const auto&) { names.push_back(name); };
    };
    for_each_column(any.legs.at(0), name_in(columns_of_leg));
    for_each_course_column(any, name_in(columns_of_course));
    for_each_check_column(any.check, name_in(columns_of_check));
    columns_of_course.insert(columns_of_course.end(), {"legs", "visits"});
    write_table(courses, folder / "courses.f64");
    write_table(legs, folder / "legs.f64");
    write_table(visits, folder / "visits.f64");
    write_table(checks, folder / "checks.f64");
    std::ofstream(folder / "problem.json") << nlohmann::json{{"cohort", problem.cohort},
                                                             {"reference_rtol", problem.reference_rtol},
                                                             {"patients", problem.patients},
                                                             {"arms", problem.arms},
                                                             {"course_columns", columns_of_course},
                                                             {"leg_columns", columns_of_leg},
                                                             {"check_columns", columns_of_check}}
                                                  .dump(1)
                                           << '\n';
}

Problem read_problem(const std::filesystem::path& folder) {
    const nlohmann::json head = nlohmann::json::parse(std::ifstream(folder / "problem.json"));
    Problem problem{head["cohort"], head["reference_rtol"], head["patients"], head["arms"], {}};
    const Table courses = read_table(folder / "courses.f64"), legs = read_table(folder / "legs.f64"),
                visits = read_table(folder / "visits.f64");
    Reader course_row{courses.data()}, leg_row{legs.data()}, visit_row{visits.data()};
    problem.courses.resize(problem.patients * std::uint64_t(problem.arms));
    for (RecordedCourse& course : problem.courses) {
        std::size_t leg_count, visit_count;
        for_each_course_column(course, course_row);
        course_row("", leg_count), course_row("", visit_count);
        course.constants = patient_constants(course.parameters);
        course.legs.resize(leg_count);
        for (RecordedLeg& leg : course.legs) for_each_column(leg, leg_row);
        course.sld_mm.resize(visit_count);
        for (double& sld : course.sld_mm) visit_row("", sld);
    }
    return problem;
}

}  // namespace twinarm::peers
