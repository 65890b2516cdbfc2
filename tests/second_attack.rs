//! A second attack on a public `tabelle.csv`, written apart from the program's: its own reading of
//! the format, no circuits and no propagation, but one integer program for the least and one for the
//! most that each hidden count can be.

#![expect(
    clippy::cast_possible_truncation,
    clippy::float_arithmetic,
    reason = "the solver works in floating point"
)]

use std::collections::BTreeMap;

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

/// Table, group, row, gender, class: the place of a figure.
type Place = (String, String, String, String, String);

/// Shown figures as numbers, hidden ones as `None`.
pub struct Edition(BTreeMap<Place, Option<f64>>);

/// The sum of the first places equals, or does not exceed, that of the second.
struct Law {
    left: Vec<Place>,
    right: Vec<Place>,
    equal: bool,
}

impl Law {
    fn equal(left: Vec<Place>, right: Vec<Place>) -> Self {
        Self { left, right, equal: true }
    }
}

const AGES: [&str; 5] = ["<30", "da 31 a 40", "da 41 a 50", "da 51 a 60", ">60"];
const GENDERS: [&str; 2] = ["U", "D"];
const COUNT: &str = "Valori assoluti";

impl Edition {
    pub fn read(csv: &str) -> Self {
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let mut figures = BTreeMap::new();
        for record in reader.records() {
            let record = record.unwrap();
            let is_count = ["persone", "fruizioni"].contains(&&record[5]) && &record[0] != "1.10";
            if !is_count || &record[4] == "Presidente" {
                continue;
            }
            let figure = match &record[7] {
                "riservato" => None,
                _ => Some(record[6].parse().unwrap()),
            };
            let [table, group, row, gender, class] =
                [0, 1, 2, 3, 4].map(|field| record[field].to_owned());
            let old = figures.insert((table, group, row, gender, class), figure);
            assert!(old.is_none(), "two figures in one place");
        }
        Self(figures)
    }

    fn of(&self, wanted: impl Fn(&[&str; 5]) -> bool) -> Vec<Place> {
        let fields = |(a, b, c, d, e): &Place| -> [String; 5] {
            [a.clone(), b.clone(), c.clone(), d.clone(), e.clone()]
        };
        let places = self.0.keys().filter(|place| {
            let fields = fields(place);
            wanted(&fields.each_ref().map(String::as_str))
        });
        places.cloned().collect()
    }

    fn is_body(row: &str) -> bool {
        let after = ["Totale", "Totale personale", "Totale personale a tempo pieno"];
        let beside = [
            "Persone che usano almeno una misura",
            "Persone formate",
            "Senza retribuzione indicata",
        ];
        !after.contains(&row) && !beside.contains(&row)
    }

    fn laws(&self) -> Vec<Law> {
        let laws = [self.within_tables(), self.of_seniority(), self.across_tables(), self.limits()];
        laws.into_iter()
            .flatten()
            .filter(|law| !law.left.is_empty() && !law.right.is_empty())
            .collect()
    }

    fn within_tables(&self) -> Vec<Law> {
        let mut laws = Vec::new();
        let mut equal = |left: Vec<Place>, right: Vec<Place>| laws.push(Law::equal(left, right));
        // Every row that has a whole of its ages or of its genders.
        for whole in self.of(|[_, _, _, _, class]| ["Totale", COUNT].contains(class)) {
            let (table, group, row, gender, class) = &whole;
            let parts = self.of(|[t, g, r, of, c]| {
                *t == table
                    && *g == group
                    && *r == row
                    && if class == COUNT {
                        *of != "T" && gender == "T" && *c == COUNT
                    } else {
                        AGES.contains(c) && (gender == "T" || *of == gender)
                    }
            });
            equal(parts, vec![whole.clone()]);
        }
        // Every column of a table with totals.
        for whole in self.of(|[_, group, row, _, _]| group.is_empty() && row.starts_with("Totale"))
        {
            let (table, _, _, gender, class) = &whole;
            let parts = self.of(|[t, g, r, of, c]| {
                *t == table
                    && *of == gender
                    && *c == class
                    && (Self::is_body(r) || *r == "Senza retribuzione indicata")
                    && (*t != "1.4" || g.is_empty())
            });
            equal(parts, vec![whole.clone()]);
        }
        laws
    }

