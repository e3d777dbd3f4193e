// Arms by their ids.
#include "host/study/arms.hpp"

#include "host/run/errors.hpp"
#include "host/run/plain_text.hpp"

namespace twinarm {

std::vector<int> chosen_arms(const Cohort& cohort, const std::string& id) {
    std::vector<int> arms;
    std::string known;
    for (std::size_t a = 0; a < cohort.arms.size(); ++a) {
        if (id.empty() || cohort.arms[a].id == id) arms.push_back(int(a));
        known += (known.empty() ? "" : ", ") + plain_text(cohort.arms[a].id);
    }
    if (arms.empty())
        throw UsageError("--arm " + id + ": the run has no such arm\n  Its arms are: " + known + ".");
    return arms;
}

}  // namespace twinarm
