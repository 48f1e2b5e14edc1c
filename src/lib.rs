//! bantin compiles a newsroom of Markdown articles, publicity plans and legal documents into a static site.
//!
//! ```text
//! files ──parse──▶ Entries ──resolve──▶ Site ──gather──▶ Files (route + view) ──render──▶ bytes ──publish──▶ public/
//! ```
//!
//! Everything between the two ends is a pure function of values: no file system, no clock, no globals.
//! The `mod` lines below stand in floor order: a module uses only modules declared above its own.
//! `tests/floors.rs` holds that. `ARCHITECTURE.md` is the map.

// Ground: plain types and pure functions.
pub mod text;
pub mod legal;
pub mod diag;
pub mod stamp;
pub mod error;
pub mod route;
pub mod picture;
pub mod office;
pub mod schema;

// Sources: files become entries.
pub mod kind;
pub mod config;
pub mod source;
pub mod theme;

// Model: the resolved site.
pub mod site;

// Render: each file reads the site and makes bytes.
pub mod output;
pub mod check;

// What commands say of the register.
pub mod register;

// What commands say of plans.
pub mod report;

// Texts of offices become content.
pub mod import;

// Publish: the only floor that writes.
pub mod publish;

// Top: wire, print, exit.
pub mod build;
pub mod serve;
pub mod cli;