    fn of_seniority(&self) -> Vec<Law> {
        let mut laws = Vec::new();
        let mut equal = |left: Vec<Place>, right: Vec<Place>| laws.push(Law::equal(left, right));
        // Table 1.4: the rows of the grades are the rows of the table, and the grades of table 1.1.
        for whole in self.of(|[table, group, row, _, _]| {
            *table == "1.4" && group.is_empty() && Self::is_body(row)
        }) {
            let (_, _, row, gender, class) = &whole;
            let parts = self.of(|[t, g, r, of, c]| {
                *t == "1.4" && !g.is_empty() && *r == row && *of == gender && *c == class
            });
            equal(parts, vec![whole.clone()]);
        }
        for whole in self.of(|[table, group, _, _, class]| {
            *table == "1.1" && *group == "Personale non dirigente" && AGES.contains(class)
        }) {
            let (_, _, grade, gender, class) = &whole;
            let parts = self
                .of(|[t, g, _, of, c]| *t == "1.4" && *g == grade && *of == gender && *c == class);
            equal(parts, vec![whole.clone()]);
        }
        laws
    }

    fn across_tables(&self) -> Vec<Law> {
        let mut laws = Vec::new();
        let mut equal = |left: Vec<Place>, right: Vec<Place>| laws.push(Law::equal(left, right));
        for gender in GENDERS {
            for age in AGES {
                let total = |table: &str, row: &str| {
                    self.of(|[t, _, r, of, c]| {
                        *t == table && *r == row && *of == gender && *c == age
                    })
                };
                equal(total("1.1", "Totale personale"), total("1.2", "Totale"));
                let staff = self.of(|[t, g, _, of, c]| {
                    *t == "1.1" && *g == "Personale non dirigente" && *of == gender && *c == age
                });
                equal(staff, total("1.4", "Totale"));
            }
            let full_time = self.of(|[t, _, r, of, c]| {
                *t == "1.2" && *r == "Tempo Pieno" && *of == gender && *c == "Totale"
            });
            equal(
                full_time,
                self.of(|[t, _, r, of, _]| *t == "1.5" && r.starts_with("Totale") && *of == gender),
            );
            for (table, is_staff) in [("1.6", false), ("1.7", true)] {
                let rows =
                    self.of(|[t, g, _, of, _]| *t == table && !g.is_empty() && *of == gender);
                let mut by_grade: BTreeMap<String, Vec<Place>> = BTreeMap::new();
                for place in rows {
                    by_grade.entry(place.1.clone()).or_default().push(place);
                }
                for (grade, rows) in by_grade {
                    equal(
                        rows,
                        self.of(|[t, g, r, of, _]| {
                            *t == "1.1"
                                && *r == grade
                                && *of == gender
                                && if is_staff {
                                    *g == "Personale non dirigente"
                                } else {
                                    g.starts_with("Dirigente")
                                }
                        }),
                    );
                }
            }
        }
        laws
    }

