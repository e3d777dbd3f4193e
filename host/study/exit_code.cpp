// How the program ends: every exit code, and which error has which.
#include "host/study/exit_code.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <ios>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

#include "host/base/diagnostic.hpp"
#include "host/base/errors.hpp"

namespace twinarm::study {

namespace {

struct Verdict {
    ExitCode code;
    std::string message;
};

Verdict judge(std::exception_ptr error) {
    try {
        std::rethrow_exception(error);
    } catch (const base::CohortError& e) {
        return {ExitCode::cohort_file, e.what()};
    } catch (const base::UsageError& e) {
        return {ExitCode::usage, e.what()};
    } catch (const base::FileError& e) {
        return {ExitCode::io, e.what()};
    } catch (const base::DeviceError& e) {
        return {ExitCode::device, e.what()};
    } catch (const base::DataError& e) {
        return {ExitCode::data, e.what()};
    } catch (const base::VerificationError& e) {
        return {ExitCode::verification, e.what()};
    } catch (const std::invalid_argument& e) {
        return {ExitCode::data, e.what()};
    } catch (const std::system_error& e) {
        // Standard output, that is: files say more.
        for (const int reason : {ENOSPC, EDQUOT, EIO, EPIPE, EFBIG, EBADF, EAGAIN})
            if (e.code().value() == reason)
                return {ExitCode::io, "standard output cannot be written: " + e.code().message()};
        return {ExitCode::internal, std::string("the system refused: ") + e.what()};
    } catch (const std::bad_alloc&) {
        return {ExitCode::internal,
                "out of memory\n  Close other programs, or give a smaller --chunk or fewer virtual trials "
                "(trial.trials)."};
    } catch (const std::exception& e) {
        return {ExitCode::internal,
                std::string("internal error: ") + e.what() +
                    "\n  This is a fault of twinarm; please report it with the command and the cohort file."};
    } catch (...) {
        return {ExitCode::internal, "internal error of an unknown kind"};
    }
}

}  // namespace

std::string message_of(std::exception_ptr error) {
    return judge(error).message;
}

ExitCode exit_code_of(std::exception_ptr error) {
    return judge(error).code;
}

}  // namespace twinarm::study
