//! Names to ids: units, authors, topics, areas, forms. Every reference is checked, the nearest name offered.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    diag::{At, Diagnostic, Pos},
    kind::registry::Registries,
    legal::issuer,
    text::{fold, near},
    words,
};

/// Look-up tables of one registry: exact ids first, then names.
#[derive(Debug, Default)]
pub struct Names {
    ids: BTreeMap<String, usize>,
    /// By key.
    names: BTreeMap<String, usize>,
    /// As the registry spells them, which most do.
    spelt: BTreeMap<String, usize>,
    what: (&'static str, &'static str),
    code: &'static str,
    file: &'static str,
    /// Whether items of the registry could not be read: what is not found may be one of them.
    is_broken: bool,
}

/// All look-up tables.
#[derive(Debug, Default)]
pub struct AllNames {
    /// Units, by id, name, alias and short name.
    pub units: Names,
    /// Authors, by id and name.
    pub authors: Names,
    /// Topics, by id and title.
    pub topics: Names,
    /// Content areas, by id and title.
    pub areas: Names,
    /// Forms, by id, name and alias.
    pub forms: Names,
    /// What is wrong within the registries.
    pub(super) found: Vec<Diagnostic>,
}

impl Names {
    fn new(what: (&'static str, &'static str), code: &'static str, file: &'static str) -> Self {
        Self { what, code, file, ..Self::default() }
    }

    fn add<'a>(&mut self, at: usize, id: &str, names: impl Iterator<Item = &'a String>) {
        self.ids.entry(id.to_owned()).or_insert(at);
        for name in names {
            let at = *self.names.entry(fold::key(name)).or_insert(at);
            self.spelt.insert(name.clone(), at);
        }
    }

    /// The index of an id or a name.
    pub fn find(&self, typed: &str) -> Option<usize> {
        let known = self.ids.get(typed).or_else(|| self.spelt.get(typed));
        known.or_else(|| self.names.get(&fold::key(typed))).copied()
    }

    /// The same, with a finding where there is none.
    pub fn check(&self, typed: &At<String>, file: &Arc<str>, found: &mut Vec<Diagnostic>) -> Option<usize> {
        let index = self.find(&typed.value);
        if index.is_none() && !self.is_broken {
            found.push(self.unknown(&typed.value).at(file, typed.pos));
        }
        index
    }

    fn unknown(&self, typed: &str) -> Diagnostic {
        let (vi, en) = self.what;
        let file = self.file;
        let finding =
            Diagnostic::error(self.code, words!("không có {vi} \"{typed}\"", "there is no {en} \"{typed}\""));
        if typed.contains(", ") {
            let finding = finding.help(words!(
                "nhiều mục thì đặt trong ngoặc vuông: [{typed}]",
                "several stand in brackets: [{typed}]"
            ));
            return finding;
        }
        let names = self.ids.keys().chain(self.names.keys()).map(String::as_str);
        match near::nearest(typed, names).and_then(|near| self.id_of(near)) {
            Some(near) => finding.help(words!("có phải ý bạn là \"{near}\"?", "did you mean \"{near}\"?")),
            None => finding.help(words!(
                "thêm vào content/danh-muc/{file}.yaml, hoặc sửa lại mã",
                "add it to content/danh-muc/{file}.yaml, or correct the id"
            )),
        }
    }

    /// Says once that references to this registry are not checked.
    fn broken(&self) -> Diagnostic {
        let (vi, en) = self.what;
        let file = self.file;
        Diagnostic::warning(
            "registry-incomplete",
            words!(
                "chưa kiểm tra được tên {vi} trong các bài vì {file}.yaml còn lỗi",
                "names of a {en} are not checked while {file}.yaml has errors"
            ),
        )
        .help(words!("sửa lỗi trong tệp này trước", "correct this file first"))
        .at(&crate::source::registries::file_of(file), Pos { line: 1, column: 1, len: 0 })
    }

    fn id_of(&self, name: &str) -> Option<&str> {
        if let Some((id, _)) = self.ids.get_key_value(name) {
            return Some(id);
        }
        let index = self.names.get(name)?;
        self.ids.iter().find(|(_, it)| *it == index).map(|(id, _)| id.as_str())
    }
}

