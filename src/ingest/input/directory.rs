//! The staff by number: how the rows of other inputs find the person they are about.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::sync::OnceLock;

use bit_set::BitSet;
use ecow::EcoString;
use hashbrown::{DefaultHashBuilder, HashTable};

use super::other_keys::OtherKeys;
use super::staff::Absent;
use super::staff_number;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics, MAX_LISTED, code};
use crate::ingest::file::sheet::Value;
use crate::ingest::grid::record::Record;
use crate::italian;
use crate::model::employee::{Employee, StaffNumber};
use crate::model::fiscal_code::FiscalCode;
use crate::model::header_words::FISCAL_CODE;
use crate::model::table_id::TableId;

const COLUMN: &str = "matricola";
const NOT_COUNTED: &str = "persone che «personale» non conta";
/// Why a row of somebody who was refused in the staff file does not count.
const REFUSED: &str = "persone la cui riga nel file «personale» è stata scartata";
const NOT_IN_STAFF: &str = "la matricola non è nel file del personale";
const ZEROS: &str = ", dove però ce n'è una uguale se non si contano zeri e lettere iniziali, trattini e maiuscole: scrivetela allo stesso modo nei due file; se mancano solo gli zeri iniziali basta impostare [convenzioni] cifre_matricola";

const CODES: &str = ", e qui c'è un codice fiscale: aggiungete al file del personale anche la colonna «Codice fiscale», accanto alla matricola; serve solo a unire i file e non è stampata";

const SEVERAL: &str = ", e nella casella ce n'è più di una: scrivete una riga per ogni persona, con le altre caselle uguali";

const WORDS_BESIDE: &str = ", dove però c'è il numero che sta in questa casella accanto ad altre parole: lasciate nella casella la matricola soltanto";

const NAMES: &str = ", e qui ci sono nomi: il programma unisce i file con la matricola, o con il codice fiscale; aggiungete a questo file la colonna «matricola», con i numeri del file del personale";

const NUMBERS: &str = ", che ha solo i codici fiscali: aggiungete al file del personale una colonna «matricola» con i numeri di questo file, oppure a questo file la colonna «Codice fiscale»";

/// Somebody of the staff, and the place among [`crate::model::dataset::Dataset::people`].
pub(in crate::ingest) struct Found<'a> {
    pub(in crate::ingest) place: usize,
    pub(in crate::ingest) employee: &'a Employee,
}

/// People by staff number; of a repeated number, the first.
pub(in crate::ingest) struct Directory<'a> {
    people: &'a [Employee],
    /// Places among the people, found by the hash of their numbers.
    places: HashTable<usize>,
    hasher: DefaultHashBuilder,
    /// Whether a number is on several rows.
    has_repeated: bool,
    /// Who else is in the staff file; `None` when it is unusable.
    absent: Option<&'a Absent>,
    /// All numbers without leading zeros, once somebody asks.
    bare: OnceLock<BTreeSet<String>>,
    /// What else people are known by in the staff file.
    other_keys: &'a OtherKeys,
    digits: Option<usize>,
}

impl<'a> Directory<'a> {
    pub(in crate::ingest) fn new(
        people: &'a [Employee],
        absent: Option<&'a Absent>,
        other_keys: &'a OtherKeys,
        digits: Option<usize>,
    ) -> Self {
        let hasher = DefaultHashBuilder::default();
        let mut places = HashTable::with_capacity(people.len());
        let hash = |place: usize| hasher.hash_one(people[place].staff_number.0.as_str());
        for (place, person) in people.iter().enumerate() {
            let is_same = |other: &usize| people[*other].staff_number == person.staff_number;
            places.entry(hash(place), is_same, |other| hash(*other)).or_insert(place);
        }
        let has_repeated = places.len() < people.len();
        let bare = OnceLock::new();
        Self { people, places, hasher, has_repeated, absent, bare, other_keys, digits }
    }

