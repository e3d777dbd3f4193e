// Words that files and tables share.
#include "host/run/patient_row.hpp"

namespace twinarm {

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

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + '"';
}

}  // namespace twinarm