impl AllNames {
    /// Indexes the registries, and checks the references within them.
    pub fn new(registries: &Registries) -> Self {
        let mut found = Vec::new();
        let mut all = Self {
            units: Names::new(("đơn vị", "unit"), "unknown-unit", "co-quan"),
            authors: Names::new(("tác giả", "author"), "unknown-author", "tac-gia"),
            topics: Names::new(("chủ đề", "topic"), "unknown-topic", "chu-de"),
            areas: Names::new(("nội dung cải cách", "content area"), "unknown-area", "noi-dung"),
            forms: Names::new(("hình thức", "form"), "unknown-form", "hinh-thuc"),
            found: Vec::new(),
        };
        for (at, it) in registries.units.iter().enumerate() {
            all.units.add(at, &it.id.value, std::iter::once(&it.name).chain(&it.aliases).chain(&it.short));
        }
        // Names spelt in other ways ("Ủy ban nhân dân tỉnh X") are added last, so that they never shadow a name as given.
        for (at, it) in registries.units.iter().enumerate() {
            for name in std::iter::once(&it.name).chain(&it.aliases) {
                all.units.names.entry(issuer::key(name)).or_insert(at);
            }
        }
        for (at, it) in registries.authors.iter().enumerate() {
            all.authors.add(at, &it.id.value, std::iter::once(&it.name));
        }
        for (at, it) in registries.topics.iter().enumerate() {
            all.topics.add(at, &it.id.value, std::iter::once(&it.title));
        }
        for (at, it) in registries.areas.iter().enumerate() {
            all.areas.add(at, &it.id.value, std::iter::once(&it.title));
        }
        for (at, it) in registries.forms.iter().enumerate() {
            all.forms.add(at, &it.id.value, std::iter::once(&it.name).chain(&it.aliases));
        }
        for names in [&mut all.units, &mut all.authors, &mut all.topics, &mut all.areas, &mut all.forms] {
            names.is_broken = registries.broken.contains(names.file);
            if names.is_broken {
                found.push(names.broken());
            }
        }
        all.check_registries(registries, &mut found);
        Self { found, ..all }
    }

    fn check_registries(&self, registries: &Registries, found: &mut Vec<Diagnostic>) {
        let units = crate::source::registries::file_of("co-quan");
        for unit in &registries.units {
            for reference in unit.parent.iter().chain(&unit.successor) {
                self.units.check(reference, &units, found);
            }
            for form in &unit.channels {
                self.forms.check(form, &units, found);
            }
        }
        let authors = crate::source::registries::file_of("tac-gia");
        for agency in registries.authors.iter().filter_map(|it| it.agency.as_ref()) {
            self.units.check(agency, &authors, found);
        }
        let topics = crate::source::registries::file_of("chu-de");
        for area in registries.topics.iter().filter_map(|it| it.area.as_ref()) {
            self.areas.check(area, &topics, found);
        }
        cycles(registries, &self.units, &units, found);
    }

    /// The unit that an issuer's name means.
    pub fn issuer(&self, name: &str) -> Option<usize> {
        self.units.find(name).or_else(|| self.units.names.get(&issuer::key(name)).copied())
    }

    /// Whether an issuer as typed can only be an id: such a one must exist.
    pub fn check_issuer(
        &self,
        typed: &At<String>,
        file: &Arc<str>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let index = self.issuer(&typed.value);
        let id_like = typed.value.contains('-')
            && typed.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if index.is_none() && id_like && !self.units.is_broken {
            found.push(self.units.unknown(&typed.value).at(file, typed.pos));
        }
        index
    }
}

/// A unit that is above itself.
fn cycles(registries: &Registries, names: &Names, file: &Arc<str>, found: &mut Vec<Diagnostic>) {
    let up = |at: usize| registries.units[at].parent.as_ref().and_then(|it| names.find(&it.value));
    for (start, unit) in registries.units.iter().enumerate() {
        let mut at = Some(start);
        for _ in 0..=registries.units.len() {
            at = at.and_then(up);
            if at == Some(start) {
                let name = &unit.name;
                let pos = unit.parent.as_ref().map_or(Pos::default(), |it| it.pos);
                found.push(
                    Diagnostic::error(
                        "unit-cycle",
                        words!(
                            "đơn vị \"{name}\" là cấp trên của chính mình",
                            "the unit \"{name}\" is above itself"
                        ),
                    )
                    .help(words!(
                        "sửa parent của một đơn vị trong vòng",
                        "correct the parent of one unit of the circle"
                    ))
                    .at(file, pos),
                );
                break;
            }
            if at.is_none() {
                break;
            }
        }
    }
}

/// The names of the units above a unit, nearest first; at most ten.
pub fn places_above(registries: &Registries, names: &AllNames, unit: usize) -> Vec<String> {
    let mut above = Vec::new();
    let mut at = registries.units[unit].parent.as_ref();
    while let Some(index) = at.and_then(|it| names.units.find(&it.value)).filter(|_| above.len() < 10) {
        above.push(registries.units[index].name.clone());
        at = registries.units[index].parent.as_ref();
    }
    above
}