    /// The person whose `matricola` the record has. A stranger is an error; a row of somebody whose own
    /// row in the staff file is at fault is left out, and told with the others.
    pub(in crate::ingest) fn find(&self, record: &mut Record<'_>) -> Option<Found<'a>> {
        let written = staff_number::read(record, self.digits)?;
        let number = self.own(record, &written);
        let found = self.found(&number);
        if found.is_none() {
            if self.is_left_out(&number) {
                record.leave_out(NOT_COUNTED);
            } else if self.is_stranger(&number) {
                let hint = self.hint(record, &written);
                record.refuse(COLUMN, code::UNKNOWN_STAFF_NUMBER, format!("{NOT_IN_STAFF}{hint}"));
            } else if self.absent.is_some() {
                record.leave_out(REFUSED);
            }
        }
        found
    }

    /// As [`Self::find`], in a file of the whole year: who left before its end is in it and not in
    /// the staff file. What a stranger is, only the whole file can tell.
    pub(in crate::ingest) fn find_in_year(
        &self,
        record: &mut Record<'_>,
        strangers: &mut Strangers,
    ) -> Option<Found<'a>> {
        if let Value::Text(text) = record.value(COLUMN)
            && let Some((_, place)) =
                strangers.last.as_ref().filter(|(last, _)| last.as_str() == text.as_ref())
        {
            return Some(Found { place: *place, employee: &self.people[*place] });
        }
        let written = staff_number::read(record, self.digits)?;
        let is_number = self.kind(record).is_none();
        let plain =
            is_number.then(|| self.next(strangers, &written).or_else(|| self.found(&written)));
        let (number, found) = match plain.flatten() {
            Some(found) => (Cow::Borrowed(written.as_ref()), Some(found)),
            None => {
                let number = self.own(record, &written);
                let found = self.found(&number);
                (number, found)
            }
        };
        if let Some(found) = &found {
            strangers.known.insert(found.place);
            if let Value::Text(text) = record.value(COLUMN) {
                strangers.last = Some((text.as_ref().into(), found.place));
            }
        } else if self.is_left_out(&number) {
            record.leave_out(NOT_COUNTED);
        } else if self.is_stranger(&number) {
            let value = record.value(COLUMN).text().map(Cow::into_owned);
            let row = (record.location(COLUMN), value, self.hint(record, &written));
            strangers.add(row, &number, self.people.len());
        } else if self.absent.is_some() {
            record.leave_out(REFUSED);
        }
        found
    }

