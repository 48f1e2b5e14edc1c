//! Legal documents from a CSV file: one row, one [`Entry`].

use std::sync::Arc;

use super::{
    decode::decode,
    entry::{Entry, Facts},
    markdown::Body,
    prose::Prose,
    table::{Cell, Sheet, cells, delimiter},
};
use crate::{
    diag::{At, Diagnostic, Lines, Pos},
    kind::{
        Common, Kind, Meta,
        legal_document::{RELATIONS, relation_of, split_cell},
    },
    schema::{Field, field},
    stamp::{Fp, Stamped},
    words,
};

/// Parses a table of legal documents in the section `folder`. Bad rows are reported and left out; the others stand.
pub fn parse(file: &Arc<str>, folder: &str, bytes: &[u8], found: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let text = match decode(bytes, file, found) {
        Ok(text) => text,
        Err(fault) => {
            found.push(*fault);
            return Vec::new();
        }
    };
    let lines = Lines::new(&text);
    let Some((sheet, rows)) = Sheet::open(&lines, file, Kind::Document.fields(), found) else {
        return Vec::new();
    };
    rows.iter().filter_map(|row| entry(row, &sheet, (file, folder), found)).collect()
}

/// A table with the rows of another below its own, each value in the column of its field; columns that it lacks are added.
pub fn append(table: &str, rows: &str) -> String {
    let (own, other) = (delimiter(table), delimiter(rows));
    let mut new = cells(rows, other).into_iter();
    let (head, header) = (cells(table, own).into_iter().next(), new.next());
    let (Some(head), Some(header)) = (head, header) else { return rows.to_owned() };
    let field = |it: &Cell| field::find(Kind::Document.fields(), it.text.trim()).map(|it| it.key);
    let mut columns: Vec<Option<&str>> = head.iter().map(field).collect();
    let end = head.last().map_or(0, |it| it.span.end);
    let mut out = table[..end].to_owned();
    for it in header.iter().filter_map(field) {
        if !columns.contains(&Some(it)) {
            out.push(char::from(own));
            out.push_str(it);
            columns.push(Some(it));
        }
    }
    out.push_str(&table[end..]);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    for row in new.filter(|row| row.iter().any(|it| !it.text.trim().is_empty())) {
        let value = |column: Option<&str>| {
            let at = column.and_then(|it| header.iter().position(|cell| field(cell) == Some(it)));
            let text = at.and_then(|it| row.get(it)).map_or("", |it| it.text.trim());
            let quote = text.contains(['"', ',', ';', '\n', '\t']);
            if quote { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
        };
        let values: Vec<String> = columns.iter().copied().map(value).collect();
        out.push_str(values.join(&char::from(own).to_string()).trim_end_matches(char::from(own)));
        out.push('\n');
    }
    out
}

fn entry(
    row: &[Cell],
    sheet: &Sheet<'_>,
    (file, folder): (&Arc<str>, &str),
    found: &mut Vec<Diagnostic>,
) -> Option<Entry> {
    let mut relations = Vec::new();
    let own = |field: &'static Field, text: &str, pos, found: &mut Vec<Diagnostic>| {
        let is_own = field.key == "relations";
        if is_own {
            relations.extend(split_cell(text).filter_map(|it| relation(it, pos, file, found)));
        }
        is_own
    };
    let mut record = sheet.record(row, |_, it| split_cell(it).collect(), own, found)?;
    let common = Common::read(&mut record, "");
    let mut meta = Kind::Document.meta(&mut record, &common);
    if let Meta::Document(document) = &mut meta {
        document.relations = relations;
    }
    let facts = Facts {
        path: folder.to_owned(),
        is_row: true,
        section: Some(folder.to_owned()),
        common,
        meta,
        outline: Vec::new(),
        links: Vec::new(),
        images: Vec::new(),
        cites: Vec::new(),
        excerpt: String::new(),
        is_long: false,
        has_prose: false,
        has_code: false,
    };
    Some(Entry {
        file: Arc::clone(file),
        row: Some(sheet.start(row).line),
        is_held: false,
        facts: Stamped::new(facts),
        notable: Stamped::new(String::new()),
        body: Prose::new(Body::default()),
        places: Fp::NONE,
        diagnostics: Vec::new(),
    })
}

/// `replaces: 61/2018/NĐ-CP`.
fn relation(
    text: &str,
    pos: Pos,
    file: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> Option<crate::kind::legal_document::Relation> {
    let known = || {
        RELATIONS.iter().map(|it| it.names.first().copied().unwrap_or(it.key)).collect::<Vec<_>>().join(", ")
    };
    let chosen = text.split_once(':').and_then(|(kind, target)| {
        Some((field::choose(RELATIONS, kind.trim())?, target.trim())).filter(|(_, target)| !target.is_empty())
    });
    match chosen {
        Some((kind, target)) => Some(relation_of(kind.key, At::new(target.to_owned(), pos))),
        None => {
            let known = known();
            found.push(
                Diagnostic::error(
                    "table-relation",
                    words!("không hiểu quan hệ \"{text}\"", "the relation \"{text}\" is not understood"),
                )
                .help(words!(
                    "viết dạng \"thay thế: 61/2018/NĐ-CP\"; các quan hệ: {known}",
                    "write \"replaces: 61/2018/NĐ-CP\"; in Vietnamese: {known}"
                ))
                .at(file, pos),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_join_a_table_by_their_columns() {
        let table = "number,title\n1/NQ-CP,Một";
        let rows = "trích yếu;số ký hiệu;lĩnh vực\n\"Hai, ba\";2/NQ-CP;CCHC\n";
        let expected = "number,title,field\n1/NQ-CP,Một\n2/NQ-CP,\"Hai, ba\",CCHC\n";
        assert_eq!(append(table, rows), expected);
        assert_eq!(append("", "number\n1/NQ-CP\n"), "number\n1/NQ-CP\n");
    }

    #[test]
    fn keeps_good_rows_and_says_what_is_wrong_with_the_others() {
        let csv = "số ký hiệu,loại văn bản,cơ quan ban hành,ngày ban hành,trích yếu,quan hệ\n\
                   63/2010/NĐ-CP,Nghị định,Chính phủ,08/6/2010,Kiểm soát thủ tục hành chính,\n\
                   1/NQ-CP,Nghị quyết,Chính phủ,31/02/2020,Sai ngày,\n\
                   2/NQ-CP,Nghị quyết,,2020-01-01,Thiếu nơi ban hành,thay: 1\n";
        let mut found = Vec::new();
        let entries = parse(&Arc::from("d.csv"), "van-ban", csv.as_bytes(), &mut found);
        assert_eq!(entries.len(), 1);
        let codes: Vec<_> = found
            .iter()
            .map(|it| (it.code, it.place.as_ref().map(|it| (it.pos.line, it.pos.column))))
            .collect();
        assert_eq!(
            codes,
            [
                ("front-matter-date", Some((3, 30))),
                ("table-relation", Some((4, 51))),
                ("front-matter-missing-field", Some((4, 20))),
            ]
        );
    }
}
