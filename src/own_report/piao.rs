//! Which indicators of the plan stand in the PIAO, or in the plan of performance, and in whose objectives.

use crate::italian;
use crate::model::committee::{InPiao, PiaoIndicator};
use crate::model::dataset::Dataset;
use crate::model::plan::Indicator;

/// `None` where the plan does not tell of any indicator of the year.
pub(super) fn find(dataset: &Dataset) -> Option<InPiao> {
    let year = dataset.settings.report.year;
    let objectives = dataset.plan.iter().flat_map(|plan| &plan.objectives);
    let all: Vec<(&str, &Indicator)> = objectives
        .flat_map(|objective| objective.indicators.iter().map(|one| (objective.code.as_str(), one)))
        .filter(|(_, one)| one.year == year)
        .collect();
    let count = |wanted| all.iter().filter(|(_, one)| one.in_piao == wanted).count() as u64;
    let (there, untold) = (count(Some(true)), count(None));
    if untold == all.len() as u64 {
        return None;
    }
    let untold = match untold {
        0 => String::new(),
        untold => format!("; di {} non è indicato", italian::count(untold)),
    };
    let sentence = format!(
        "Sono anche nel PIAO o nel Piano della performance {} su {} per il {year}{untold}.",
        italian::counted(there, "indicatore", "indicatori"),
        italian::count(all.len() as u64),
    );
    let indicators = all.into_iter().filter(|(_, one)| one.in_piao == Some(true));
    let indicators = indicators.map(|(objective, one)| PiaoIndicator {
        code: one.code.clone(),
        description: one.description.clone(),
        objective: objective.to_owned(),
        accountable: one.accountable.clone(),
    });
    Some(InPiao { sentence, indicators: indicators.collect() })
}
