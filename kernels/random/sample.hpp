// Sampled parameters of one patient: distributions as pure functions of their random numbers.
#pragma once

#include "kernels/core/normal.hpp"
#include "kernels/random/marginal.hpp"
#include "kernels/random/purpose.hpp"

TWINARM_BEGIN

/// The component in whose share of the total weight `probability` falls.
TWINARM_HD inline int component_at(const Marginal& marginal, double probability) {
    double total = 0;
    for (int i = 0; i < marginal.component_count; ++i) total += marginal.component[i].weight;
    double reached = 0;
    for (int i = 0; i + 1 < marginal.component_count; ++i) {
        reached += marginal.component[i].weight;
        if (probability * total < reached) return i;
    }
    return marginal.component_count - 1;
}

/// The value whose latent standard normal is `latent`; `component_uniform` chooses the component of a
/// mixture. A truncated distribution maps the probability of the latent normal into [lower, upper]
/// probability.
template <class T>
TWINARM_HD inline T sample_marginal(const Marginal& marginal, T latent, T component_uniform) {
    using Kind = DistributionKind;
    if (marginal.kind == Kind::categorical) {
        return T(marginal.component[component_at(marginal, double(normal_cdf(latent)))].location);
    }
    const MarginalComponent& c =
        marginal
            .component[marginal.component_count > 1 ? component_at(marginal, double(component_uniform)) : 0];
    const T location = T(c.location);
    const T scale = T(c.scale);
    if (marginal.kind == Kind::fixed) return location;

    const bool truncated = c.lower_probability > 0 || c.upper_probability < 1;
    if (marginal.kind == Kind::uniform || marginal.kind == Kind::log_uniform || truncated) {
        // Away from 0 and 1, so that the latent normal stays finite.
        constexpr T least = sizeof(T) == 8 ? T(1e-300) : T(1e-37);
        constexpr T most = sizeof(T) == 8 ? T(0x1.fffffffffffffp-1) : T(0x1.fffffep-1);
        const T lower = T(c.lower_probability);
        T probability = lower + (T(c.upper_probability) - lower) * normal_cdf(latent);
        probability = minimum(maximum(probability, least), most);
        if (marginal.kind == Kind::uniform) return location + (scale - location) * probability;
        if (marginal.kind == Kind::log_uniform) {
            const T value = location * exponential(logarithm(scale / location) * probability);
            return minimum(maximum(value, location), scale);
        }
        latent = normal_quantile(probability);
    }
    if (marginal.kind == Kind::normal) return location + scale * latent;
    if (marginal.kind == Kind::lognormal) return location * exponential(scale * latent);
    return location / (location + (T(1) - location) * exponential(-scale * latent));  // logit_normal
}

/// Fills value[i] of parameters `first` to `end` with the numbers of one patient; `marginal` begins with that
/// of `first`. Parameter i has its own draw number, so that neither the order of the parameters nor a new one
/// changes the others. Correlated parameters share latent normals: latent = sum over j of factor[row][j]
/// times the independent normal of parameter[j].
template <class T>
TWINARM_HD inline void sample_parameters(const Marginal* marginal, int first, int end,
                                         const std::uint32_t* draw, const Copula& copula, std::uint64_t seed,
                                         std::uint64_t patient, T* value) {
    double independent[max_correlated] = {};
    for (int j = 0; j < copula.count; ++j) {
        independent[j] =
            normal_quantile(uniform(seed, Purpose::physiology, patient, draw[copula.parameter[j]]));
    }
    for (int i = first; i < end; ++i) {
        const Marginal& m = marginal[i - first];
        double latent = 0;
        if (m.kind != DistributionKind::fixed) {
            if (m.copula_row < 0) {
                latent = normal_quantile(uniform(seed, Purpose::physiology, patient, draw[i]));
            } else {
                for (int j = 0; j <= m.copula_row; ++j)
                    latent += copula.factor[m.copula_row][j] * independent[j];
            }
        }
        const bool mixture = m.component_count > 1 && m.kind != DistributionKind::categorical;
        const double component_uniform =
            mixture ? uniform(seed, Purpose::mixture_component, patient, draw[i]) : 0;
        value[i] = T(sample_marginal(m, latent, component_uniform));
    }
}
/// All of `count` parameters.
template <class T>
TWINARM_HD inline void sample_parameters(const Marginal* marginal, int count, const std::uint32_t* draw,
                                         const Copula& copula, std::uint64_t seed, std::uint64_t patient,
                                         T* value) {
    sample_parameters(marginal, 0, count, draw, copula, seed, patient, value);
}

TWINARM_END