    fn limits(&self) -> Vec<Law> {
        let mut laws = Vec::new();
        let mut at_most = |left: Place, right: Vec<Place>| {
            laws.push(Law { left: vec![left], right, equal: false });
        };
        for place in self.of(|[table, _, row, gender, _]| {
            *gender != "T"
                && match *table {
                    "1.5" => Self::is_body(row),
                    "1.3" => Self::is_body(row),
                    "1.9" => *row != "Totale",
                    "1.11" => *row == "Persone formate",
                    _ => false,
                }
        }) {
            let (table, _, row, gender, class) = &place;
            let people = self.of(|[t, g, r, of, c]| {
                *t == "1.1"
                    && *of == gender
                    && match table.as_str() {
                        "1.5" => *r == row,
                        "1.3" => *g == "Personale non dirigente",
                        _ => *r == "Totale personale" && (class == "Totale" || *c == class),
                    }
            });
            at_most(place.clone(), people);
            if table == "1.9" {
                let same = |wanted: &str| {
                    self.of(|[t, _, r, of, c]| {
                        *t == "1.9" && *r == wanted && *of == gender && *c == class
                    })
                };
                let users = "Persone che usano almeno una misura";
                let above = if row == users { "Totale" } else { users };
                at_most(place.clone(), same(above));
            }
        }
        laws
    }

    /// The hidden counts that cannot have as many values as they need. Each answer of the solver is
    /// a whole possible edition, so it speaks for all of them.
    pub fn found_out(&self, needed: impl Fn(&str) -> i64) -> Vec<(Place, i64, i64)> {
        let hidden: Vec<&Place> =
            self.0.iter().filter(|(_, figure)| figure.is_none()).map(|(place, _)| place).collect();
        let laws = self.laws();
        let mut seen: Vec<Option<(i64, i64)>> = vec![None; hidden.len()];
        let mut found_out = Vec::new();
        for (number, place) in hidden.iter().enumerate() {
            let is_safe = |seen: &[Option<(i64, i64)>]| {
                seen[number].is_some_and(|(least, most)| most - least + 1 >= needed(&place.0))
            };
            for direction in [OptimizationDirection::Minimize, OptimizationDirection::Maximize] {
                if is_safe(&seen) {
                    break;
                }
                let edition = self.extreme(&hidden, &laws, number, direction);
                for (seen, value) in seen.iter_mut().zip(edition) {
                    let (least, most) = seen.unwrap_or((value, value));
                    *seen = Some((least.min(value), most.max(value)));
                }
            }
            if !is_safe(&seen) {
                let (least, most) = seen[number].unwrap_or_default();
                found_out.push(((*place).clone(), least, most));
            }
        }
        found_out
    }

    /// Figures of two people that are kept back, of which one of the two, who knows herself, reads that there
    /// is another.
    pub fn pairs_read_by_insiders(&self, truth: &Self) -> Vec<Place> {
        let hidden: Vec<&Place> =
            self.0.iter().filter(|(_, figure)| figure.is_none()).map(|(place, _)| place).collect();
        let laws = self.laws();
        // Sums of two figures that are kept back are two at least, because none of these is zero.
        let is_inner = |place: &Place| {
            place.3 != "T" && AGES.contains(&place.4.as_str()) && Self::is_body(&place.2)
        };
        let of_two = hidden.iter().enumerate();
        let of_two = of_two.filter(|(_, of)| truth.true_number(of) == 2 && is_inner(of));
        let is_read = |(number, _): &(usize, &&Place)| {
            self.extreme(&hidden, &laws, *number, OptimizationDirection::Minimize)[*number] > 1
        };
        of_two.filter(is_read).map(|(_, place)| (*place).clone()).collect()
    }

    /// The figures that a rounded edition of these true ones leaves open: rows of details are not printed,
    /// boards are public.
    fn rounded(&self) -> Self {
        let is_rounded =
            |place: &Place| place.0 != "1.8" && (place.0 != "1.4" || place.1.is_empty());
        let figures = self.0.iter().filter(|(place, _)| is_rounded(place));
        Self(figures.map(|(place, figure)| (place.clone(), *figure)).collect())
    }

    fn true_number(&self, place: &Place) -> i64 {
        self.0[place].unwrap() as i64
    }

    fn printed(&self, place: &Place) -> i64 {
        // Rows of zeros are not printed.
        self.0.get(place).map_or(0, |figure| figure.unwrap() as i64)
    }

