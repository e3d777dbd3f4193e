"""Rules that a validator of ADaM datasets checks (ADaM implementation guide 1.3; SAS transport version 5), on rows that any reader gave."""

import collections
import datetime
import re

DAY_ONE = datetime.date(2000, 1, 1)  # fictitious, host/adam/calendar.hpp
RECORDS = ("STUDYID", "USUBJID", "TRTP", "PARAM", "PARAMCD", "AVAL")
REQUIRED = {
    "adsl": ("STUDYID", "USUBJID", "SUBJID", "SITEID", "AGE", "AGEU", "SEX", "RACE", "ARM", "TRT01P", "TRTSDT", "SAFFL"),
    "adrs": (*RECORDS, "AVALC", "ADT"),
    "adtr": (*RECORDS, "ADT", "ABLFL", "BASE", "CHG"),
    "adtte": (*RECORDS, "CNSR", "STARTDT", "ADT", "EVNTDESC", "CNSDTDSC"),
    "adex": RECORDS,
    "adtrait": ("STUDYID", "USUBJID"),
}
KEYS = {"adsl": ("USUBJID",), "adrs": ("USUBJID", "PARAMCD", "AVISITN"), "adtr": ("USUBJID", "PARAMCD", "AVISITN"),
        "adtte": ("USUBJID", "PARAMCD"), "adex": ("USUBJID", "REGNUM", "PARAMCD"), "adtrait": ("USUBJID",)}
ONE_TO_ONE = (("PARAMCD", "PARAM"), ("AVISIT", "AVISITN"), ("TRT01P", "TRT01PN"), ("STATUS", "STATUSC"))


def faults_of(name, columns, labels, rows):
    """What breaks a rule in the dataset `name`, in words."""
    faults = []
    for column in columns:
        if not re.fullmatch("[A-Z][A-Z0-9_]{0,7}", column):
            faults.append(f"{name}: {column} is not a name of a variable")
        if not 1 <= len(labels.get(column) or "") <= 40:
            faults.append(f"{name}: the label of {column} is {labels.get(column)!r}")
    faults += [f"{name} lacks {column}" for column in REQUIRED[name] if column not in columns]
    if faults:
        return faults

    times = collections.Counter(tuple(row[key] for key in KEYS[name]) for row in rows)
    faults += [f"{name}: {count} rows of {key}" for key, count in times.items() if count > 1]
    for left, right in ONE_TO_ONE:
        if left not in columns:
            continue
        for a, b in ((left, right), (right, left)):
            found = collections.defaultdict(set)
            for row in rows:
                found[row[a]].add(row[b])
            faults += [f"{name}: {a} {value!r} has {b} {sorted(map(str, others))}" for value, others in found.items() if len(others) > 1]
    for row in rows:
        for column, value in row.items():
            if column.endswith("FL") and value not in ("Y", "N", None):
                faults.append(f"{name}.{column} is {value!r}")
            if column.endswith("DT") and not (value is None or type(value) is datetime.date):
                faults.append(f"{name}.{column} is no date: {value!r}")
        if "ADY" in columns and "ADT" in columns:
            expected = None if row["ADY"] is None else DAY_ONE + datetime.timedelta(days=int(row["ADY"]) - 1)
            if row["ADT"] != expected:
                faults.append(f"{name}: day {row['ADY']} is {row['ADT']}, expected {expected}")
    return faults
