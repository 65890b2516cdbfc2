//! Files as one zip: the same bytes for the same files, on any day.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// The archive of files by their paths.
pub(super) fn packed<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Result<Vec<u8>, String> {
    let options = SimpleFileOptions::default()
        .system(System::Unix)
        .last_modified_time(DateTime::default())
        .compression_method(CompressionMethod::Deflated);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let write = |writer: &mut ZipWriter<_>| -> zip::result::ZipResult<()> {
        for (path, bytes) in files {
            writer.start_file(path, options)?;
            writer.write_all(bytes)?;
        }
        Ok(())
    };
    write(&mut writer).map_err(|error| error.to_string())?;
    Ok(writer.finish().map_err(|error| error.to_string())?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_archive_holds_the_files_under_their_paths() {
        let files = [("uscita/2025/a.txt", b"uno".as_slice()), ("cug.toml", b"due")];
        let packed = packed(files).expect("an archive");
        let mut archive = zip::ZipArchive::new(Cursor::new(packed)).expect("readable");
        for (path, bytes) in files {
            let mut found = Vec::new();
            archive.by_name(path).expect("a file").read_to_end(&mut found).expect("its bytes");
            assert_eq!(found, bytes);
        }
    }
}
