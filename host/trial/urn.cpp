// Drawing patients with a between-trial effect.
#include "host/trial/urn.hpp"

#include <algorithm>

#include "kernels/core/exp_log.hpp"

namespace twinarm::trial {
namespace {

/// The member at u in (0, 1); u * size may round up to size.
std::size_t member_at(double u, std::size_t size) {
    return std::min(std::size_t(u * double(size)), size - 1);
}

}  // namespace

ArmUrn::ArmUrn(const std::vector<OutcomeRecord>& records) {
    for (const OutcomeRecord& record : records) {
        if (!record.has(OutcomeRecord::completed)) continue;
        const statistics::FollowUp pfs{record.pfs_d, record.has(OutcomeRecord::pfs_event)};
        (is_responder(record.best_response()) ? responders_ : others_)
            .push_back({record.best_response(), record.has(OutcomeRecord::evaluable), pfs});
    }
    odds_ = double(responders_.size()) / double(others_.size());
}

double ArmUrn::responder_probability(double trial_effect) const {
    if (others_.empty()) return responders_.empty() ? 0 : 1;
    const double odds = odds_ * exponential(trial_effect);
    return odds / (1 + odds);
}

void ArmUrn::set_rate(double p, const ArmUrn& other) {
    odds_ = p / (1 - p);
    if (responders_.empty()) responders_ = other.responders_;
    if (others_.empty()) others_ = other.others_;
}

const DrawnPatient& ArmUrn::draw(double responder_probability, double by_class, double by_member) const {
    const auto& members = by_class < responder_probability ? responders_ : others_;
    return members[member_at(by_member, members.size())];
}

TwinUrn::TwinUrn(const OutcomePool& pool) {
    const int arms = pool.arm_count();
    int used = 0;
    for (int a = 0; a < arms; ++a) {
        const auto& records = pool.arm(a);
        const bool any = std::any_of(records.begin(), records.end(), [](const OutcomeRecord& record) {
            return record.has(OutcomeRecord::completed);
        });
        if (!any) continue;
        used_ |= 1u << a;
        ++used;
    }
    members_.resize(std::size_t(used) + 1);
    for (std::uint64_t patient = 0; patient < pool.patients() && used > 0; ++patient) {
        std::uint16_t mask = 0;
        std::size_t responses = 0;
        bool completed = true;
        for (int a = 0; a < arms; ++a) {
            if (!has_arm(a)) continue;
            const OutcomeRecord& record = pool.arm(a)[patient];
            completed = completed && record.has(OutcomeRecord::completed);
            if (!is_responder(record.best_response())) continue;
            mask = std::uint16_t(mask | 1u << a);
            ++responses;
        }
        if (completed) members_[responses].push_back(mask);
    }
}

std::uint64_t TwinUrn::patients() const {
    std::uint64_t count = 0;
    for (const auto& members : members_) count += members.size();
    return count;
}

std::vector<double> TwinUrn::class_ends(double trial_effect) const {
    const double arms = double(members_.size() - 1);
    std::vector<double> ends;
    double sum = 0;
    for (std::size_t k = 0; k < members_.size(); ++k) {
        const double share = arms == 0 ? 0 : double(k) / arms;
        sum += double(members_[k].size()) * exponential(trial_effect * share);
        ends.push_back(sum);
    }
    for (double& end : ends) end /= sum;
    return ends;
}

std::uint32_t TwinUrn::draw(const std::vector<double>& class_ends, double by_class, double by_member) const {
    // An empty class has no width, so that the first end above `by_class` belongs to a class with members.
    std::size_t k = 0;
    while (by_class >= class_ends[k]) ++k;
    return members_[k][member_at(by_member, members_[k].size())];
}

}  // namespace twinarm::trial