    /// Figures that are no multiple, further from the true ones than they say, or do not add up.
    pub fn wrong_in(&self, public: &Self, unit: impl Fn(&str) -> i64) -> Vec<String> {
        let truth = self.rounded();
        let mut wrong = Vec::new();
        for place in truth.0.keys() {
            let (number, printed) = (truth.true_number(place), public.printed(place));
            let (least, most) = span(printed, unit(&place.0));
            if printed % unit(&place.0) != 0 || !(least..=most).contains(&number) {
                wrong.push(format!("{place:?}: {number} is printed {printed}"));
            }
        }
        for law in truth.laws().iter().filter(|law| law.equal) {
            let sum =
                |places: &[Place], of: &dyn Fn(&Place) -> i64| places.iter().map(of).sum::<i64>();
            let differ = |of: &dyn Fn(&Place) -> i64| sum(&law.left, of) != sum(&law.right, of);
            if !differ(&|place| truth.true_number(place)) && differ(&|place| public.printed(place))
            {
                wrong.push(format!("{:?} is not the sum of {:?}", law.right, law.left));
            }
        }
        wrong
    }

    /// The figures of few people that readers of a rounded edition, who know how many work there, leave fewer
    /// values than a multiple hides; for measures, which may be used by no more people than there are, three.
    pub fn found_out_of_rounded(
        &self,
        public: &Self,
        unit: impl Fn(&str) -> i64,
    ) -> Vec<(Place, i64, i64)> {
        self.found_out_of_rounded_by_who_knows(&[], public, unit)
    }

    /// The same for who knows posts that one person holds, by law: of the holder nobody knows more than that
    /// he or she is there.
    pub fn found_out_of_rounded_by_who_knows(
        &self,
        posts: &[&str],
        public: &Self,
        unit: impl Fn(&str) -> i64,
    ) -> Vec<(Place, i64, i64)> {
        let truth = self.rounded();
        let siege = Rounded { public, laws: truth.laws(), truth: &truth, unit: &unit };
        let mut staff = truth.0.keys().filter(|place| is_staff(place));
        let staff = staff.next().map_or(FAR.into(), |place| truth.true_number(place));
        let is_of_post = |place: &Place| {
            posts.iter().any(|post| [place.1.as_str(), place.2.as_str()].contains(post))
        };
        let known: Vec<(Vec<Place>, i64)> =
            posts.iter().map(|post| (truth.holders(post), 1)).collect();
        // Where all are in one place, their number says so; so does that of a post.
        let is_small = |place: &&Place| {
            let number = truth.true_number(place);
            let is_known = is_of_post(place) && place.3 == "T";
            (1..unit(&place.0)).contains(&number) && number != staff && !is_known
        };
        let mut seen: BTreeMap<&Place, (i64, i64)> = BTreeMap::new();
        let mut found_out = Vec::new();
        for place in truth.0.keys().filter(is_small) {
            let is_safe = |seen: &BTreeMap<&Place, (i64, i64)>| {
                let needed = if is_of_post(place) { 1 } else { staff.min(2) };
                seen.get(place).is_some_and(|(least, most)| most - least >= needed)
            };
            for direction in [OptimizationDirection::Minimize, OptimizationDirection::Maximize] {
                if is_safe(&seen) {
                    break;
                }
                for (place, value) in siege.extreme(place, direction, &known) {
                    let range = seen.entry(place).or_insert((value, value));
                    *range = (range.0.min(value), range.1.max(value));
                }
            }
            if !is_safe(&seen) {
                let (least, most) = seen.get(place).copied().unwrap_or_default();
                found_out.push((place.clone(), least, most));
            }
        }
        found_out
    }

