//! The whole program, as an officer runs it. One binary: it links once, and its modules share `SiteTest`.
#![expect(clippy::disallowed_methods, reason = "the tests make sites on disk and look at what was written")]

mod site_test;

mod codes;
mod commands;
mod findings;
mod legal;
mod legal_pages;
mod starter;
