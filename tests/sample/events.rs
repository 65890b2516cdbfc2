//! What the invented staff of the sample body did in 2022: exam boards. Drawn from a seed of its
//! own, so that the staff stays as it is.
#![expect(unreachable_pub, reason = "a generator of test data, shared by an example and a test")]

/// The boards of the year with the gender of who presides and of the other members. The first has one woman in five: the law
/// reserves two places.
const BOARDS: [(&str, &str, &str); 5] = [
    ("Dirigente area pianificazione territoriale, 1 posto", "U", "UDUU"),
    ("Funzionario tecnico, categoria D, 4 posti", "U", "DU"),
    ("Istruttore direttivo amministrativo, categoria D, 5 posti", "D", "UD"),
    ("Istruttore amministrativo, categoria C, 6 posti", "D", "DUUD"),
    ("Collaboratore tecnico stradale, categoria B3, 3 posti", "U", "UD"),
];

/// The `commissioni` file.
pub fn boards() -> String {
    let mut csv = String::from("commissione;genere;ruolo\n");
    for (name, president, members) in BOARDS {
        csv += &format!("{name};{president};presidente\n");
        for member in members.chars() {
            csv += &format!("{name};{member};componente\n");
        }
    }
    csv
}
