//! Why a file cannot be read, in words for the office that sent it.

use super::Container;
use crate::ingest::file::limits::{
    MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS, MAX_TEXT, MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO,
};
use crate::italian;

/// A file that is something else than a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// HTML or MHTML.
    WebPage,
    /// `SpreadsheetML` of Excel 2003.
    SpreadsheetXml,
    /// Any other XML, the flat files of LibreOffice among them.
    Xml,
    Pdf,
    Image,
    TextDocument,
    Presentation,
    /// A compressed folder.
    Archive,
    /// An Excel workbook whose parts do not lie where Excel puts them.
    UnusualWorkbook,
    /// `.xlsb`
    BinaryWorkbook,
    /// Excel 4 and before.
    OldWorkbook,
    Unknown,
}

impl Foreign {
    fn label(self) -> &'static str {
        match self {
            Self::WebPage => "una pagina web",
            Self::SpreadsheetXml => "un foglio di calcolo in formato XML di Excel 2003",
            Self::Xml => "un file XML",
            Self::Pdf => "un documento PDF",
            Self::Image => "un'immagine",
            Self::TextDocument => "un documento di testo, come quelli di Word",
            Self::Presentation => "una presentazione",
            Self::Archive => "un archivio compresso",
            Self::UnusualWorkbook => {
                "una cartella di lavoro scritta da un altro programma in un modo insolito"
            }
            Self::BinaryWorkbook => "una cartella di lavoro di Excel in formato binario (.xlsb)",
            Self::OldWorkbook => "un foglio di una versione di Excel anteriore al 1995",
            Self::Unknown => "di un tipo sconosciuto",
        }
    }

    fn remedy(self) -> &'static str {
        match self {
            Self::WebPage
            | Self::SpreadsheetXml
            | Self::Xml
            | Self::BinaryWorkbook
            | Self::UnusualWorkbook
            | Self::OldWorkbook => {
                "Aprite il file con Excel o LibreOffice, controllate che i dati ci siano, e salvatelo con nome in formato .xlsx; poi togliete dalla cartella il file di prima."
            }
            Self::Archive => {
                "Estraete dall'archivio il foglio di calcolo e mettete quello nella cartella."
            }
            Self::Pdf | Self::Image | Self::TextDocument | Self::Presentation => {
                "Chiedete a chi ve l'ha mandato il foglio di calcolo da cui è stato ricavato, e mettete quello nella cartella."
            }
            Self::Unknown => {
                "Controllate di avere copiato il file giusto; se con Excel o LibreOffice si apre, salvatelo con nome in formato .xlsx."
            }
        }
    }
}

/// Why nothing can be read from a file. One per file: nothing of it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadFault {
    /// Why it could not be read from where it lies.
    NotRead(String),
    /// No bytes, or only blanks.
    Empty,
    /// More than `MAX_FILE_BYTES`.
    TooLarge,
    /// Encrypted, or protected by a password to open.
    Protected,
    /// Its end is missing.
    Truncated,
    /// Its structure is broken in some other way.
    Damaged,
    /// A kind that is read, under the name of another. `extension` has its point, or is empty.
    WrongName { extension: String, actual: Container },
    /// Not one of the kinds that are read.
    Foreign(Foreign),
    /// Compressed content of more than `MAX_UNPACKED_BYTES`.
    UnpacksTooLarge,
    /// Compressed content more than `MAX_UNPACKED_RATIO` times as large as the file.
    OutOfProportion,
    /// A filled cell below the `MAX_ROWS` of a sheet.
    TooManyRows,
    /// A filled cell beyond the `MAX_COLUMNS` of a sheet.
    TooManyColumns,
    /// More than so many in all sheets together.
    TooManyCells(usize),
    /// More than `MAX_TEXT` bytes of text in all cells together.
    TooMuchText,
    /// A text with zero bytes, or whose characters cannot be made out.
    NotText,
}

