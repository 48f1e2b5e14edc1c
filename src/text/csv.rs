//! Tables as text (RFC 4180), safe to open in a spreadsheet.

/// Writes a row, with CR LF behind it. Control characters, which programs stumble over, are left out.
///
/// ```
/// # use bantin::text::csv;
/// let mut table = String::new();
/// csv::row(["63/2010/NĐ-CP", "một, hai", "=1+1"], &mut table);
/// assert_eq!(table, "63/2010/NĐ-CP,\"một, hai\",'=1+1\r\n");
/// ```
pub fn row<'a>(cells: impl IntoIterator<Item = &'a str>, out: &mut String) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let is_odd = |it: char| it.is_control() && !matches!(it, '\n' | '\t');
        if cell.contains(is_odd) {
            self::cell(&cell.replace(is_odd, ""), out);
        } else {
            self::cell(cell, out);
        }
    }
    out.push_str("\r\n");
}

/// Writes a cell. What a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises.
fn cell(text: &str, out: &mut String) {
    let mark = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if text.contains(['"', ',', ';', '\n', '\r', '\t']) {
        out.push('"');
        out.push_str(mark);
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(mark);
        out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cells: &[&str], expected: &str) {
        let mut out = String::new();
        row(cells.iter().copied(), &mut out);
        assert_eq!(out, format!("{expected}\r\n"));
    }

    #[test]
    fn quotes_what_would_break_the_row() {
        check(&["a", "", "b c"], "a,,b c");
        check(&["a,b", "\"c\"", "d\ne", "f;g"], "\"a,b\",\"\"\"c\"\"\",\"d\ne\",\"f;g\"");
    }

    #[test]
    fn no_cell_is_a_formula() {
        check(&["=A1", "+1", "-1", "@x"], "'=A1,'+1,'-1,'@x");
        check(&["=A1,B1", "\t=1"], "\"'=A1,B1\",\"'\t=1\"");
        check(&["\u{7}=A1", "a\u{0}\r\nb"], "'=A1,\"a\nb\"");
    }
}
