// A patient's parameters have the names of the drugs that the arms give.
#include "host/table/named_parameters.hpp"

#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::table {
namespace {

class NamedParameters : public cohort::CohortFiles {
  protected:
    NamedParameters()
        : cohort(read_over_base(
              "[drug.mine]\nkind = \"il2\"\nlike = \"aldesleukin\"\nsource = "
              "\"assumed\"\n[mine]\nalpha_factor = "
              "{ value = 1000, source = \"assumed\" }\n[regimen.mine]\nlike = \"hd\"\ndrug = \"mine\"\ndose "
              "= \"1 "
              "nmol/kg\"\n[[arm]]\nid = \"none\"\nregimens = []\n[[arm]]\nid = \"mine\"\nregimens = "
              "[\"mine\"]\n[[arm]]\nid = \"il2\"\nregimens = [\"hd\"]\n")) {}
    std::vector<std::string> alpha_factors(const std::vector<int>& arms) const {
        std::vector<store::CourseAgain> courses;
        for (const int arm : arms) courses.push_back({arm, simulate_course(cohort.study, 0, arm), {}, {}});
        std::vector<std::string> found;
        for (const NamedParameter& one : named_parameters(cohort, courses))
            if (one.name.ends_with(".alpha_factor"))
                found.push_back(one.name + " " + std::to_string(int(one.value)));
        return found;
    }
    cohort::Cohort cohort;
};

TEST_F(NamedParameters, AreOfTheDrugOfTheArm) {
    EXPECT_EQ(alpha_factors({1}), std::vector<std::string>{"mine.alpha_factor 1000"});
    EXPECT_EQ(alpha_factors({2}), std::vector<std::string>{"aldesleukin.alpha_factor 1"});
    EXPECT_EQ(alpha_factors({0}), std::vector<std::string>{"aldesleukin.alpha_factor 1"});
}

TEST_F(NamedParameters, AreThereOnceForEachDrug) {
    EXPECT_EQ(alpha_factors({0, 1, 2, 1}),
              (std::vector<std::string>{"mine.alpha_factor 1000", "aldesleukin.alpha_factor 1"}));
}

}  // namespace
}  // namespace twinarm::table
