"""What data alone say of one more trial: random-effects meta-analysis, and the distribution of one more trial's count."""
import math
import statistics

NORMAL = statistics.NormalDist()
ASSUMED_TAU = 0.32  # between trials on the logit, where a family has one trial: that of high-dose IL-2 (trials of 120 to 255)


def logit(p):
    return math.log(p / (1 - p))


def random_effects(y, v):
    """Mean of values y with variances v, its standard error, tau: DerSimonian & Laird 1986."""
    w = [1 / x for x in v]
    mean = sum(a * b for a, b in zip(w, y)) / sum(w)
    q = sum(a * (b - mean) ** 2 for a, b in zip(w, y))
    spread = sum(w) - sum(a * a for a in w) / sum(w)
    tau2 = max(0.0, (q - len(y) + 1) / spread) if len(y) > 1 else ASSUMED_TAU ** 2
    w = [1 / (x + tau2) for x in v]
    return sum(a * b for a, b in zip(w, y)) / sum(w), math.sqrt(1 / sum(w)), math.sqrt(tau2)


def meta_analysis(trials):
    """The same of (responders, n) on the logit, half a patient added to each cell."""
    return random_effects([math.log((r + 0.5) / (n - r + 0.5)) for r, n in trials],
                          [1 / (r + 0.5) + 1 / (n - r + 0.5) for r, n in trials])


def logit_normal(mean, sd, points):
    """(weight, rate) of a rate that is normal on the logit, by quadrature."""
    for i in range(points):
        yield 1 / points, 1 / (1 + math.exp(-(mean + sd * NORMAL.inv_cdf((i + 0.5) / points))))


def one_more_trial(rates, n):
    """Probabilities of 0 to n responders: binomial of (weight, rate)."""
    log_choose = [math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) for k in range(n + 1)]
    result = [0.0] * (n + 1)
    for weight, p in rates:
        log_p, log_q = math.log(p), math.log1p(-p)
        for k in range(n + 1):
            result[k] += weight * math.exp(log_choose[k] + k * log_p + (n - k) * log_q)
    return result


def rival(trials, n):
    """Probabilities of 0 to n responders in one more trial of the family."""
    mean, error, tau = meta_analysis(trials)
    return one_more_trial(logit_normal(mean, math.hypot(error, tau), 400), n)


def quantile(mass, p):
    """Least count whose probability of no more reaches p."""
    up_to = 0.0
    for count, m in enumerate(mass):
        up_to += m
        if up_to >= p - 1e-12:
            return count
    return len(mass) - 1


def share_of(mass):
    """Median and 95% interval of count / n."""
    n = len(mass) - 1
    return {name: quantile(mass, p) / n for name, p in (("median", 0.5), ("lower", 0.025), ("upper", 0.975))}
