// How much a Markov chain's draws are worth.
#pragma once

#include <vector>

namespace twinarm::statistics {

/// Independent draws that would give a mean as precise as these chains of equal length do: from their
/// autocorrelations, summed in pairs as long as the pairs are positive and fall (Geyer 1992; between and
/// within chains as Vehtari et al. 2021, Bayesian Anal 16:667). At most the number of draws.
double effective_draws(const std::vector<std::vector<double>>& chains);

/// Of halves of chains: root of the variance of all over that within; 1 where all agree, below 1.01 is good.
double chain_disagreement(const std::vector<std::vector<double>>& chains);

}  // namespace twinarm::statistics
