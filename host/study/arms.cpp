// Arms by their ids.
#include "host/study/arms.hpp"

#include "host/base/errors.hpp"
#include "host/base/nearest.hpp"
#include "host/base/plain_text.hpp"

namespace twinarm::study {

std::vector<int> chosen_arms(const cohort::Cohort& cohort, const std::string& id, const std::string& option) {
    std::vector<int> arms;
    std::string known;
    std::vector<std::string> ids;
    for (std::size_t a = 0; a < cohort.arms.size(); ++a) {
        if (id.empty() || cohort.arms[a].id == id) arms.push_back(int(a));
        ids.push_back(cohort.arms[a].id);
        known += (known.empty() ? "" : ", ") + base::plain_text(cohort.arms[a].id);
    }
    if (arms.empty())
        throw base::UsageError(option + ' ' + id + ": no such arm" +
                               base::plain_text(base::did_you_mean(id, ids)) + "\n  The arms are: " + known +
                               ".");
    return arms;
}

}  // namespace twinarm::study
