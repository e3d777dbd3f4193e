"""Faults put into an exported SBML on purpose: a comparison that does not see them proves nothing."""

import re


def _changed(before: str, after: str) -> str:
    assert before != after, "the mutation found nothing to change"
    return after


def wrong_sign(text: str) -> str:
    """Leak does not recover but grows: the first minus of its rate rule that joins two terms becomes a plus."""
    rule = re.search(r'<rateRule variable="leak">.*?</rateRule>', text, re.DOTALL).group(0)
    return _changed(text, text.replace(rule, rule.replace("<minus/>", "<plus/>", 1)))


def wrong_unit(text: str) -> str:
    """A growth rate a day is taken for one an hour."""
    return _changed(text, re.sub(r'(<parameter id="hours_a_day" value=)"24"', r'\1"1"', text))


def late_stop(text: str) -> str:
    """The first infusion stops an hour late."""
    def late(match):
        return f"{match.group(1)}{float(match.group(2)) + 1}{match.group(3)}"
    return _changed(text, re.sub(r'(<event id="\w+_stop_1".*?<cn[^>]*>)([^<]*)(</cn>)', late, text, count=1, flags=re.DOTALL))


MUTATIONS = {mutation.__name__: mutation for mutation in (wrong_sign, wrong_unit, late_stop)}
