//! The CUG in computed sentences: how many it is, how often it met.

use crate::italian;
use crate::model::cug_report::{Meeting, Member};
use crate::model::gender::Gender;

/// `Il Comitato ha 7 componenti, di cui 4 donne e 3 uomini, e 3 supplenti, di cui 2 donne e 1 uomo.`
/// Genders are told when all are known.
pub(super) fn members(members: &[Member]) -> String {
    let (substitutes, members): (Vec<&Member>, Vec<&Member>) =
        members.iter().partition(|member| member.is_substitute);
    let genders = |of: &[&Member]| {
        let count =
            |gender| of.iter().filter(|member| member.gender == Some(gender)).count() as u64;
        let (women, men) = (count(Gender::Woman), count(Gender::Man));
        match (women, men) {
            _ if women + men != of.len() as u64 => String::new(),
            (0, 0) => String::new(),
            (1, 0) => ", una donna".to_owned(),
            (0, 1) => ", un uomo".to_owned(),
            (_, 0) => ", tutte donne".to_owned(),
            (0, _) => ", tutti uomini".to_owned(),
            _ => {
                let women = italian::counted(women, "donna", "donne");
                format!(", di cui {women} e {}", italian::counted(men, "uomo", "uomini"))
            }
        }
    };
    let all = italian::counted(members.len() as u64, "componente", "componenti");
    let substitutes = match substitutes.len() as u64 {
        0 => String::new(),
        count => {
            let words = italian::counted(count, "supplente", "supplenti");
            let comma = if genders(&members).is_empty() { "" } else { "," };
            format!("{comma} e {words}{}", genders(&substitutes))
        }
    };
    format!("Il Comitato ha {all}{}{substitutes}.", genders(&members))
}

/// `Nel 2022 il Comitato si è riunito 5 volte, dal 10 febbraio 2022 al 15 dicembre 2022.`
pub(super) fn meetings(held: &[Meeting], year: i32) -> String {
    match held {
        [] => format!("Nel {year} il Comitato non si è riunito."),
        [only] => {
            format!(
                "Nel {year} il Comitato si è riunito una volta, il {}.",
                italian::long_date(only.date)
            )
        }
        [first, .., last] => format!(
            "Nel {year} il Comitato si è riunito {}, dal {} al {}.",
            italian::counted(held.len() as u64, "volta", "volte"),
            italian::long_date(first.date),
            italian::long_date(last.date)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(gender: Option<Gender>) -> Member {
        Member {
            name: String::new(),
            role: String::new(),
            gender,
            named_by: None,
            is_substitute: false,
        }
    }

    #[test]
    fn genders_are_told_when_all_are_known() {
        let mut committee = vec![member(Some(Gender::Woman)), member(Some(Gender::Man))];
        assert_eq!(members(&committee), "Il Comitato ha 2 componenti, di cui 1 donna e 1 uomo.");
        committee.push(member(None));
        assert_eq!(members(&committee), "Il Comitato ha 3 componenti.");
        committee.pop();
        committee.push(Member { is_substitute: true, ..member(Some(Gender::Woman)) });
        assert_eq!(
            members(&committee),
            "Il Comitato ha 2 componenti, di cui 1 donna e 1 uomo, e 1 supplente, una donna."
        );
    }

    #[test]
    fn no_meeting_is_told_as_well() {
        assert_eq!(meetings(&[], 2022), "Nel 2022 il Comitato non si è riunito.");
    }
}
