//! Code page 850, in which programs of DOS and some of today's still export: told from Windows-1252
//! by the accents at the end of Italian words.

/// The characters of the bytes from 128 on.
const CHARACTERS: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// `é`, `è`, `ì`, `ù` as code page 850 has them; in Windows-1252 they are marks that follow no letter.
const ACCENTS: [u8; 4] = [0x82, 0x8a, 0x8d, 0x97];
/// `à` and `ò`: in Windows-1252 an ellipsis and a bullet.
const DOUBTFUL: [u8; 2] = [0x85, 0x95];
/// Accents of Windows-1252, and its apostrophe.
const OF_WINDOWS: [u8; 13] =
    [0xe0, 0xe8, 0xe9, 0xec, 0xf2, 0xf9, 0xc0, 0xc8, 0xc9, 0xcc, 0xd2, 0xd9, 0x92];

/// Whether bytes that are no UTF-8 read better as code page 850.
pub(super) fn is_likely(bytes: &[u8]) -> bool {
    let after_letter = || bytes.windows(2).filter(|pair| pair[0].is_ascii_alphabetic());
    let has = |known: &[u8]| after_letter().any(|pair| known.contains(&pair[1]));
    // "Maturità", "Attività": an ellipsis there would be a word cut short.
    let ends_in_ita = || {
        bytes.windows(3).any(|end| end[..2].eq_ignore_ascii_case(b"it") && end[2] == DOUBTFUL[0])
    };
    !has(&OF_WINDOWS) && (has(&ACCENTS) || ends_in_ita())
}

pub(super) fn decode(bytes: &[u8]) -> String {
    let characters: Vec<char> = CHARACTERS.chars().collect();
    let character = |byte: &u8| match byte.checked_sub(128) {
        Some(place) => {
            characters.get(usize::from(place)).copied().unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        None => char::from(*byte),
    };
    bytes.iter().map(character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_tell_the_code_page() {
        assert_eq!(CHARACTERS.chars().count(), 128);
        let dos = b"Maturit\x85;Perch\x82;Citt\x85";
        assert!(is_likely(dos));
        assert_eq!(decode(dos), "Maturità;Perché;Città");
        assert!(!is_likely(b"Maturit\xe0;Perch\xe9"));
        assert!(!is_likely(b"eccetera\x85 \x95 punto \x96 D\x92Angelo"));
    }
}
