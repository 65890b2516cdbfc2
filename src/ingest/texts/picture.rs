//! The pictures that texts show: found below `testi/`, and proved to be what they say they are, so
//! that the compiler never meets one that it cannot draw.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Mutex;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};

use crate::model::text::Picture;

/// The pictures met so far; one that two texts show is kept once.
pub(super) struct Album<'a> {
    files: BTreeMap<&'a str, &'a [u8]>,
    numbers: BTreeMap<String, usize>,
    pictures: Vec<Picture>,
    /// Points that further pictures may have.
    room: u64,
}

/// The most points of all pictures together: each takes memory until the last document is done.
const MOST_POINTS: u64 = 150_000_000;
/// The largest drawing, and the most effects in it: each is computed point by point.
const MOST_SVG_BYTES: usize = 10 * 1024 * 1024;
const MOST_EFFECTS: usize = 10;

impl<'a> Album<'a> {
    pub(super) fn new(files: &BTreeMap<&'a str, &'a [u8]>) -> Self {
        Self {
            files: files.clone(),
            numbers: BTreeMap::new(),
            pictures: Vec::new(),
            room: MOST_POINTS,
        }
    }

    /// The number of the picture that a text names by its path from `testi/`, or why there is none.
    pub(super) fn find(&mut self, target: &str) -> Result<usize, &'static str> {
        if target.contains("://") || target.starts_with(['/', '\\']) || target.contains("..") {
            return Err("le immagini si mettono nella cartella «testi»");
        }
        let path = format!("testi/{}", target.trim_start_matches("./").replace('\\', "/"));
        let decoded = path.replace("%20", " ");
        let found = [path, decoded].into_iter().find_map(|path| {
            self.files.get_key_value(path.as_str()).map(|(path, bytes)| (*path, *bytes))
        });
        let (path, bytes) = found.ok_or("l'immagine non c'è")?;
        self.add(path, bytes)
    }

    /// The number of a picture that a document brings with it, or why it cannot be shown.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) -> Result<usize, &'static str> {
        if let Some(number) = self.numbers.get(path) {
            return Ok(*number);
        }
        let (ending, points) = look(path, bytes)?;
        self.room = self.room.checked_sub(points).ok_or(TOO_MANY_POINTS)?;
        let number = self.pictures.len();
        let path_inside = format!("immagini/{}.{ending}", number + 1);
        self.pictures.push(Picture { path: path_inside, bytes: bytes.to_vec() });
        self.numbers.insert(path.to_owned(), number);
        Ok(number)
    }

    pub(super) fn into_pictures(self) -> Vec<Picture> {
        self.pictures
    }
}

const OTHER_KIND: &str = "l'immagine deve essere PNG, JPG oppure SVG";
const TOO_MANY_POINTS: &str =
    "le immagini hanno insieme più di 150 milioni di punti: riducetene le dimensioni";

/// `png`, `jpg` or `svg`, after a full look at the bytes, and the points to be drawn.
fn look(path: &str, bytes: &[u8]) -> Result<(&'static str, u64), &'static str> {
    let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    let (ending, format) = match ending.as_str() {
        "png" => ("png", ImageFormat::Png),
        "jpg" | "jpeg" => ("jpg", ImageFormat::Jpeg),
        "svg" => return svg(bytes).map(|points| ("svg", points)),
        _ => return Err(OTHER_KIND),
    };
    raster(bytes, format).map(|points| (ending, points))
}

fn raster(bytes: &[u8], format: ImageFormat) -> Result<u64, &'static str> {
    const MOST_PIXELS: u64 = 50_000_000;
    const DAMAGED: &str = "l'immagine è rovinata, o non è del tipo che dice il nome";
    let decoder =
        ImageReader::with_format(Cursor::new(bytes), format).into_decoder().map_err(|_| DAMAGED)?;
    let (width, height) = decoder.dimensions();
    let points = u64::from(width) * u64::from(height);
    if points > MOST_PIXELS {
        return Err("l'immagine ha più di 50 milioni di punti");
    }
    if format == ImageFormat::Jpeg && jpeg_components(bytes) == Some(4) {
        return Err("l'immagine è in quadricromia (CMYK): salvatela in RGB");
    }
    DynamicImage::from_decoder(decoder).map(|_| points).map_err(|_| DAMAGED)
}

/// The number of colour components that the frame header of a JPEG declares (ITU-T T.81, B.2.2).
fn jpeg_components(bytes: &[u8]) -> Option<u8> {
    let mut rest = bytes.get(2..)?;
    loop {
        let [0xff, marker, high, low, ..] = *rest else { return None };
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            return rest.get(9).copied();
        }
        rest = rest.get(2 + usize::from(u16::from_be_bytes([high, low]))..)?;
    }
}

/// An SVG that parses and brings everything with it: nothing is fetched from disk or network. Gives
/// back the points of the pictures inside.
fn svg(bytes: &[u8]) -> Result<u64, &'static str> {
    if bytes.len() > MOST_SVG_BYTES {
        return Err("l'immagine SVG supera 10 MB: salvatela in PNG");
    }
    // Compressed, it could unpack to any size.
    std::str::from_utf8(bytes).map_err(|_| "l'immagine SVG è compressa o non è in UTF-8")?;
    let inside: Mutex<Result<u64, &'static str>> = Mutex::new(Ok(0));
    let add = |points: Result<u64, &'static str>| {
        if let Ok(mut sum) = inside.lock() {
            *sum = sum.and_then(|sum| Ok(sum.saturating_add(points?)));
        }
    };
    let options = usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|kind, data, _| {
                add(match kind {
                    "image/png" => raster(&data, ImageFormat::Png),
                    "image/jpg" | "image/jpeg" => raster(&data, ImageFormat::Jpeg),
                    _ => Err("l'immagine SVG ne contiene una che non è PNG né JPG"),
                });
                None
            }),
            resolve_string: Box::new(|_, _| {
                add(Err("l'immagine SVG ne richiama altre: incorporatele, o salvatela in PNG"));
                None
            }),
        },
        ..usvg::Options::default()
    };
    let parsed = usvg::Tree::from_data(bytes, &options);
    drop(options);
    let points = inside.into_inner().unwrap_or(Err(DAMAGED_SVG))?;
    let tree = parsed.map_err(|_| DAMAGED_SVG)?;
    if effects(tree.root()) > MOST_EFFECTS {
        return Err("l'immagine SVG ha più di 10 effetti (filtri): salvatela in PNG");
    }
    Ok(points)
}

const DAMAGED_SVG: &str = "l'immagine SVG non si può leggere";

/// How many groups are drawn through filters.
fn effects(group: &usvg::Group) -> usize {
    let inside = group.children().iter().map(|node| match node {
        usvg::Node::Group(group) => effects(group),
        _ => 0,
    });
    usize::from(!group.filters().is_empty()) + inside.sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_of_a_jpeg_are_in_its_frame_header() {
        let application = [0xff, 0xe0, 0x00, 0x04, 0x4a, 0x46];
        let frame = |components| [0xff, 0xc0, 0x00, 0x14, 8, 0, 1, 0, 1, components];
        let jpeg = |components| [&[0xff, 0xd8][..], &application, &frame(components)].concat();
        assert_eq!(jpeg_components(&jpeg(3)), Some(3));
        assert_eq!(jpeg_components(&jpeg(4)), Some(4));
        assert_eq!(jpeg_components(&jpeg(4)[..10]), None);
        assert_eq!(jpeg_components(b"no picture"), None);
    }
}
