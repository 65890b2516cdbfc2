//! The CUG in computed sentences: how many it is, how often it met.

use crate::italian;
use crate::model::cug_report::{Meeting, Member};
use crate::model::gender::Gender;

/// `Il Comitato ha 12 componenti, di cui 8 donne e 4 uomini.` Genders are told when all are known.
pub(super) fn members(members: &[Member]) -> String {
    let all = members.len() as u64;
    let of = |gender| members.iter().filter(|member| member.gender == Some(gender)).count() as u64;
    let (women, men) = (of(Gender::Woman), of(Gender::Man));
    let genders = if women + men == all && all > 0 {
        let women = italian::counted(women, "donna", "donne");
        format!(", di cui {women} e {}", italian::counted(men, "uomo", "uomini"))
    } else {
        String::new()
    };
    format!("Il Comitato ha {}{genders}.", italian::counted(all, "componente", "componenti"))
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
        Member { name: String::new(), role: String::new(), gender, named_by: None }
    }

    #[test]
    fn genders_are_told_when_all_are_known() {
        let mut committee = vec![member(Some(Gender::Woman)), member(Some(Gender::Man))];
        assert_eq!(members(&committee), "Il Comitato ha 2 componenti, di cui 1 donna e 1 uomo.");
        committee.push(member(None));
        assert_eq!(members(&committee), "Il Comitato ha 3 componenti.");
    }

    #[test]
    fn no_meeting_is_told_as_well() {
        assert_eq!(meetings(&[], 2022), "Nel 2022 il Comitato non si è riunito.");
    }
}