impl ReadFault {
    /// What is wrong: the end of a sentence that begins with the file's name and a colon.
    pub fn message(&self) -> String {
        match self {
            Self::NotRead(reason) => format!("il file non si può leggere: {reason}"),
            Self::Empty => "il file è vuoto".to_owned(),
            Self::TooLarge => format!("il file supera {} MB", MAX_FILE_BYTES / (1024 * 1024)),
            Self::Protected => "il file è protetto da password".to_owned(),
            Self::Truncated => {
                "il file è incompleto: manca la parte finale, come quando una copia o uno scaricamento si interrompe".to_owned()
            }
            Self::Damaged => "il file è danneggiato e il suo contenuto non si può leggere".to_owned(),
            Self::WrongName { extension, actual } => {
                let named = if extension.is_empty() {
                    "il nome del file non dice di che tipo è".to_owned()
                } else {
                    format!("il nome del file finisce in «{extension}»")
                };
                format!("{named}, ma il contenuto è {} ({})", actual.label(), actual.extension())
            }
            Self::Foreign(Foreign::Unknown) => {
                "il contenuto non è un foglio di calcolo né un testo leggibile".to_owned()
            }
            Self::Foreign(foreign) => {
                format!("il contenuto non è un foglio di calcolo leggibile: è {}", foreign.label())
            }
            Self::UnpacksTooLarge => format!(
                "il file, una volta decompresso, supera {} MB",
                MAX_UNPACKED_BYTES / (1024 * 1024)
            ),
            Self::OutOfProportion => format!(
                "il file, una volta decompresso, diventa più di {MAX_UNPACKED_RATIO} volte più grande: non è un normale foglio di calcolo"
            ),
            Self::TooManyRows => {
                format!("il file ha dati oltre la riga {}", italian::count(u64::from(MAX_ROWS)))
            }
            Self::TooManyColumns => format!(
                "il file ha dati oltre la colonna numero {}",
                italian::count(u64::from(MAX_COLUMNS))
            ),
            Self::TooManyCells(most) => format!(
                "il file ha più di {} di celle, contando le vuote a sinistra di quelle compilate",
                italian::count(*most as u64)
            ),
            Self::TooMuchText => {
                format!("il file ha più di {} MB di testo nelle celle", MAX_TEXT / (1024 * 1024))
            }
            Self::NotText => {
                "il file di testo contiene caratteri che non si possono leggere".to_owned()
            }
        }
    }

    /// What to do about it, as whole sentences.
    pub fn remedy(&self) -> String {
        match self {
            Self::NotRead(_) => "Controllate che nessuno lo stia scrivendo o spostando, e ripetete il comando.".to_owned(),
            Self::Empty => "Chiedete una nuova estrazione dei dati. Se il file non serve, toglietelo dalla cartella.".to_owned(),
            Self::TooLarge => "Tenete nel file solo il foglio e le colonne che servono, e salvatelo in formato .xlsx.".to_owned(),
            Self::Protected => "Apritelo con la password, toglietela (in Excel: File, Informazioni, Proteggi cartella di lavoro, Crittografa con password, e cancellate la password) e salvate di nuovo il file.".to_owned(),
            Self::Truncated => "Copiate o scaricate di nuovo il file dall'origine. Se si apre con Excel o LibreOffice, salvatelo con nome in formato .xlsx dopo avere controllato che i dati ci siano tutti.".to_owned(),
            Self::Damaged => "Provate ad aprirlo con Excel o LibreOffice: se si apre, salvatelo con nome in formato .xlsx dopo avere controllato che i dati ci siano tutti; altrimenti chiedete una nuova estrazione.".to_owned(),
            Self::WrongName { extension, actual } if extension.is_empty() => {
                format!("Aggiungete «{}» alla fine del nome del file.", actual.extension())
            }
            Self::WrongName { extension, actual } => format!(
                "Cambiate la fine del nome del file da «{extension}» a «{}».",
                actual.extension()
            ),
            Self::Foreign(foreign) => foreign.remedy().to_owned(),
            Self::UnpacksTooLarge => "Tenete nel file solo il foglio e le colonne che servono, senza immagini, e salvatelo di nuovo.".to_owned(),
            Self::OutOfProportion => "Non usatelo se non sapete da dove viene. Altrimenti copiate i soli dati in un nuovo foglio e salvatelo in formato .xlsx.".to_owned(),
            Self::TooManyRows => "Chiedete un'estrazione con le sole righe dell'anno della relazione, oppure una già sommata per persona: un foglio di Excel o di LibreOffice non può averne di più.".to_owned(),
            Self::TooManyColumns => "Tenete solo le colonne che servono. Se è un testo con separatori controllate che ogni persona stia su una riga sua: forse mancano gli a capo.".to_owned(),
            Self::TooManyCells(_) => "Cancellate righe e colonne che non contengono dati, per esempio quelle compilate per trascinamento fino in fondo al foglio, e gli altri fogli che non servono; poi salvate di nuovo il file.".to_owned(),
            Self::TooMuchText => "Togliete le colonne che il programma non legge, per esempio note e descrizioni, e salvate di nuovo il file.".to_owned(),
            Self::NotText => "Salvate di nuovo il file come CSV UTF-8 o, meglio, in formato .xlsx.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_name_is_told_with_both_endings() {
        let fault = ReadFault::WrongName { extension: ".xls".to_owned(), actual: Container::Xlsx };
        assert_eq!(
            fault.message(),
            "il nome del file finisce in «.xls», ma il contenuto è una cartella di lavoro di Excel (.xlsx)"
        );
        assert_eq!(fault.remedy(), "Cambiate la fine del nome del file da «.xls» a «.xlsx».");
    }
}
