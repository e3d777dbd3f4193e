// Words that files and tables share.
#include "host/base/words.hpp"

namespace twinarm::base {

const char* name_of(Response response) {
    switch (response) {
        case Response::NE:
            return "NE";
        case Response::PD:
            return "PD";
        case Response::SD:
            return "SD";
        case Response::PR:
            return "PR";
        case Response::CR:
            return "CR";
    }
    return "?";
}

const char* name_of(Response response, Criteria criteria, bool unconfirmed) {
    if (criteria != Criteria::irecist || response != Response::PD) return name_of(response);
    return unconfirmed ? "iUPD" : "iCPD";
}

const char* name_of(Criteria criteria) {
    switch (criteria) {
        case Criteria::recist11:
            return "RECIST 1.1";
        case Criteria::who:
            return "WHO";
        case Criteria::irecist:
            return "iRECIST";
    }
    return "?";
}

const char* name_of(Status status) {
    switch (status) {
        case Status::ok:
            return "ok";
        case Status::too_many_steps:
            return "the solver's step limit was reached";
        case Status::step_underflow:
            return "the solver's step became too small";
        case Status::not_finite:
            return "a state became infinite or not-a-number";
        case Status::rejected_baseline:
            return "a sampled baseline is outside of what the model can start from";
    }
    return "unknown status";
}

const char* name_of(Precision precision) {
    return precision == Precision::single_precision ? "single" : "double";
}

}  // namespace twinarm::base