    /// Cells of two people of which one, who knows herself, reads that there is another.
    pub fn read_by_insiders(&self, public: &Self, unit: impl Fn(&str) -> i64) -> Vec<Place> {
        let truth = self.rounded();
        let siege = Rounded { public, laws: truth.laws(), truth: &truth, unit: &unit };
        let is_inner = |place: &&Place| place.3 != "T" && AGES.contains(&place.4.as_str());
        let of_two = truth.0.keys().filter(|place| truth.true_number(place) == 2);
        let is_read = |place: &&Place| {
            let edition = siege.extreme(place, OptimizationDirection::Minimize, &[]);
            edition.iter().any(|(of, least)| of == place && *least > 1)
        };
        of_two.filter(is_inner).filter(is_read).cloned().collect()
    }

    /// Parts of a group of one or two people in which whoever knows the group reads that somebody is: the
    /// insider of a group of two, who knows herself, is one of those.
    pub fn read_in_rounded(&self, public: &Self, unit: impl Fn(&str) -> i64) -> Vec<Place> {
        let truth = self.rounded();
        let siege = Rounded { public, laws: truth.laws(), truth: &truth, unit: &unit };
        let mut read = Vec::new();
        for law in siege.laws.iter().filter(|law| law.equal) {
            for parts in [&law.left, &law.right] {
                let people: i64 = parts.iter().map(|place| truth.true_number(place)).sum();
                // That men and women are told apart is no secret.
                let are_genders = parts.iter().all(|place| place.4 == COUNT)
                    && parts.iter().all(|place| place.2 == parts[0].2);
                if !(1..3).contains(&people) || parts.len() < 2 || are_genders {
                    continue;
                }
                for part in parts.iter().filter(|part| truth.true_number(part) > 0) {
                    let known = [(parts.clone(), people)];
                    let least = siege.extreme(part, OptimizationDirection::Minimize, &known);
                    let least = least.iter().find(|(place, _)| *place == part).unwrap().1;
                    if least >= truth.true_number(part) {
                        read.push(part.clone());
                    }
                }
            }
        }
        read
    }

    /// The cells of table 1.1 that count who holds a post.
    fn holders(&self, post: &str) -> Vec<Place> {
        self.of(|[table, _, row, gender, class]| {
            *table == "1.1" && *row == post && *gender != "T" && AGES.contains(class)
        })
    }

    /// The rows of table 1.1 with one person: what anybody may know of a post.
    pub fn single_posts(&self) -> Vec<String> {
        let totals = self.of(|[table, group, row, gender, class]| {
            *table == "1.1"
                && group.starts_with("Dirigente")
                && Self::is_body(row)
                && *gender == "T"
                && *class == "Totale"
        });
        totals.into_iter().filter(|of| self.true_number(of) == 1).map(|of| of.2).collect()
    }

    /// The small figures that are kept back, for who knows that each of these posts has one holder.
    pub fn found_out_by_who_knows(
        &self,
        posts: &[&str],
        truth: &Self,
        needed: impl Fn(&str) -> i64,
    ) -> Vec<(Place, i64, i64)> {
        let mut known = self.0.clone();
        for (place, figure) in &mut known {
            if place.0 == "1.1"
                && posts.contains(&place.2.as_str())
                && place.3 == "T"
                && place.4 == "Totale"
            {
                *figure = Some(1.0);
            }
        }
        let is_of_post = |place: &Place| {
            posts.iter().any(|post| [place.1.as_str(), place.2.as_str()].contains(post))
        };
        let is_small = |place: &Place| truth.true_number(place) < needed(&place.0);
        let found_out = Self(known).found_out(&needed);
        found_out
            .into_iter()
            .filter(|(place, _, _)| is_small(place) && !is_of_post(place))
            .collect()
    }

