//! Files become entries. The only floor that reads `content/`.

pub mod activities;
pub mod asset;
pub mod decode;
pub mod entry;
pub mod files;
pub mod listing;
pub mod front_matter;
mod hold;
pub mod indicators;
pub mod markdown;
pub mod parse;
pub mod pictures;
pub mod prose;
pub mod registries;
pub mod rows;
mod table;
mod workbook;

pub use activities::ActivityRow;
pub use asset::Asset;
pub use entry::{Entry, Facts};
pub use files::Tree;
pub use prose::Prose;
