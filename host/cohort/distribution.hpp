// One parameter of a cohort file: the form of its distribution, in words and as numbers for the engine.
#pragma once

#include <string>

#include "host/cohort/cohort.hpp"
#include "host/toml/node.hpp"
#include "kernels/random/marginal.hpp"

namespace twinarm::cohort {

/// Reads `node`, which stands for the parameter that the note names. Forms:
///   {value}  {median, log_sd}  {mean, sd}  {median, logit_sd}  {uniform = [a, b]}  {log_uniform = [a, b]}
///   {categories = [...], weights = [...]}  {mixture = [{weight, ...}, ...]}
/// any continuous one with `truncated = [lowest, highest]`; each with `source` and, if wanted, `status`.
Marginal read_distribution(const toml::Node& node, ParameterNote& note, base::Report& report);

}  // namespace twinarm::cohort
