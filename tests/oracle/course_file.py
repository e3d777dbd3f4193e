"""What an exported SBML says beside its equations: the patient's parameters, doses, scans."""

import pathlib
import xml.etree.ElementTree as xml
from dataclasses import dataclass

SBML = "{http://www.sbml.org/sbml/level3/version2/core}"
COURSE = "{urn:twinarm:course:1}"


@dataclass
class Dose:
    hour: float
    drug: str
    infusion_h: float
    course: int
    cycle: int
    number: int
    decision: str
    amount: float  # nmol, nivolumab mg; 0 where none was given


@dataclass
class Scan:
    hour: float
    true_mm: float
    measured_mm: float
    new_lesion: bool
    response: str


class CourseFile:
    def __init__(self, file: pathlib.Path):
        model = xml.parse(file).getroot().find(SBML + "model")
        self.parameters = {one.get("id"): float(one.get("value"))
                           for one in model.iter(SBML + "parameter") if one.get("value") is not None}
        course = model.find(SBML + "annotation").find(COURSE + "course")
        self.end_h = float(course.find(COURSE + "end").get("time_h"))
        regimens = {one.get("number"): one for one in course.iter(COURSE + "regimen")}
        self.doses = []
        for one in course.iter(COURSE + "dose"):
            regimen = regimens[one.get("regimen")]
            self.doses.append(Dose(float(one.get("time_h")), regimen.get("drug"), int(regimen.get("infusion_min")) / 60,
                                   int(one.get("course")), int(one.get("cycle")), int(one.get("dose")),
                                   one.get("decision"), float(one.get("amount", 0))))
        self.scans = [Scan(float(one.get("time_h")), float(one.get("true_sld_mm")), float(one.get("measured_sld_mm")),
                           one.get("new_lesion") == "true", one.get("response"))
                      for one in course.iter(COURSE + "scan") if one.get("missed") is None]
