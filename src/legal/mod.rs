//! Legal documents as Vietnamese offices name and number them. Ground floor: text in, plain values out.
//!
//! Numbering follows Nghị định 30/2020/NĐ-CP (Annexes I and III) for administrative documents, Luật 80/2015/QH13 and
//! its successor 64/2025/QH15 for normative ones, Hướng dẫn 36-HD/VPTW for those of the Party.

pub mod doc_type;
mod plain;
mod first;
mod words;
mod symbol;
mod serial;
mod reading;
pub mod number;
pub mod province;
mod district;
pub mod place;
pub mod issuer;
pub mod id;
mod pinpoint;
mod names;
mod laws;
mod grammar;
mod day;
mod office;
mod tail;
pub mod citation;
pub mod register;
pub mod resolve;
mod antecedent;
pub mod reference;
pub mod relation;
pub mod validity;

pub use citation::{Citation, Form, Lexicon, Repair, Scanner, scan};
pub use doc_type::DocType;
pub use reference::{Reference, parse_reference};
pub use register::{Register, RegisterEntry};
pub use resolve::{Context, Note, Resolution, Target};
