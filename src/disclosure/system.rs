//! Integer unknowns between bounds, and the linear rows that tie them to each other.

use std::collections::BTreeSet;

/// An unknown of a [`System`].
pub(super) type Unknown = usize;

/// No bound on this side: beyond every figure.
pub(super) const OPEN: i64 = 1_000_000_000_000;

/// What is known of unknown figures.
#[derive(Clone, Debug, Default)]
pub(super) struct System {
    pub(super) bounds: Vec<Bounds>,
    pub(super) rows: Vec<LinearRow>,
    /// For each unknown the rows it is in, with its coefficient.
    pub(super) rows_of: Vec<Vec<(usize, i64)>>,
    /// Terms of the longest row.
    pub(super) longest: usize,
}

/// The values between two ends, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bounds {
    pub(super) low: i64,
    pub(super) high: i64,
}

impl Bounds {
    pub(super) fn contain(self, value: i64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// A sum of unknowns with their coefficients that stays between bounds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LinearRow {
    pub(super) terms: Vec<(Unknown, i64)>,
    pub(super) bounds: Bounds,
}

impl System {
    pub(super) fn add_unknown(&mut self, bounds: Bounds) -> Unknown {
        self.bounds.push(bounds);
        self.bounds.len() - 1
    }

    /// One more row, unless it says nothing. The posts of a kind are at most as many as the staff: a row of all
    /// cells of all grades for each kind, which no values between the bounds come near.
    pub(super) fn add_row(&mut self, row: LinearRow) {
        if !row.is_idle(&self.bounds) {
            self.rows.push(row);
        }
    }

    /// Each row once, without those that say nothing, and for each unknown the rows it is in: to be called
    /// when all are there, and again where bounds were narrowed.
    pub(super) fn index(&mut self) {
        for row in &mut self.rows {
            row.terms.sort_unstable();
        }
        self.rows.sort_unstable();
        self.rows.dedup();
        let bounds = &self.bounds;
        self.rows.retain(|row| !row.is_idle(bounds));
        self.longest = self.rows.iter().map(|row| row.terms.len()).max().unwrap_or_default();
        self.rows_of = vec![Vec::new(); self.bounds.len()];
        for (index, row) in self.rows.iter().enumerate() {
            for (unknown, coefficient) in &row.terms {
                self.rows_of[*unknown].push((index, *coefficient));
            }
        }
    }

    /// One more row, as the last.
    pub(super) fn push(&mut self, row: LinearRow) {
        for (unknown, coefficient) in &row.terms {
            self.rows_of[*unknown].push((self.rows.len(), *coefficient));
        }
        self.rows.push(row);
    }

    /// Takes the last row away.
    pub(super) fn pop(&mut self) {
        for (unknown, _) in self.rows.pop().iter().flat_map(|row| &row.terms) {
            self.rows_of[*unknown].pop();
        }
    }

    pub(super) fn len(&self) -> usize {
        self.bounds.len()
    }

    /// The sum of every row at a point.
    pub(super) fn sums(&self, point: &[i64]) -> Vec<i64> {
        let sum = |row: &LinearRow| row.terms.iter().map(|(of, by)| by * point[*of]).sum();
        self.rows.iter().map(sum).collect()
    }

    /// The proof that a point is possible: every bound and every row, in whole numbers.
    pub(super) fn admits(&self, point: &[i64]) -> bool {
        let within = |(bounds, value): (&Bounds, &i64)| bounds.contain(*value);
        let sums = self.sums(point);
        point.len() == self.len()
            && self.bounds.iter().zip(point).all(within)
            && self.rows.iter().map(|row| &row.bounds).zip(&sums).all(within)
    }

    /// The bounds narrowed to what each row leaves, again and again until nothing changes; `None`
    /// when nothing is possible at all. They hold every possible value, and perhaps more.
    pub(super) fn narrowed(&self) -> Option<Vec<Bounds>> {
        let mut bounds = self.bounds.clone();
        let mut waiting: BTreeSet<usize> = (0..self.rows.len()).collect();
        // Bounds that only creep towards each other may stay apart.
        let mut patience = 20 * self.rows.len() + 1000;
        while let Some(index) = waiting.pop_first() {
            for unknown in self.rows[index].narrow(&mut bounds)? {
                waiting.extend(self.rows_of[unknown].iter().map(|(row, _)| *row));
            }
            patience -= 1;
            if patience == 0 {
                break;
            }
        }
        Some(bounds)
    }
}

/// The least and the most that a term can be.
fn ends((of, by): &(Unknown, i64), bounds: &[Bounds]) -> (i128, i128) {
    let Bounds { low, high } = bounds[*of];
    let (low, high, by) = (i128::from(low), i128::from(high), i128::from(*by));
    if by > 0 { (by * low, by * high) } else { (by * high, by * low) }
}

impl LinearRow {
    /// The least and the most that the sum can be.
    fn ends(&self, bounds: &[Bounds]) -> (i128, i128) {
        let add = |sum: (i128, i128), term: (i128, i128)| (sum.0 + term.0, sum.1 + term.1);
        self.terms.iter().map(|term| ends(term, bounds)).fold((0, 0), add)
    }

    /// True where no values between the bounds break it.
    fn is_idle(&self, bounds: &[Bounds]) -> bool {
        let (least, most) = self.ends(bounds);
        least >= i128::from(self.bounds.low) && most <= i128::from(self.bounds.high)
    }

    /// Narrows the bounds of its unknowns, and tells which: `None` when the row cannot be met.
    fn narrow(&self, bounds: &mut [Bounds]) -> Option<Vec<Unknown>> {
        let (mut least, mut most) = self.ends(bounds);
        let (floor, ceiling) = (i128::from(self.bounds.low), i128::from(self.bounds.high));
        if least > ceiling || most < floor {
            return None;
        }
        let mut narrowed = Vec::new();
        for term in &self.terms {
            let (of, by) = *term;
            let own = ends(term, bounds);
            // What the other terms leave for this one.
            let largest = ceiling - (least - own.0);
            let smallest = floor - (most - own.1);
            let (low, high) = quotients(smallest, largest, i128::from(by));
            let old = bounds[of];
            let new = Bounds { low: old.low.max(low), high: old.high.min(high) };
            if new.low > new.high {
                return None;
            }
            if new != old {
                bounds[of] = new;
                let own_now = ends(term, bounds);
                least += own_now.0 - own.0;
                most += own_now.1 - own.1;
                narrowed.push(of);
            }
        }
        Some(narrowed)
    }
}

/// The ends of the whole numbers that `by` multiplies into what is between two ends.
fn quotients(smallest: i128, largest: i128, by: i128) -> (i64, i64) {
    let (from, to) = if by > 0 { (smallest, largest) } else { (-largest, -smallest) };
    let by = by.abs();
    let clamped = |value: i128| {
        let open = i128::from(OPEN);
        i64::try_from(value.clamp(-open, open)).unwrap_or(OPEN)
    };
    (clamped(-(-from).div_euclid(by)), clamped(to.div_euclid(by)))
}
