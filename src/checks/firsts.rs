//! The first of the people that are alike in something, among a million of them.

use std::hash::{BuildHasher, Hash};

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::model::employee::Employee;

/// Finds the first person who is like another; keeps places alone, not what is compared.
pub(super) struct Firsts<'a> {
    people: &'a [Employee],
    places: HashTable<usize>,
    hasher: DefaultHashBuilder,
}

impl<'a> Firsts<'a> {
    pub(super) fn of(people: &'a [Employee]) -> Self {
        let places = HashTable::with_capacity(people.len());
        Self { people, places, hasher: DefaultHashBuilder::default() }
    }

    /// The first of those asked about so far with the same key as the person at a place: the very
    /// person, where nobody is like them.
    pub(super) fn like<Key: Hash + Eq>(
        &mut self,
        place: usize,
        key: impl Fn(&'a Employee) -> Key,
    ) -> &'a Employee {
        let Self { people, places, hasher } = self;
        let own = key(&people[place]);
        let is_same = |other: &usize| key(&people[*other]) == own;
        let hash = |place: &usize| hasher.hash_one(key(&people[*place]));
        let first = places.entry(hasher.hash_one(&own), is_same, hash).or_insert(place);
        &people[*first.get()]
    }
}
