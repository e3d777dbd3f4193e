// The counts of one arm's patients from which its rates follow.
#pragma once

#include <array>
#include <cstdint>
#include <map>

#include "host/trial/study_summary.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::trial {

struct ArmCounts {
    std::uint64_t completed = 0;
    std::uint64_t failed = 0;
    std::uint64_t evaluable = 0;
    std::uint64_t evaluable_responders = 0;
    std::uint64_t disease_control = 0;
    std::uint64_t unmeasurable = 0;
    std::map<std::int32_t, std::uint64_t> failures;  ///< by Status
    ResponseCounts responses{};
    std::array<std::uint64_t, 6> hypotension{};  ///< by worst grade
    std::uint64_t shrunk = 0;                    ///< evaluable patients with a scan below baseline
    std::uint64_t late_responders = 0;           ///< after week 24
    std::uint64_t severe_responders = 0;         ///< with hypotension of grade 3 or more

    void add(const Outcome& outcome);
    /// Other patients of the same arm.
    void add(const ArmCounts& other);

    std::uint64_t responders() const;
    std::uint64_t severe() const;  ///< patients with hypotension of grade 3 or more

    /// Fills what an arm's summary says of them.
    void fill(ArmSummary& arm) const;

    /// Whether they can be those of so many patients.
    bool add_up(std::uint64_t patients) const;

    template <class Visit, class... Self>
    static void for_each_part(const Visit& visit, Self&... self) {
        visit("completed", self.completed...);
        visit("failed", self.failed...);
        visit("evaluable", self.evaluable...);
        visit("evaluable_responders", self.evaluable_responders...);
        visit("disease_control", self.disease_control...);
        visit("unmeasurable", self.unmeasurable...);
        visit("failures", self.failures...);
        visit("responses", self.responses...);
        visit("hypotension", self.hypotension...);
        visit("shrunk", self.shrunk...);
        visit("late_responders", self.late_responders...);
        visit("severe_responders", self.severe_responders...);
    }
};

}  // namespace twinarm::trial
