//! Vietnamese text: folding, slugs, collation, sentences, the calendar. Ground floor: `&str` in, values out.
