//! Texts of offices become content: a plan as it was issued, into the front matter of a plan.
//!
//! The layout is that of Nghị định 30/2020/NĐ-CP, Phụ lục I, as offices really follow it: letterhead, type and subject, what it is
//! based on, an outline, recipients and signature. Nothing is invented, and nothing is lost: the text of the plan is the body, and
//! what has no field of its own is listed.
//!
//! Values in, text out: the command reads the file and prints.

mod marker;
mod lines;
mod phrase;
mod when;
mod tree;
mod head;
mod tail;
mod section;
mod fields;
mod tasks;
mod plan;
mod write;

pub use lines::{Para, of_docx, of_text};
pub use plan::{Imported, Known, Notice, plan};
