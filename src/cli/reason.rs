//! Why the system did not do what it was asked.

use std::io;

/// The system's reason in Italian where it is a common one.
pub(super) fn reason(error: &io::Error) -> String {
    use io::ErrorKind;
    if cfg!(windows) && error.raw_os_error().is_some_and(|code| IN_USE.contains(&code)) {
        return "il file è aperto in un altro programma: chiudetelo e ripetete".to_owned();
    }
    match error.kind() {
        ErrorKind::NotFound => "non esiste".to_owned(),
        ErrorKind::PermissionDenied => "permesso negato".to_owned(),
        ErrorKind::StorageFull => "il disco è pieno".to_owned(),
        ErrorKind::QuotaExceeded => "lo spazio assegnato sul disco è finito".to_owned(),
        ErrorKind::FileTooLarge => "il file supera la misura consentita".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "il disco è di sola lettura".to_owned(),
        ErrorKind::AlreadyExists => "al suo posto c'è già un file".to_owned(),
        ErrorKind::NotADirectory => "nel percorso c'è un file al posto di una cartella".to_owned(),
        ErrorKind::IsADirectory => "al suo posto c'è una cartella".to_owned(),
        ErrorKind::InvalidFilename => "il nome non va bene per questo disco".to_owned(),
        ErrorKind::DirectoryNotEmpty => "al suo posto c'è una cartella non vuota".to_owned(),
        ErrorKind::ResourceBusy => {
            "è in uso in un altro programma: chiudetelo e ripetete".to_owned()
        }
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::TimedOut => "il disco di rete non risponde".to_owned(),
        // What the program itself says of a file, or the system, whose words may be in any language.
        _ if error.raw_os_error().is_none() => error.to_string(),
        _ => format!("il sistema risponde «{error}»"),
    }
}

/// Files that another program holds, which have no kind of their own: a sharing violation, a locked
/// part, a part mapped into memory.
const IN_USE: [i32; 3] = [32, 33, 1224];