    /// The person who comes after the last one found, if the number is theirs: extractions often
    /// list people in one order.
    fn next(&self, strangers: &Strangers, number: &str) -> Option<Found<'a>> {
        let place = strangers.last.as_ref()?.1 + 1;
        let employee = self.people.get(place)?;
        // A repeated number is its first row.
        let is_next = employee.staff_number.0 == number && !self.has_repeated;
        is_next.then_some(Found { place, employee })
    }

    fn found(&self, number: &str) -> Option<Found<'a>> {
        let is_same = |place: &usize| self.people[*place].staff_number.0 == number;
        let place = *self.places.find(self.hasher.hash_one(number), is_same)?;
        Some(Found { place, employee: &self.people[place] })
    }

    /// What kind of key a file has in place of staff numbers; `None` for the numbers of the staff file.
    fn kind(&self, record: &Record<'_>) -> Option<&'static str> {
        record.body.key_kind().filter(|kind| !self.other_keys.is_own(kind))
    }

    /// The staff number of a row: that of whoever is known by the key that the file has, by a fiscal
    /// code under whatever header, or by another column of the row; any other number is itself.
    fn own<'n>(&self, record: &Record<'_>, number: &'n str) -> Cow<'n, str> {
        let kind = self.kind(record).unwrap_or(FISCAL_CODE);
        let key = if kind == FISCAL_CODE { number.to_owned() } else { number.to_lowercase() };
        if let Some(owner) = self.other_keys.owner(kind, &key) {
            return Cow::Owned(owner.0.to_string());
        }
        if kind != FISCAL_CODE {
            // A badge that nobody has, and no staff number, whatever its digits.
            return Cow::Owned(format!("{kind} {number}"));
        }
        if self.found(number).is_none() && self.is_stranger(number) {
            let columns = record.body.keys().iter();
            let others = columns.filter_map(|(kind, column)| {
                let value = staff_number::other(record, kind, *column)?;
                let owner = self.other_keys.owner(kind, &value).map(|owner| owner.0.to_string());
                owner.or_else(|| self.found(&value).map(|_| value))
            });
            if let Some(other) = others.into_iter().next() {
                return Cow::Owned(other);
            }
        }
        Cow::Borrowed(number)
    }

    /// Whether people can be found by their fiscal codes.
    fn knows_fiscal_codes(&self) -> bool {
        let is_one = |person: &Employee| FiscalCode::read(&person.staff_number.0).is_some();
        self.other_keys.has(FISCAL_CODE) || self.people.iter().any(is_one)
    }

    /// Whether the staff file knows people by their fiscal codes and by nothing else.
    fn knows_codes_alone(&self) -> bool {
        let mut people = self.people.iter();
        !self.people.is_empty()
            && people.all(|person| FiscalCode::read(&person.staff_number.0).is_some())
    }

    /// What to say of a number that is not in the staff file.
    fn hint(&self, record: &Record<'_>, number: &str) -> Cow<'static, str> {
        let is_code = FiscalCode::read(number).is_some();
        if self.are_several(record) {
            return Cow::Borrowed(SEVERAL);
        }
        let written = record.value(COLUMN).text().unwrap_or_default();
        let has_digits = written.contains(|letter: char| letter.is_ascii_digit());
        if !has_digits && (written.trim().contains(' ') || self.are_all_numbers()) {
            return Cow::Borrowed(NAMES);
        }
        if self.has_words_beside(&written) {
            return Cow::Borrowed(WORDS_BESIDE);
        }
        if let Some(kind) = self.kind(record)
            && kind != FISCAL_CODE
        {
            let header = record.body.header_words(COLUMN).unwrap_or(COLUMN);
            if self.other_keys.has(kind) {
                return Cow::Owned(format!(", né lì nella colonna «{header}»"));
            }
            return Cow::Owned(format!(
                ", e qui c'è «{header}»: aggiungete al file del personale anche la colonna «{header}», accanto alla matricola; serve solo a unire i file e non è stampata. Se sono invece le matricole, chiamate «matricola» la colonna"
            ));
        }
        if let Some(column) = self.other_keys.column_of(&number.to_lowercase()) {
            return Cow::Owned(format!(
                ", ma è nella sua colonna «{column}»: se anche qui la colonna è quella, chiamatela «{column}» anche in questo file"
            ));
        }
        if self.is_near(number) {
            Cow::Borrowed(ZEROS)
        } else if is_code && !self.knows_fiscal_codes() {
            Cow::Borrowed(CODES)
        } else if !is_code && self.knows_codes_alone() {
            Cow::Borrowed(NUMBERS)
        } else {
            Cow::Borrowed("")
        }
    }

    /// Whether all staff numbers have digits in them.
    fn are_all_numbers(&self) -> bool {
        let has_digit = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
        self.people.iter().all(|person| has_digit(&person.staff_number.0))
    }

    /// Whether a cell has the number of somebody beside other words: `100103 Rossi`.
    fn has_words_beside(&self, written: &str) -> bool {
        let mut parts = written.split(|letter: char| !letter.is_alphanumeric());
        let is_known = |part: &str| !part.is_empty() && self.found(part).is_some();
        written.trim().contains(' ') && parts.any(is_known)
    }

    /// Whether a cell has the numbers of two people or more: `100103, 100104`, `100107 e 100108`.
    fn are_several(&self, record: &Record<'_>) -> bool {
        let text = record.value(COLUMN).text().unwrap_or_default();
        let parts = text.split(|letter: char| !letter.is_alphanumeric());
        let parts = parts.filter(|part| !part.is_empty());
        parts.filter(|part| self.found(part).is_some() || self.is_near(part)).nth(1).is_some()
    }

    /// Whether nobody who was found missing is in the staff file at all.
    fn is_stranger(&self, number: &str) -> bool {
        let number = StaffNumber(number.into());
        self.absent.is_some_and(|absent| !absent.refused.contains(&number))
    }

    /// Whether the person is in the staff file and not counted.
    fn is_left_out(&self, number: &str) -> bool {
        self.absent.is_some_and(|absent| {
            !absent.left_out.is_empty() && absent.left_out.contains(&StaffNumber(number.into()))
        })
    }

    /// Lost leading zeros are the usual reason why two files do not meet: say so, do not guess.
    fn is_near(&self, number: &str) -> bool {
        let known = self.bare.get_or_init(|| {
            let people = self.people.iter().map(|person| &person.staff_number);
            let refused = self.absent.into_iter().flat_map(|absent| &absent.refused);
            people.chain(refused).map(|of| bare(&of.0)).collect()
        });
        let number = bare(number);
        !number.is_empty() && known.contains(&number)
    }
}

/// The rows of a file of the whole year about people who are not in the staff file.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Strangers {
    /// Place, what is there, and what it may be if it is somebody of the staff.
    rows: Vec<(Location, Option<String>, Cow<'static, str>)>,
    /// Rows beyond those that are listed.
    unlisted: u64,
    numbers: BTreeSet<StaffNumber>,
    known: BitSet,
    /// The last number as written, and whose it is: extractions list people one after the other.
    last: Option<(EcoString, usize)>,
}

impl Strangers {
    /// Notes a row; of very many rows a count, and of more strangers than there are people no more
    /// numbers, because then the files do not meet.
    fn add(
        &mut self,
        row: (Location, Option<String>, Cow<'static, str>),
        number: &str,
        people: usize,
    ) {
        if self.rows.len() as u64 <= 2 * MAX_LISTED {
            self.rows.push(row);
        } else {
            self.unlisted += 1;
        }
        if self.numbers.len() <= people {
            self.numbers.insert(StaffNumber(number.into()));
        }
    }

    /// People who left during the year are left out with an anomaly. Where most numbers of the file
    /// are strange, or leading zeros are lost, the files do not meet: an error.
    pub(in crate::ingest) fn report(self, tables: &[TableId], diagnostics: &mut Diagnostics) {
        let (strange, known) = (self.numbers.len(), self.known.count());
        let most = format!(
            "{NOT_IN_STAFF}, come {strange} delle {} di questo file: i due file non sembrano dello stesso anno, o scrivono le matricole in modo diverso",
            italian::count((strange + known) as u64)
        );
        let mut unlisted = self.unlisted;
        for (place, value, hint) in self.rows {
            let (code, message) = if !hint.is_empty() {
                (code::UNKNOWN_STAFF_NUMBER, format!("{NOT_IN_STAFF}{hint}"))
            } else if strange > known {
                (code::UNKNOWN_STAFF_NUMBER, most.clone())
            } else {
                (code::NOT_IN_SERVICE, format!("{NOT_IN_STAFF}: la riga non è contata"))
            };
            let mut diagnostic = Diagnostic::new(code, place, message).with_tables(tables);
            diagnostic.value = value;
            diagnostics.push_again(&diagnostic, std::mem::take(&mut unlisted));
            diagnostics.push(diagnostic);
        }
    }
}

/// A number without what programs add to it or take away: case, marks, letters and zeros in front.
fn bare(number: &str) -> String {
    let letters = number.chars().filter(|letter| letter.is_ascii_alphanumeric());
    let plain = letters.collect::<String>().to_uppercase();
    plain
        .trim_start_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '0')
        .to_owned()
}
