//! What commands say of legal documents: citations found in a text, the facts of a document, lists, graphs, new entries.
//!
//! Values in, text out: reading and writing files is done by the commands.

pub mod add;
pub mod graph;
pub mod import;
pub mod list;
pub mod scan;
pub mod show;

pub use scan::{Finder, Format, Hit};

/// Rows as columns of equal width, two spaces between; each row ends with its last words.
pub fn table(rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (cell, width) in row.iter().zip(&mut widths) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}
