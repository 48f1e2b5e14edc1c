//! The whole program, as an officer runs it. One binary: it links once, and its modules share `SiteTest`.
#![expect(clippy::disallowed_methods, reason = "the tests make sites on disk and look at what was written")]
#![expect(clippy::unwrap_used, unreachable_pub, reason = "what the tests share is used by tests alone")]

mod browser;
mod hosting;
mod http;
mod site_test;
mod tree;

mod cases;
mod codes;
mod commands;
mod documents;
mod evidence;
mod files;
mod findings;
mod import;
mod incremental;
mod kinds;
mod languages;
mod links;
mod mutation;
mod notes;
mod packed;
#[cfg(feature = "images")]
mod pictures;
mod plan;
mod plan_pages;
mod publishing;
mod random;
mod reading;
mod report;
mod fix;
mod search;
mod serve;
mod legal;
mod legal_pages;
#[cfg(feature = "cards")]
mod social;
mod starter;
mod themes;
mod visibility;
mod withdrawn;
mod workbook;
