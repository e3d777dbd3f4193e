// The standard normal distribution: own distribution function and its inverse, the same bits on every
// processor.
#pragma once

#include "kernels/core/exp_log.hpp"

TWINARM_BEGIN

/// c[0] + c[1] x + ... + c[n-1] x^(n-1) by Horner's rule.
template <class V, int n>
TWINARM_HD inline V polynomial(const double (&c)[n], V x) {
    using T = ScalarOf<V>;
    V sum = V(T(c[n - 1]));
    for (int i = n - 2; i >= 0; --i) sum = sum * x + V(T(c[i]));
    return sum;
}

/// z with P(Z <= z) = p, within a relative 1e-15 (double). Zero and subnormal numbers give minus infinity,
/// 1 plus infinity, anything outside of [0, 1] not-a-number.
/// Source: Wichura 1988, algorithm AS 241 (PPND16), Applied Statistics 37:477, doi 10.2307/2347330.
template <class V>
TWINARM_HD inline V normal_quantile(V p) {
    using T = ScalarOf<V>;
    // clang-format off
    constexpr double a[] = {3.3871328727963666080e0,   1.3314166789178437745e2,   1.9715909503065514427e3,
                            1.3731693765509461125e4,   4.5921953931549871457e4,   6.7265770927008700853e4,
                            3.3430575583588128105e4,   2.5090809287301226727e3};
    constexpr double b[] = {1.0,                       4.2313330701600911252e1,   6.8718700749205790830e2,
                            5.3941960214247511077e3,   2.1213794301586595867e4,   3.9307895800092710610e4,
                            2.8729085735721942674e4,   5.2264952788528545610e3};
    constexpr double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0,  5.76949722146069140550e0,
                            3.64784832476320460504e0,  1.27045825245236838258e0,  2.41780725177450611770e-1,
                            2.27238449892691845833e-2, 7.74545014278341407640e-4};
    constexpr double d[] = {1.0,                       2.05319162663775882187e0,  1.67638483018380384940e0,
                            6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2,
                            5.47593808499534494600e-4, 1.05075007164441684324e-9};
    constexpr double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                            2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                            2.71155556874348757815e-5, 2.01033439929228813265e-7};
    constexpr double f[] = {1.0,                       5.99832206555887937690e-1, 1.36929880922735805310e-1,
                            1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
                            1.42151175831644588870e-7, 2.04426310338993978564e-15};
    // clang-format on
    constexpr T smallest = sizeof(T) == 8 ? T(0x1p-1022) : T(0x1p-126f);
    const V q = p - V(T(0.5));
    const V centre = V(T(0.180625)) - q * q;
    const V middle = q * polynomial(a, centre) / polynomial(b, centre);

    const V tail = select(q < V(0), p, V(1) - p);
    const V r = square_root(-logarithm(tail));
    const V near = r - V(T(1.6));
    const V far = r - V(5);
    const V size =
        select(r > V(5), polynomial(e, far) / polynomial(f, far), polynomial(c, near) / polynomial(d, near));
    const V outer = select(q < V(0), -size, size);

    const V result = select(absolute(q) <= V(T(0.425)), middle, outer);
    const V infinite = V(-1) * logarithm(V(0));
    const V edge =
        select(absolute(p) < V(smallest), -infinite, select(p == V(1), infinite, infinite - infinite));
    return select((p >= V(smallest)) & (p < V(1)), result, edge);
}

/// P(Z <= z), within 2e-16 absolute and 1e-15 relative (double) for z >= -37; below -37.5 zero.
/// Source: Cody 1969, Math. Comp. 23:631; as ANORM in Cody 1993, ACM TOMS 19:22 (algorithm 715).
template <class V>
TWINARM_HD inline V normal_cdf(V z) {
    using T = ScalarOf<V>;
    constexpr double a[] = {18154.981253343561249, 1067.6894854603709582, 161.02823106855587881,
                            2.2352520354606839287, .065682337918207449113};
    constexpr double b[] = {45507.789335026729956, 10260.932208618978205, 976.09855173777669322,
                            47.20258190468824187, 1.0};
    constexpr double c[] = {9842.7148383839780218, 11602.651437647350124, 6848.1904505362823326,
                            2494.5375852903726711, 597.27027639480026226, 93.506656132177855979,
                            8.8831497943883759412, .39894151208813466764, 1.0765576773720192317e-8};
    constexpr double d[] = {19685.429676859990727, 38912.003286093271411, 34900.952721145977266,
                            18615.571640885098091, 6485.558298266760755,  1519.377599407554805,
                            235.38790178262499861, 22.266688044328115691, 1.0};
    constexpr double p[] = {2.9112874951168792e-5, .001421619193227893466, .022235277870649807,
                            .1274011611602473639,  .21589853405795699,     .02307344176494017303};
    constexpr double q[] = {7.29751555083966205e-5, .00378239633202758244, .0659881378689285515,
                            .468238212480865118,    1.28426009614491121,   1.0};
    constexpr T furthest = sizeof(T) == 8 ? T(37.5) : T(13);
    const V x = minimum(absolute(z), V(furthest));

    const V square = x * x;
    const V middle = V(T(0.5)) + z * polynomial(a, square) / polynomial(b, square);

    // e^(-x^2/2) with x^2 split at sixteenths, so that the exponent is not rounded before it is large.
    constexpr T sixteenths = T(16);
    const V cut = ((x * V(sixteenths) + V(Ieee<T>::to_integer)) - V(Ieee<T>::to_integer)) / V(sixteenths);
    const V density = exponential(V(T(-0.5)) * cut * cut) * exponential(V(T(-0.5)) * (x - cut) * (x + cut));
    const V near = polynomial(c, x) / polynomial(d, x);
    const V inverse = V(1) / maximum(square, V(1));
    const V far =
        (V(T(0.398942280401432677939946)) - inverse * polynomial(p, inverse) / polynomial(q, inverse)) /
        maximum(x, V(1));
    const V beyond = density * select(x > V(T(5.656854249492380195)), far, near);
    const V outer = select(z < V(0), beyond, V(1) - beyond);

    const V result = select(x <= V(T(0.67448975)), middle, outer);
    return select(x < V(furthest), result, select(z < V(0), V(0), select(z > V(0), V(1), z)));
}

TWINARM_END
