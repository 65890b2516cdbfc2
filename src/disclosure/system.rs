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

    /// Each row once, and for each unknown the rows it is in: to be called when all are there.
    pub(super) fn index(&mut self) {
        for row in &mut self.rows {
            row.terms.sort_unstable();
        }
        self.rows.sort_unstable();
        self.rows.dedup();
        self.rows_of = vec![Vec::new(); self.bounds.len()];
        for (index, row) in self.rows.iter().enumerate() {
            for (unknown, coefficient) in &row.terms {
                self.rows_of[*unknown].push((index, *coefficient));
            }
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

impl LinearRow {
    /// Narrows the bounds of its unknowns, and tells which: `None` when the row cannot be met.
    fn narrow(&self, bounds: &mut [Bounds]) -> Option<Vec<Unknown>> {
        let ends = |(of, by): &(Unknown, i64), bounds: &[Bounds]| {
            let Bounds { low, high } = bounds[*of];
            let (low, high, by) = (i128::from(low), i128::from(high), i128::from(*by));
            if by > 0 { (by * low, by * high) } else { (by * high, by * low) }
        };
        let mut least: i128 = self.terms.iter().map(|term| ends(term, bounds).0).sum();
        let mut most: i128 = self.terms.iter().map(|term| ends(term, bounds).1).sum();
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
