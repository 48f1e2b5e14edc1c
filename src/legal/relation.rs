//! Relations between legal documents, in both directions and both languages.

/// How one document acts on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// Căn cứ
    BasedOn,
    /// Triển khai
    Implements,
    /// Hướng dẫn
    Guides,
    /// Sửa đổi, bổ sung
    Amends,
    /// Thay thế
    Replaces,
    /// Bãi bỏ
    Repeals,
    /// Ngưng hiệu lực
    Suspends,
    /// Đính chính
    Corrects,
    /// Ban hành kèm theo
    IssuedWith,
}

/// Names of a relation: key, then Vietnamese and English titles of a list of such documents.
pub(super) struct Names {
    pub(super) key: &'static str,
    pub(super) vi: &'static str,
    pub(super) en: &'static str,
}

pub(super) const fn names(key: &'static str, vi: &'static str, en: &'static str) -> Names {
    Names { key, vi, en }
}

impl Relation {
    /// Every relation, in the order in which a page shows them.
    pub const ALL: [Self; 9] = [
        Self::BasedOn,
        Self::Implements,
        Self::Guides,
        Self::Amends,
        Self::Replaces,
        Self::Repeals,
        Self::Suspends,
        Self::Corrects,
        Self::IssuedWith,
    ];

    /// The relation of a key: `amends`.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// `amends`
    pub fn key(self) -> &'static str {
        self.both().0.key
    }

    /// `amended_by`
    pub fn inverse_key(self) -> &'static str {
        self.both().1.key
    }

    /// What this document does to the others, in Vietnamese and English: `Sửa đổi, bổ sung`.
    pub fn title(self) -> (&'static str, &'static str) {
        let names = self.both().0;
        (names.vi, names.en)
    }

    /// What the others do to this document: `Được sửa đổi, bổ sung bởi`.
    pub fn inverse_title(self) -> (&'static str, &'static str) {
        let names = self.both().1;
        (names.vi, names.en)
    }

    /// Whether it changes the text or the force of the other document.
    pub fn changes(self) -> bool {
        matches!(self, Self::Amends | Self::Replaces | Self::Repeals | Self::Suspends | Self::Corrects)
    }

    fn both(self) -> (Names, Names) {
        match self {
            Self::BasedOn => {
                (names("based_on", "Căn cứ", "Based on"), names("basis_of", "Là căn cứ của", "Basis of"))
            }
            Self::Implements => (
                names("implements", "Triển khai", "Implements"),
                names("implemented_by", "Được triển khai bởi", "Implemented by"),
            ),
            Self::Guides => (
                names("guides", "Hướng dẫn", "Guides"),
                names("guided_by", "Được hướng dẫn bởi", "Guided by"),
            ),
            Self::Amends => (
                names("amends", "Sửa đổi, bổ sung", "Amends"),
                names("amended_by", "Được sửa đổi, bổ sung bởi", "Amended by"),
            ),
            Self::Replaces => (
                names("replaces", "Thay thế", "Replaces"),
                names("replaced_by", "Được thay thế bởi", "Replaced by"),
            ),
            Self::Repeals => {
                (names("repeals", "Bãi bỏ", "Repeals"), names("repealed_by", "Bị bãi bỏ bởi", "Repealed by"))
            }
            Self::Suspends => (
                names("suspends", "Ngưng hiệu lực", "Suspends"),
                names("suspended_by", "Bị ngưng hiệu lực bởi", "Suspended by"),
            ),
            Self::Corrects => (
                names("corrects", "Đính chính", "Corrects"),
                names("corrected_by", "Được đính chính bởi", "Corrected by"),
            ),
            Self::IssuedWith => (
                names("issued_with", "Ban hành kèm theo", "Issued with"),
                names("issues", "Kèm theo văn bản này", "Issues"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_have_both_directions() {
        for it in Relation::ALL {
            assert_eq!(Relation::of_key(it.key()), Some(it));
            assert!(it.key() != it.inverse_key() && it.title().0 != it.inverse_title().0, "{it:?}");
        }
        assert_eq!(Relation::of_key("amended_by"), None);
        assert_eq!(Relation::Amends.inverse_title(), ("Được sửa đổi, bổ sung bởi", "Amended by"));
    }
}
