// The model's right-hand side as a peer calls it: the text of kernels/model/physiology.hpp. What depends on
// time alone is kept while the time stays, so that a Newton iteration or a difference Jacobian pays once.
#pragma once

#include <limits>

#include "bench/jacobian/jacobian.hpp"
#include "bench/peers/recorded_course.hpp"

namespace twinarm::peers {

class Equations {
  public:
    void begin(const RecordedCourse& course) { course_ = &course; }
    /// The leg begins at `start` of the peer's clock.
    void begin(const RecordedLeg& leg, double start) {
        leg_ = &leg, start_ = start;
        time_ = std::numeric_limits<double>::quiet_NaN();
    }
    State<double> operator()(double t, const State<double>& y) {
        State<double> slope;
        slopes(course_->parameters, course_->constants, moment(t), leg_->alive, y, slope);
        return slope;
    }
    Jacobian<double> jacobian(double t, const State<double>& y) const {
        return linearised_slopes(course_->parameters, course_->constants, leg_->drugs, leg_->alive,
                                 leg_->start, t - start_, y)
            .jacobian;
    }

  private:
    const Moment<double>& moment(double t) {
        if (t != time_) {
            moment_ =
                moment_of_leg(course_->parameters, course_->constants, leg_->drugs, leg_->start, t - start_);
            time_ = t;
        }
        return moment_;
    }

    const RecordedCourse* course_ = nullptr;
    const RecordedLeg* leg_ = nullptr;
    double start_ = 0, time_ = 0;
    Moment<double> moment_{};
};

}  // namespace twinarm::peers
