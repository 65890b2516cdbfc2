//! How much is read of a file: beyond is no spreadsheet of an office.

/// Largest file read. A list of thirty thousand employees takes about 4 MiB as .xlsx, 40 as .csv.
pub const MAX_FILE_BYTES: usize = 256 * 1024 * 1024;
/// Largest content of a compressed file, all its parts together.
pub const MAX_UNPACKED_BYTES: u64 = 512 * 1024 * 1024;
/// How many times larger than the file the content may be; real workbooks stay between 8 and 25.
pub const MAX_UNPACKED_RATIO: u64 = 200;
/// Content up to this size is never called a bomb, whatever the ratio.
pub const RATIO_FREE_BYTES: u64 = 50 * 1024 * 1024;
/// Cells of a file that is kept whole, empty ones before the last filled one of a row included. A
/// list of thirty thousand employees with a hundred columns has three million.
pub const MAX_CELLS: usize = 5_000_000;
/// The same of a file whose rows pass by: a full sheet of ninety columns.
pub const MAX_PASSING_CELLS: usize = 100_000_000;
/// Bytes of text of one file, each cell counted: a shared text repeated by a hostile file counts
/// as often as it is repeated.
pub const MAX_TEXT: usize = 512 * 1024 * 1024;
/// Rows of a sheet, as in Excel and LibreOffice; a delimited text may have more.
pub const MAX_ROWS: u32 = 1_048_576;
/// Columns of a sheet, as in Excel and LibreOffice.
pub const MAX_COLUMNS: u32 = 16_384;
