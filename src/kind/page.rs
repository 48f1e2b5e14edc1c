//! Any other page: introduction, contact, accessibility statement.

use crate::schema::{Field, Record};

/// A page has only the common fields.
pub const FIELDS: &[Field] = &[];

/// A page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Page;

impl Page {
    /// Nothing of its own to read.
    pub fn read(_record: &mut Record) -> Self {
        Self
    }
}
