//! Staff by gender and category, and the age structure of each gender (table 1.1).

use super::Subject;
use crate::model::gender::Gender;
use crate::model::history::Figure;
use crate::model::staff_category::StaffCategory;
use crate::model::years::SeriesLook;
use crate::years::cell::Unit;
use crate::years::missing::{Known, share};
use crate::years::section::{Series, largest_change};
use crate::years::year::Year;
use crate::years::{Context, chart};

/// Counts of men and women and the share of women, by tipologia and for all.
pub(super) fn by_category(context: &Context<'_>) -> Subject {
    let mut series = Vec::new();
    for category in StaffCategory::ALL {
        let of =
            |year: &Year, gender| year.staff(gender, |figure| figure.group == category.label());
        let rows = three(context, category.label(), of);
        if rows.iter().any(Series::has_any) {
            series.extend(rows);
        }
    }
    let [men, women, women_share] = three(context, "Totale", Year::all_staff);
    let everybody = Series::new("", "", Unit::People, context, |year| {
        Year::both(|gender| year.all_staff(gender))
    });
    let mut sentences = Vec::new();
    sentences.extend(everybody.told(context).map(|told| format!("Persone in servizio: {told}.")));
    sentences.extend(women_share.told(context).map(|told| format!("Quota di donne: {told}.")));
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
    }
}

fn three(context: &Context<'_>, group: &str, of: impl Fn(&Year, Gender) -> Known) -> [Series; 3] {
    let count = |gender: Gender| {
        Series::new(group, gender.plural(), Unit::People, context, |year| of(year, gender))
    };
    let women_share = Series::new(group, "Donne, %", Unit::Percent, context, |year| {
        share(of(year, Gender::Woman), Year::both(|gender| of(year, gender)))
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
            let of = |year: &Year| share(year.in_class(gender, class), year.all_staff(gender));
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
        series,
    }
}

/// Dirigenti of both levels.
pub(in crate::years) fn is_manager(figure: &Figure) -> bool {
    StaffCategory::ALL
        .into_iter()
        .any(|category| category.is_manager() && category.label() == figure.group)
}
