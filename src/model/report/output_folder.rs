//! The folders below `uscita/ANNO/`: each is what one circle of readers receives.

/// A folder of `uscita/ANNO/`, whole and with no link out of it. Beside them only the manifest lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFolder {
    /// What names rows of the office's files or is work still to do: it leaves the office only as
    /// letters that somebody has signed.
    Office,
    /// Full figures, for the CUG and the Nucleo di valutazione.
    Restricted,
    /// Protected figures, for anybody.
    Public,
}

impl OutputFolder {
    /// From the narrowest circle to the widest.
    pub const ALL: [Self; 3] = [Self::Office, Self::Restricted, Self::Public];

    /// Where the first versions wrote what names rows of the office's files: in the folder that leaves the
    /// office, so that every run clears it away.
    pub const OUTDATED: [&str; 3] =
        ["riservato/verifica.html", "riservato/verifica.json", "riservato/verifica.xlsx"];

    pub fn name(self) -> &'static str {
        match self {
            Self::Office => "ufficio",
            Self::Restricted => "riservato",
            Self::Public => "pubblico",
        }
    }

    /// The path of one of its files below `uscita/ANNO/`.
    pub fn path(self, name: &str) -> String {
        format!("{}/{name}", self.name())
    }

    /// The name of a file in this folder; `None` for a path that is not below it.
    pub fn file_name(self, path: &str) -> Option<&str> {
        path.strip_prefix(self.name())?.strip_prefix('/')
    }

    /// «A chi va»: who receives it.
    pub fn recipients(self) -> &'static str {
        match self {
            Self::Office => "a nessuno: resta in ufficio",
            Self::Restricted => {
                "al CUG con l'Allegato 1; dal CUG, con la sua relazione, a organi di indirizzo, Nucleo o OIV, Dipartimenti della funzione pubblica e per le pari opportunità"
            }
            Self::Public => "a tutti: si copia sul sito così com'è",
        }
    }

    /// «Che cosa»: what is in it.
    pub fn contents(self) -> &'static str {
        match self {
            Self::Office => {
                "i controlli, con le righe dei vostri fogli; le lettere da firmare; le scadenze; il certificato di riservatezza"
            }
            Self::Restricted => {
                "Allegato 1, relazione del CUG, sintesi per il Nucleo, tabelle, traccia, pagina: con i valori di poche persone"
            }
            Self::Public => "gli stessi documenti, con i gruppi piccoli protetti",
        }
    }
}
