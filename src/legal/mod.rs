//! Legal documents as they are named, numbered and dated. Ground floor: text in, plain values out.
