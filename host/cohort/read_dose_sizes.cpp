// `levels`, `weight_bands`, `height` and `max_dose` of a regimen.
#include "host/cohort/read_dose_sizes.hpp"

#include <fmt/format.h>

#include "host/toml/values.hpp"

namespace twinarm::cohort {
namespace {

const char* basis_of(const Dose& dose) {
    return dose.per_kg ? "per kg" : dose.per_m2 ? "per m2" : "flat";
}

bool same_basis(const Dose& one, const Dose& other) {
    return one.per_kg == other.per_kg && one.per_m2 == other.per_m2;
}

/// Whether this is a list of no more than `most` members.
bool is_short_list(const toml::Node& list, int most, const char* example, base::Report& report) {
    if (!list.is_array()) {
        report.add(list.place, fmt::format("`{}` is a list: {}", list.name, example));
        return false;
    }
    if (list.children.size() <= std::size_t(most)) return true;
    report.add(list.children[std::size_t(most)].place,
               fmt::format("`{}` has {} members: the limit is {}", list.name, list.children.size(), most));
    return false;
}

void read_levels(const toml::Node& list, const toml::Node& start, const Dose& dose, const DrugFacts& drug,
                 Regimen& r, base::Report& report) {
    if (!is_short_list(list, max_dose_levels, "[\"0.003 mg/kg\", \"0.006 mg/kg\"], from the lowest", report))
        return;
    bool good = true;
    r.first_level = -1;
    for (const toml::Node& node : list.children) {
        const std::optional<Dose> level = read_dose(&node, drug, report);
        good = good && level;
        if (!level) continue;
        warn_of_unusual_dose(node, *level, drug, report);
        if (!same_basis(*level, dose))
            report.add(node.place, fmt::format("level \"{}\" is {}, and `dose` is {}: all are of one kind",
                                               node.text, basis_of(*level), basis_of(dose)));
        if (r.level_count > 0 && level->amount <= r.level[r.level_count - 1])
            report.add(node.place, fmt::format("level \"{}\" is not above the one before it: `levels` ascend",
                                               node.text));
        if (level->amount == dose.amount) r.first_level = r.level_count;
        r.level[r.level_count++] = level->amount;
    }
    if (r.first_level >= 0) return;
    r.first_level = 0;
    if (good && !list.children.empty())
        report.add(start.place, fmt::format("`dose` is the level that is given first: \"{}\" is none of "
                                            "`levels`",
                                            start.text));
}

void read_bands(const toml::Node& list, const Dose& dose, const DrugFacts& drug, Regimen& r,
                base::Report& report) {
    if (!is_short_list(list, max_weight_bands, "[{ below = \"50 kg\", dose = \"240 mg\" }]", report)) return;
    for (const toml::Node& node : list.children) {
        toml::Fields fields(&node, "a band of `weight_bands`", node.place, report);
        const toml::Node* limit = fields.need("below", "body weight that the band ends at, \"50 kg\"");
        const toml::Node* amount = fields.need("dose", "dose of those who weigh less");
        fields.close();
        const std::optional<double> below = toml::quantity_value(limit, "kg", report);
        const std::optional<Dose> of_band = read_dose(amount, drug, report);
        if (!below || !of_band) continue;
        warn_of_unusual_dose(*amount, *of_band, drug, report);
        const double previous = r.band_count > 0 ? r.band[r.band_count - 1].below_kg : 0;
        if (*below <= previous)
            report.add(limit->place, fmt::format("a band that ends at {} kg begins at {} kg: bands ascend",
                                                 *below, previous));
        if (of_band->per_m2 || dose.per_m2)
            report.add(amount->place, "doses of weight bands are flat or per kg, not per m2");
        r.band[r.band_count++] = {*below, of_band->amount, of_band->per_kg ? 1.0 : 0.0};
    }
}

void read_cap(const toml::Node& node, const Dose& dose, const DrugFacts& drug, Regimen& r,
              base::Report& report) {
    const std::optional<Dose> cap = read_dose(&node, drug, report);
    if (!cap) return;
    if (cap->per_kg || cap->per_m2)
        report.add(node.place, "`max_dose` is an amount, without /kg and /m2");
    else if (cap->amount == 0)
        report.add(node.place, "`max_dose` must be positive; without it there is no limit");
    else if (!dose.per_kg && !dose.per_m2 && dose.amount > cap->amount && r.band_count == 0)
        report.add(node.place, fmt::format("every dose is above `max_dose` = \"{}\"", node.text));
    r.max_dose = cap->amount;
}

void read_height(const toml::Node* node, const Dose& dose, const toml::Node& place, Regimen& r,
                 base::Report& report) {
    if (node == nullptr) {
        if (dose.per_m2)
            report.add(place.place,
                       "a dose per m2 needs the height of the patients: height = { women = \"163 cm\", men = "
                       "\"176 cm\" }");
        return;
    }
    toml::Fields fields(node, "`height`", node->place, report);
    const toml::Node* of[] = {fields.need("women", "their mean height, in cm"),
                              fields.need("men", "their mean height, in cm")};
    fields.close();
    if (!dose.per_m2) {
        report.add(node->key, "`height` is for doses per m2");
        return;
    }
    for (int male = 0; male < 2; ++male) {
        const std::optional<double> cm = toml::quantity_value(of[male], "cm", report);
        if (cm && !(*cm >= 50 && *cm <= 250))
            report.add(of[male]->place, fmt::format("a height of {} cm: expected 50 to 250 cm", *cm));
        r.height_cm[male] = cm.value_or(0);
    }
}

}  // namespace

DoseSizeKeys dose_size_keys(toml::Fields& fields) {
    return {fields.need("dose", "amount with its unit"), fields.find("levels"), fields.find("weight_bands"),
            fields.find("max_dose"), fields.find("height")};
}

void read_dose_sizes(const DoseSizeKeys& keys, const Dose& dose, const DrugFacts& drug, Regimen& r,
                     base::Report& report) {
    if (keys.levels != nullptr) read_levels(*keys.levels, *keys.dose, dose, drug, r, report);
    if (keys.bands != nullptr) read_bands(*keys.bands, dose, drug, r, report);
    if (r.level_count > 0 && r.band_count > 0)
        report.add(keys.bands->key, "`weight_bands` and `levels` cannot be combined");
    if (keys.cap != nullptr) read_cap(*keys.cap, dose, drug, r, report);
    read_height(keys.height, dose, *keys.dose, r, report);
}

/// As it is written; a dose of 0 may be a number.
std::string dose_text(const toml::Node& dose) {
    return dose.is_text() ? dose.text : "0";
}

std::string words_of_dose(const DoseSizeKeys& keys) {
    std::string more;
    const auto add = [&](const std::string& words) { more += (more.empty() ? "" : "; ") + words; };
    if (keys.levels != nullptr && !keys.levels->children.empty()) {
        std::string levels;
        for (const toml::Node& level : keys.levels->children) levels += ", " + dose_text(level);
        add("levels " + levels.substr(2));
    }
    if (keys.bands != nullptr)
        for (const toml::Node& band : keys.bands->children)
            add(fmt::format("{} below {}", dose_text(*band.find("dose")), band.find("below")->text));
    if (keys.cap != nullptr) add("at most " + keys.cap->text);
    return dose_text(*keys.dose) + (more.empty() ? "" : " (" + more + ")");
}

}  // namespace twinarm::cohort
