//! Tables of fields and how YAML is read by them. Ground floor: text and a table in, a [`Record`] and findings out.
//!
//! One table serves four readers: the front-matter parser, `docs/content.md`, `bantin schema` and `bantin new`.
//! YAML is read through the event parser of `serde_yaml`, not through serde, so that identifiers keep the text
//! as typed (`1.004190`, `05`) and every value knows its line and column.

pub mod field;
pub mod node;
mod simple;
pub mod record;
pub mod read;
mod pairs;
pub mod traps;
pub mod json;
pub mod export;

pub use field::{Choice, Field, Shape, Target};
pub use node::{Node, NodeKind};
pub use read::Reader;
pub use record::{Record, Value};
