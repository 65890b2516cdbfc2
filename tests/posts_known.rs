//! Attackers who know more than is printed: that a post is held by one person, as the law says of a secretary
//! general, and that a board has three members at least.

use relazione_cug::disclosure;
use relazione_cug::model::protection::ProtectionAudit;
use relazione_cug::model::secret::Secret;
use relazione_cug::model::settings::{DisclosureMethod, DisclosureSettings, Settings};
use relazione_cug::model::table::Table;
use relazione_cug::model::table_id::TableId;
use relazione_cug::pipeline::Verified;

use crate::bodies::sample;
use crate::protection::format;
use crate::rounding::csv;
use crate::second_attack::Edition;

/// The full and the public edition with every post in a row of its own, though the managers be few.
fn editions(
    verified: &Verified,
    settings: &Settings,
    method: DisclosureMethod,
) -> ([Edition; 2], ProtectionAudit) {
    let rules = DisclosureSettings { method, ..settings.disclosure.clone() };
    let full = &verified.report.tables;
    let (public, audit) =
        disclosure::protect(full, &format(), &rules, &Secret::numbered(1)).unwrap();
    assert_eq!(audit.method(), method);
    let texts = [full, &public].map(|tables| csv(verified, tables));
    (texts.each_ref().map(|text| Edition::read(text)), audit)
}

fn bodies(mut attack: impl FnMut(&str, &Verified, &Settings)) {
    let (settings, _, verified) = sample();
    attack("esempio", verified, settings);
    for name in crate::published::PAGES {
        let (settings, verified) = crate::published::body(name);
        attack(name, &verified, &settings);
    }
}

#[test]
fn who_knows_the_single_posts_finds_nobody_in_rounded_figures() {
    let mut posts_tried = 0;
    bodies(|name, verified, settings| {
        let ([full, public], audit) = editions(verified, settings, DisclosureMethod::Rounding);
        let unit = |table: &str| threshold(&audit, table);
        let posts = full.single_posts();
        let posts: Vec<&str> = posts.iter().map(String::as_str).collect();
        posts_tried += posts.len();
        let found = full.found_out_of_rounded_by_who_knows(&posts, &public, unit);
        assert_eq!(found, [], "{name}: {posts:?}");
    });
    assert!(posts_tried >= 4, "{posts_tried}");
}

#[test]
fn who_knows_the_single_posts_finds_nobody_else_in_figures_kept_back() {
    bodies(|name, verified, settings| {
        let ([full, public], audit) = editions(verified, settings, DisclosureMethod::Suppression);
        let posts = full.single_posts();
        let posts: Vec<&str> = posts.iter().map(String::as_str).collect();
        let found = public.found_out_by_who_knows(&posts, &full, |table| threshold(&audit, table));
        assert_eq!(found, [], "{name}: {posts:?}");
    });
}

fn threshold(audit: &ProtectionAudit, table: &str) -> i64 {
    i64::try_from(audit.threshold_of(TableId::read(table).unwrap())).unwrap()
}

#[test]
fn boards_are_public_acts_and_leave_nothing_to_whoever_knows_that_they_have_three_members() {
    let (settings, _, verified) = sample();
    for method in [DisclosureMethod::Rounding, DisclosureMethod::Suppression] {
        let rules = DisclosureSettings { method, ..settings.disclosure.clone() };
        let full = verified.coarse_figures();
        let protected = disclosure::protect(&full, &format(), &rules, &Secret::numbered(1));
        let public = protected.unwrap().0;
        let boards = |tables: &[Table]| {
            let table = tables.iter().find(|table| table.id == TableId::BOARDS).unwrap();
            table.rows.iter().flat_map(|row| row.cells.clone()).collect::<Vec<_>>()
        };
        assert_eq!(boards(&full), boards(&public));
    }
}