    /// The possible edition in which one hidden count is as small or as large as it can be.
    fn extreme(
        &self,
        hidden: &[&Place],
        laws: &[Law],
        wanted: usize,
        direction: OptimizationDirection,
    ) -> Vec<i64> {
        let mut problem = Problem::new(direction);
        let unknowns: BTreeMap<&Place, Variable> = hidden
            .iter()
            .enumerate()
            .map(|(number, place)| {
                let goal = if number == wanted { 1.0 } else { 0.0 };
                (*place, problem.add_integer_var(goal, (1, FAR)))
            })
            .collect();
        for law in laws {
            let mut terms: BTreeMap<usize, (Variable, f64)> = BTreeMap::new();
            let mut constant = 0.0;
            for (places, sign) in [(&law.left, 1.0), (&law.right, -1.0)] {
                for place in places {
                    match self.0[place] {
                        Some(figure) => constant += sign * figure,
                        None => {
                            let unknown = unknowns[place];
                            terms.entry(unknown.idx()).or_insert((unknown, 0.0)).1 += sign;
                        }
                    }
                }
            }
            let operator = if law.equal { ComparisonOp::Eq } else { ComparisonOp::Le };
            let terms: Vec<(Variable, f64)> = terms.into_values().collect();
            problem.add_constraint(terms, operator, -constant);
        }
        let solution = problem.solve().unwrap().into_solution().unwrap();
        hidden.iter().map(|place| solution.var_value(unknowns[place]).round() as i64).collect()
    }
}

/// Everybody: how many work there is known.
fn is_staff(place: &Place) -> bool {
    place.0 == "1.1" && place.2 == "Totale personale" && place.3 == "T" && place.4 == "Totale"
}

/// What a printed multiple says of the true figure.
fn span(printed: i64, unit: i64) -> (i64, i64) {
    let least = if printed <= unit { 0 } else { printed - unit + 1 };
    (least, printed + unit - 1)
}

/// A rounded edition, as it is attacked.
struct Rounded<'a> {
    public: &'a Edition,
    truth: &'a Edition,
    laws: Vec<Law>,
    unit: &'a dyn Fn(&str) -> i64,
}

impl Rounded<'_> {
    /// The possible full edition in which one figure is as small or as large as it can be; `known` are
    /// places that together are so many people.
    fn extreme(
        &self,
        wanted: &Place,
        direction: OptimizationDirection,
        known: &[(Vec<Place>, i64)],
    ) -> Vec<(&Place, i64)> {
        let mut problem = Problem::new(direction);
        let unknowns: BTreeMap<&Place, Variable> = self
            .truth
            .0
            .keys()
            .map(|place| {
                let (least, most) = if is_staff(place) {
                    let number = self.truth.true_number(place);
                    (number, number)
                } else {
                    span(self.public.printed(place), (self.unit)(&place.0))
                };
                let goal = if place == wanted { 1.0 } else { 0.0 };
                let (least, most) = (i32::try_from(least).unwrap(), i32::try_from(most).unwrap());
                (place, problem.add_integer_var(goal, (least, most)))
            })
            .collect();
        for law in &self.laws {
            let sum =
                |places: &[Place]| places.iter().map(|place| self.truth.true_number(place)).sum();
            let (left, right): (i64, i64) = (sum(&law.left), sum(&law.right));
            if law.equal && left != right {
                continue;
            }
            let mut terms: BTreeMap<usize, (Variable, f64)> = BTreeMap::new();
            for (places, sign) in [(&law.left, 1.0), (&law.right, -1.0)] {
                for place in places {
                    let unknown = unknowns[place];
                    terms.entry(unknown.idx()).or_insert((unknown, 0.0)).1 += sign;
                }
            }
            let operator = if law.equal { ComparisonOp::Eq } else { ComparisonOp::Le };
            problem.add_constraint(terms.into_values().collect::<Vec<_>>(), operator, 0.0);
        }
        for (places, people) in known {
            let terms: Vec<(Variable, f64)> =
                places.iter().map(|place| (unknowns[place], 1.0)).collect();
            problem.add_constraint(terms, ComparisonOp::Eq, *people as f64);
        }
        let solution = problem.solve().unwrap().into_solution().unwrap();
        let value = |unknown: &Variable| solution.var_value(*unknown).round() as i64;
        unknowns.iter().map(|(place, unknown)| (*place, value(unknown))).collect()
    }
}

/// More than any count of these editions.
const FAR: i32 = 100_000;
