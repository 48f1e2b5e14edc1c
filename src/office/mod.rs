//! Files of office programs: packages (zip) of XML, read within limits and written with the same bytes for the same content.
//!
//! Ground floor: bytes in, values out, and back. What the words mean is decided above.

pub mod docx;
pub mod package;
pub mod paper;
pub mod sheets;
mod outline;

pub use package::{Fault, Package, pack};
