//! The text of a file, whatever program wrote it.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Refused;

/// Bytes of a file that are looked at for its encoding.
const LOOKED_AT: usize = 4096;

/// The text that `bytes` stand for, and the encoding they are in.
///
/// A byte order mark decides; then the zeros of UTF-16; then whether it is UTF-8. What is none of them is Windows-1252, as
/// spreadsheets write it.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, &'static str), Refused> {
    if bytes.starts_with(b"%PDF") {
        return Err(Refused::new("it is a PDF", "save the table as CSV, XLSX or ODS"));
    }
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.or_else(|| utf_16(bytes)).unwrap_or(match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        Err(_) => WINDOWS_1252,
    });
    let (text, faulty) = encoding.decode_with_bom_removal(bytes);
    let binary = |letter: char| letter < ' ' && !matches!(letter, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}');
    if faulty || text.chars().any(binary) {
        let help = "save it as CSV (UTF-8), or as XLSX or ODS";
        return Err(Refused::new("it is not text", help));
    }
    Ok((text.into_owned(), encoding.name()))
}

/// UTF-16 without a mark: in ordinary text every second byte is zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let looked_at = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros = |first: usize| looked_at.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let mostly = |zeros: usize| looked_at.len() >= 4 && zeros * 3 > looked_at.len();
    match (zeros(0), zeros(1)) {
        (even, odd) if mostly(even) && odd == 0 => Some(UTF_16BE),
        (even, odd) if mostly(odd) && even == 0 => Some(UTF_16LE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16_bytes(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn every_usual_encoding_is_read() {
        let text = "Früh;1\n";
        let windows = b"Fr\xfch;1\n";
        let marked = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked,
            windows.to_vec(),
            utf_16_bytes(text, u16::to_le_bytes),
            utf_16_bytes(text, u16::to_be_bytes),
            [b"\xff\xfe".to_vec(), utf_16_bytes(text, u16::to_le_bytes)].concat(),
        ] {
            assert_eq!(decode(&bytes).unwrap().0, text, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [b"%PDF-1.7".as_slice(), b"a\x00\x01\x02b", b"\x89PNG\r\n\x1a\n\x00\x00\x00"] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
