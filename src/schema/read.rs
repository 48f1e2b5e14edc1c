//! Node + table → [`Record`]: every value checked, every complaint at its place.

use std::sync::Arc;

use super::{
    field::{self, Field, LEGAL_REFERENCE, Shape},
    node::{Key, Node, NodeKind},
    record::{Record, Value},
};
use crate::{
    diag::{At, Diagnostic, Pos},
    text::{
        date::{DateFault, parse_date},
        fold, near,
    },
    words,
};

/// Reads nodes by tables and collects what is wrong.
pub struct Reader<'a> {
    /// The file, for the findings.
    pub file: &'a Arc<str>,
    /// What was found so far.
    pub found: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Reads a map by its table. Unknown and repeated keys, wrong values and missing fields are reported; what is right is kept.
    pub fn record(&mut self, node: &Node, table: &'static [Field]) -> Record {
        let mut record = Record { fields: Vec::new(), at: At::new((), node.pos) };
        match &node.kind {
            NodeKind::Map(pairs) => self.pairs(pairs, table, &mut record),
            NodeKind::Null => {}
            _ => self.wrong(
                node.pos,
                words!(
                    "chỗ này phải là các dòng \"tên trường: giá trị\"",
                    "fields (\"name: value\") are expected here"
                ),
            ),
        }
        self.required(&record, table, node.pos);
        record
    }

    /// Reports the required fields of `table` that `record` lacks.
    fn required(&mut self, record: &Record, table: &'static [Field], pos: Pos) {
        for field in table.iter().filter(|it| it.required) {
            if !record.fields.iter().any(|(key, _)| *key == field.key) {
                let (key, alias) = (field.key, field.aliases.first().copied().unwrap_or(field.key));
                self.found.push(
                    Diagnostic::error(
                        "front-matter-missing-field",
                        words!("thiếu trường \"{key}\" ({alias})", "the field \"{key}\" is missing"),
                    )
                    .help(words!("thêm một dòng: {key}: …", "add a line: {key}: …"))
                    .at(self.file, pos),
                );
            }
        }
    }

    fn pairs(&mut self, pairs: &[(Key, Node)], table: &'static [Field], record: &mut Record) {
        let mut seen: Vec<(&'static str, &Key)> = Vec::new();
        let mut meant: Vec<(&'static str, Pos)> = Vec::new();
        for (key, node) in pairs {
            let Some(field) = field::find(table, &key.text) else {
                let near = self.unknown_key(key, table);
                meant.extend(near.map(|it| (it.key, key.pos)));
                continue;
            };
            if let Some((_, first)) = seen.iter().find(|(it, _)| *it == field.key) {
                let (typed, before, line) = (&key.text, &first.text, first.pos.line);
                self.found.push(
                    Diagnostic::error(
                        "front-matter-duplicate-key",
                        words!(
                            "trường \"{typed}\" đã có ở dòng {line} (viết là \"{before}\")",
                            "the field \"{typed}\" was already given on line {line} (as \"{before}\")"
                        ),
                    )
                    .help(words!("chỉ giữ lại một dòng", "keep one of the lines"))
                    .at(self.file, key.pos),
                );
                continue;
            }
            seen.push((field.key, key));
            if let Some(value) = self.value(node, field.shape, field) {
                record.fields.push((field.key, value));
            } else if matches!(node.kind, NodeKind::Null) && field.required {
                let name = &key.text;
                self.found.push(
                    Diagnostic::error(
                        "front-matter-missing-field",
                        words!("trường \"{name}\" còn trống", "the field \"{name}\" is empty"),
                    )
                    .help(words!(
                        "điền giá trị sau dấu hai chấm: {name}: …",
                        "write its value behind the colon: {name}: …"
                    ))
                    .at(self.file, key.pos),
                );
                record.fields.push((field.key, At::new(Value::List(Vec::new()), node.pos)));
            } else if !matches!(node.kind, NodeKind::Null) {
                // reported by `value`; an empty marker keeps `required` from reporting it again
                record.fields.push((field.key, At::new(Value::List(Vec::new()), node.pos)));
            }
        }
        // A field whose name is misspelt is not missing too.
        for (key, pos) in meant {
            if !record.fields.iter().any(|(it, _)| *it == key) {
                record.fields.push((key, At::new(Value::List(Vec::new()), pos)));
            }
        }
    }

    /// Reports an unknown name; gives the field that was meant.
    fn unknown_key(&mut self, key: &Key, table: &'static [Field]) -> Option<&'static Field> {
        let typed = &key.text;
        let mut finding = Diagnostic::error(
            "front-matter-unknown-key",
            words!("không có trường \"{typed}\"", "there is no field \"{typed}\""),
        )
        .at(self.file, key.pos);
        let near = near::nearest(typed, field::names(table));
        finding = match near {
            Some(near) => finding.help(words!("có phải ý bạn là \"{near}\"?", "did you mean \"{near}\"?")),
            None if table.iter().any(|it| it.key == "extra") => finding.help(words!(
                "trường tự đặt thì để dưới \"extra:\"",
                "fields of your own go below \"extra:\""
            )),
            None => {
                let known: Vec<&str> = table.iter().map(|it| it.key).collect();
                let known = known.join(", ");
                finding.help(words!("các trường dùng được: {known}", "known fields: {known}"))
            }
        };
        self.found.push(finding);
        field::find(table, near?)
    }

    fn wrong(&mut self, pos: Pos, message: crate::diag::Words) {
        self.found.push(Diagnostic::error("front-matter-value", message).at(self.file, pos));
    }

    /// Reads the value of one field; absent when it does not fit, which has been reported.
    pub fn value(&mut self, node: &Node, shape: Shape, field: &'static Field) -> Option<At<Value>> {
        let at = |value| Some(At::new(value, node.pos));
        match (shape, &node.kind) {
            (Shape::Free, _) => at(Value::Free(super::json::of(node).to_string())),
            (_, NodeKind::Null) => None,
            (Shape::List(item), NodeKind::List(items)) => {
                let values = items.iter().filter_map(|it| self.value(it, *item, field)).collect();
                at(Value::List(values))
            }
            (Shape::List(item), _) => self.value(node, *item, field).and_then(|it| at(Value::List(vec![it]))),
            (Shape::Map(table) | Shape::TextOrMap(_, table), NodeKind::Map(_)) => {
                at(Value::Map(self.record(node, table)))
            }
            (Shape::TextOrMap(main, _), NodeKind::Scalar { .. }) => {
                let text = self.scalar(node, Shape::Text, field)?;
                let fields = vec![(main, At::new(text, node.pos))];
                at(Value::Map(Record { fields, at: At::new((), node.pos) }))
            }
            (Shape::Legal, NodeKind::Map(_)) => at(Value::Map(self.record(node, LEGAL_REFERENCE))),
            (Shape::Dict(item), NodeKind::Map(pairs)) => {
                let mut dict: Vec<(At<String>, At<Value>)> = Vec::new();
                for (key, value) in pairs {
                    if let Some(value) = self.value(value, *item, field) {
                        dict.push((At::new(fold::nfc(key.text.trim()).into_owned(), key.pos), value));
                    }
                }
                at(Value::Dict(dict))
            }
            (Shape::Map(table), _) => {
                let keys: Vec<&str> = table.iter().map(|it| it.key).collect();
                let (name, keys) = (field.key, keys.join(", "));
                self.wrong(
                    node.pos,
                    words!(
                        "\"{name}\" phải gồm các trường: {keys}",
                        "\"{name}\" must have the fields: {keys}"
                    ),
                );
                None
            }
            (shape, NodeKind::Scalar { .. }) => self.scalar(node, shape, field).and_then(at),
            (_, NodeKind::List(_)) => {
                let name = field.key;
                self.wrong(
                    node.pos,
                    words!(
                        "\"{name}\" chỉ nhận một giá trị, không nhận danh sách",
                        "\"{name}\" takes one value, not a list"
                    ),
                );
                None
            }
            (_, NodeKind::Map(pairs)) => {
                let name = field.key;
                self.wrong(
                    node.pos,
                    words!("\"{name}\" không nhận các trường con", "\"{name}\" takes no fields of its own"),
                );
                // `- Mục tiêu: mọi người đều biết` was meant as a text.
                if let [(Key { text: key, .. }, Node { kind: NodeKind::Scalar { text, .. }, .. })] =
                    &pairs[..]
                    && let Some(last) = self.found.pop()
                {
                    self.found.push(last.help(words!(
                        "giá trị có dấu hai chấm thì đặt trong dấu ngoặc kép: \"{key}: {text}\"",
                        "a value with a colon must stand in quotes: \"{key}: {text}\""
                    )));
                }
                None
            }
        }
    }

    fn scalar(&mut self, node: &Node, shape: Shape, field: &'static Field) -> Option<Value> {
        let NodeKind::Scalar { text, plain, lost } = &node.kind else { return None };
        if let (true, Some((lost, pos))) = (*plain, lost) {
            self.lost_text(text, lost, *pos, shape, field);
        }
        let mut text = text.trim();
        if let Some(inner) = text.strip_prefix(['“', '„']).and_then(|it| it.strip_suffix('”'))
            && *plain
            && !inner.contains(['“', '”'])
        {
            let key = field.key;
            self.found.push(
                Diagnostic::warning(
                    "front-matter-curly-quotes",
                    words!(
                        "dấu ngoặc cong “ ” được dùng thay dấu ngoặc kép \" \"",
                        "curly quotes “ ” stand for straight ones"
                    ),
                )
                .help(words!("viết: {key}: \"{inner}\"", "write: {key}: \"{inner}\""))
                .at(self.file, node.pos),
            );
            text = inner;
        }
        if text.is_empty() {
            let name = field.key;
            self.wrong(node.pos, words!("\"{name}\" để trống", "\"{name}\" is empty"));
            return None;
        }
        self.typed(text, shape, field, node.pos)
    }

    /// Reads a text by a scalar shape, as both YAML and CSV do.
    pub fn typed(&mut self, text: &str, shape: Shape, field: &'static Field, pos: Pos) -> Option<Value> {
        let name = field.key;
        match shape {
            Shape::Bool => match bool_of(text) {
                Some(flag) => Some(Value::Bool(flag)),
                None => {
                    let message = words!(
                        "\"{name}\" chỉ nhận true (có) hoặc false (không)",
                        "\"{name}\" is true or false"
                    );
                    let help = words!(
                        "viết: {name}: true, hoặc xóa dòng này",
                        "write: {name}: true, or delete this line"
                    );
                    let finding = Diagnostic::error("front-matter-value", message);
                    self.found.push(finding.help(help).at(self.file, pos));
                    None
                }
            },
            Shape::Count => match text.parse() {
                Ok(n) => Some(Value::Count(n)),
                Err(_) => {
                    let is_large = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
                    self.wrong(
                        pos,
                        if is_large {
                            words!("\"{name}\" là số quá lớn: {text}", "\"{name}\" is too large: {text}")
                        } else {
                            words!(
                                "\"{name}\" phải là một số nguyên không âm",
                                "\"{name}\" must be a whole number"
                            )
                        },
                    );
                    None
                }
            },
            Shape::Moment => match parse_date(text) {
                Ok(moment) => Some(Value::Moment(moment)),
                Err(fault) => {
                    self.date_fault(text, &fault, pos);
                    None
                }
            },
            Shape::Choice(choices) => match field::choose(choices, text) {
                Some(choice) => Some(Value::Choice(choice.key)),
                None => {
                    let known: Vec<&str> =
                        choices.iter().filter_map(|it| it.names.first().copied()).collect();
                    let all = choices.iter().flat_map(|it| it.names.iter().copied().chain([it.key]));
                    let near = near::nearest(text, all);
                    let known = known.join(", ");
                    let mut finding = Diagnostic::error(
                        "front-matter-choice",
                        words!(
                            "\"{name}\" không nhận giá trị \"{text}\"",
                            "\"{name}\" does not take \"{text}\""
                        ),
                    )
                    .at(self.file, pos);
                    let is_several = matches!(field.shape, Shape::List(_)) && text.contains(',');
                    finding = match near {
                        _ if is_several => finding.help(words!(
                            "nhiều mục thì đặt trong ngoặc vuông: [{text}]; các giá trị: {known}",
                            "several stand in brackets: [{text}]; values: {known}"
                        )),
                        Some(near) => finding.help(words!(
                            "có phải ý bạn là \"{near}\"? Các giá trị: {known}",
                            "did you mean \"{near}\"? Values: {known}"
                        )),
                        None => finding.help(words!("các giá trị: {known}", "values: {known}")),
                    };
                    self.found.push(finding);
                    None
                }
            },
            Shape::Url => self.url(text, name, pos),
            Shape::List(item) => {
                self.typed(text, *item, field, pos).map(|it| Value::List(vec![At::new(it, pos)]))
            }
            Shape::TextOrMap(main, _) => {
                let fields = vec![(main, At::new(Value::Text(text.to_owned()), pos))];
                Some(Value::Map(Record { fields, at: At::new((), pos) }))
            }
            Shape::Text | Shape::Identifier | Shape::Ref(_) | Shape::File | Shape::Legal => {
                Some(Value::Text(text.to_owned()))
            }
            Shape::Map(_) | Shape::Dict(_) | Shape::Free => {
                self.wrong(
                    pos,
                    words!("\"{name}\" phải gồm các trường con", "\"{name}\" must have fields of its own"),
                );
                None
            }
        }
    }

    fn url(&mut self, text: &str, name: &str, pos: Pos) -> Option<Value> {
        let lower = text.to_ascii_lowercase();
        let known = ["http://", "https://", "mailto:", "tel:", "/"].iter().any(|it| lower.starts_with(it));
        let relative = !lower.contains(':');
        if (known || relative) && !text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Some(Value::Text(text.to_owned()));
        }
        self.wrong(
            pos,
            words!(
                "\"{name}\" phải là địa chỉ bắt đầu bằng https://, mailto:, tel: hoặc /",
                "\"{name}\" must be an address that begins with https://, mailto:, tel: or /"
            ),
        );
        None
    }

    /// `title: Số 855/KH-UBND - Đợt #2`: YAML keeps only what stands before ` #`.
    fn lost_text(&mut self, kept: &str, lost: &str, pos: Pos, shape: Shape, field: &'static Field) {
        let glued = lost[1..].chars().next().is_some_and(|c| !c.is_whitespace() && c != '#');
        let text = matches!(shape, Shape::Text)
            && matches!(field.key, "title" | "summary" | "text" | "caption" | "alt");
        if !glued && !text {
            return;
        }
        let key = field.key;
        let whole = format!("{kept} {lost}");
        let message = words!(
            "YAML bỏ mất \"{lost}\" vì dấu # mở đầu một chú thích",
            "YAML drops \"{lost}\": # begins a comment"
        );
        let finding = if glued {
            Diagnostic::error("front-matter-hash", message)
        } else {
            Diagnostic::warning("front-matter-hash", message)
        };
        self.found.push(
            finding.help(words!("viết: {key}: \"{whole}\"", "write: {key}: \"{whole}\"")).at(self.file, pos),
        );
    }

    fn date_fault(&mut self, text: &str, fault: &DateFault, pos: Pos) {
        let message = match *fault {
            DateFault::TwoDigitYear { year, .. } => {
                words!("năm \"{year:02}\" chỉ có hai chữ số", "the year \"{year:02}\" has two digits")
            }
            DateFault::Impossible { month, last_day: Some(last), .. } => words!(
                "không có ngày \"{text}\": tháng {month} chỉ đến ngày {last}",
                "there is no \"{text}\": month {month} ends on day {last}"
            ),
            DateFault::Impossible { month, .. } => words!(
                "không có tháng {month} trong ngày \"{text}\"",
                "there is no month {month} in \"{text}\""
            ),
            DateFault::ImpossibleTime { hour, minute } => {
                words!("không có giờ {hour}:{minute:02}", "there is no time {hour}:{minute:02}")
            }
            DateFault::OutOfRange { year } => {
                words!("năm {year} nằm ngoài khoảng 1900–2200", "the year {year} is outside 1900–2200")
            }
            DateFault::Unreadable => words!("không đọc được ngày \"{text}\"", "\"{text}\" is not a date"),
        };
        self.found.push(
            Diagnostic::error("front-matter-date", message)
                .help(words!(
                    "viết ngày trước, năm đủ bốn chữ số: 5/6/2025 hoặc 2025-06-05, có thể thêm giờ 08:00",
                    "write the day first and four digits of the year: 5/6/2025 or 2025-06-05, with a time 08:00 if you like"
                ))
                .at(self.file, pos),
        );
    }
}

fn bool_of(text: &str) -> Option<bool> {
    match fold::key(text).as_str() {
        "true" | "yes" | "có" | "co" | "đúng" => Some(true),
        "false" | "no" | "không" | "khong" | "sai" => Some(false),
        _ => None,
    }
}
