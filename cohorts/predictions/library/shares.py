"""A share in every population, and what one trial would show of it: as the program's `predictive`, for patients that were picked."""
import math

from library import rivals


class Populated:
    """Numbers by population, with the weights of their populations."""

    def __init__(self, populations, values):
        total = sum(populations.weight[name] for name in values)
        self.values, self.weight = values, {name: populations.weight[name] / total for name in values}
        self.mean = sum(self.weight[name] * value for name, value in values.items())

    def quantile(self, p):
        up_to = 0.0
        for name in sorted(self.values, key=self.values.get):
            up_to += self.weight[name]
            if up_to >= p - 1e-12:
                break
        return self.values[name]

    def interval(self):
        return {"mean": self.mean, "lower": self.quantile(0.025), "upper": self.quantile(0.975)}


def own(populations, counts):
    """Shares of (x, of) by population without the Monte-Carlo spread, which is taken out of the spread between them. None is 0 or 1."""
    raw = Populated(populations, {name: x / of for name, (x, of) in counts.items()})
    observed = sum(raw.weight[name] * (raw.values[name] - raw.mean) ** 2 for name in counts)
    variance = lambda name: raw.values[name] * (1 - raw.values[name]) / max(counts[name][1] - 1, 1)
    chance = sum(raw.weight[name] * (1 - raw.weight[name]) * variance(name) for name in counts)
    kept = math.sqrt(max(0.0, observed - chance) / observed) if observed > 0 else 0.0

    def open_share(name):
        least = 0.5 / (counts[name][1] + 1)
        return min(max(raw.mean + kept * (raw.values[name] - raw.mean), least), 1 - least)

    return Populated(populations, {name: open_share(name) for name in counts})


def moved(share, sd, points, odds_ratio=1.0):
    """(weight, share) with a trial's effect."""
    return rivals.logit_normal(rivals.logit(share) + math.log(odds_ratio), sd, points)


class Shares:
    """What a trial of n would show, where its assessors' odds of response are `odds_ratio` times those of review."""

    def __init__(self, populations, n, odds_ratio=1.0):
        self.populations, self.n, self.odds_ratio = populations, n, odds_ratio

    def one(self, counts, odds_ratio=1.0):
        shares, sd = own(self.populations, counts), self.populations.between_trial_sd
        rates = ((shares.weight[name] * weight, rate) for name, share in shares.values.items()
                 for weight, rate in moved(share, sd[name], 40, odds_ratio))
        return self.made(shares, rates)

    def response(self, responders):
        return self.one(responders, self.odds_ratio)

    def part(self, responders, part, counts, whole):
        """`whole(response, part)` of shares with an effect each: CR is response times CR of responders, and so on. `counts`: of the whole."""
        response, of, sd = own(self.populations, responders), own(self.populations, part), self.populations.between_trial_sd
        rates = ((response.weight[name] * first * second, whole(p, q)) for name, share in response.values.items()
                 for first, p in moved(share, sd[name], 20, self.odds_ratio)
                 for second, q in moved(of.values.get(name, of.mean), sd[name], 12))
        return self.made(own(self.populations, counts), rates)

    def made(self, shares, rates):
        return {"populations": shares.interval(), "one_trial": rivals.share_of(rivals.one_more_trial(rates, self.n))}
