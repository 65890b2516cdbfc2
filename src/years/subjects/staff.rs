//! Staff by gender and category, and the age structure of each gender (table 1.1).

use super::Subject;
use crate::figures::{Answer, Reading, Unit, both, share};
use crate::model::gender::Gender;
use crate::model::staff_category::StaffCategory;
use crate::model::years::SeriesLook;
use crate::years::section::{Series, largest_change};
use crate::years::{Context, chart};

/// Counts of men and women and the share of women, by tipologia and for all.
pub(super) fn by_category(context: &Context<'_>) -> Subject {
    let mut series = Vec::new();
    for category in StaffCategory::ALL {
        let of = |year: &Reading, gender: Gender| year.in_categories(|of| of == category, gender);
        let rows = three(context, category.label(), of);
        if rows.iter().any(Series::has_any) {
            series.extend(rows);
        }
    }
    let [men, women, women_share] = three(context, "Totale", |year, gender| year.staff(gender));
    let everybody = Series::new("", "", Unit::People, context, |year| year.staff(None));
    let mut sentences = Vec::new();
    sentences.extend(everybody.sentence(context).map(|all| format!("Persone in servizio: {all}.")));
    sentences.extend(women_share.sentence(context).map(|all| format!("Quota di donne: {all}.")));
    series.push(men.drawn("Uomini", SeriesLook::Men));
    series.push(women.drawn("Donne", SeriesLook::Women));
    series.push(women_share);
    Subject {
        title: "Personale per genere e tipologia",
        name: "personale (tabella 1.1)",
        stub: &["Tipologia di personale", "Genere"],
        chart: chart::of(context, "Personale per genere, numero di persone", &series),
        series,
        sentences,
        notes: Vec::new(),
        breaks: Vec::new(),
    }
}

fn three(
    context: &Context<'_>,
    group: &str,
    of: impl Fn(&Reading, Gender) -> Answer,
) -> [Series; 3] {
    let count = |gender: Gender| {
        Series::new(group, gender.plural(), Unit::People, context, |year| of(year, gender))
    };
    let women_share = Series::new(group, "Donne, %", Unit::Percent, context, |year| {
        share(of(year, Gender::Woman), both(|gender| of(year, gender)))
    });
    [count(Gender::Man), count(Gender::Woman), women_share]
}

/// The share of each class in its gender.
pub(super) fn by_age(context: &Context<'_>) -> Subject {
    let mut series = Vec::new();
    for gender in Gender::ALL {
        let look = match gender {
            Gender::Man => SeriesLook::Men,
            Gender::Woman => SeriesLook::Women,
        };
        for (class, band) in context.dataset.age_bands.iter().enumerate() {
            let of = |year: &Reading| share(year.in_class(gender, class), year.staff(gender));
            let row = Series::new(gender.plural(), &band.label, Unit::Percent, context, of);
            series.push(row.drawn(&band.label, look));
        }
    }
    Subject {
        title: "Struttura per età",
        name: "età (tabella 1.1)",
        stub: &["Genere", "Età"],
        sentences: largest_change(context, &series).into_iter().collect(),
        notes: vec!["Quota di ogni classe sul totale del genere.".to_owned()],
        chart: chart::of(
            context,
            "Quota di ogni classe di età nel genere, in percentuale",
            &series,
        ),
        breaks: Vec::new(),
        series,
    }
}
