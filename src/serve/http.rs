//! As much of HTTP/1.1 as a preview needs: one request a connection, and an answer that nobody may keep.

use std::{
    fs::File,
    io::{self, Read, Write},
};

/// Bytes of a request line with its headers.
const LONGEST: usize = 16 * 1024;

/// The head of a request.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    /// As it stands on the request line, up to the `?`.
    pub(super) path: String,
    /// What follows the `?`.
    pub(super) query: String,
    pub(super) host: String,
    /// The id of the last event that the browser has had.
    pub(super) last_event: String,
}

impl Request {
    /// Reads the head; absent when it is none.
    ///
    /// Fails when the connection does.
    pub(super) fn read(from: &mut impl Read) -> io::Result<Option<Self>> {
        let mut head = Vec::new();
        let mut buffer = [0; 4096];
        while !head.windows(4).any(|it| it == b"\r\n\r\n") {
            match from.read(&mut buffer)? {
                0 => return Ok(None),
                _ if head.len() > LONGEST => return Ok(None),
                n => head.extend_from_slice(&buffer[..n]),
            }
        }
        Ok(str::from_utf8(&head).ok().and_then(Self::parse))
    }

    fn parse(head: &str) -> Option<Self> {
        let mut lines = head.split("\r\n");
        let mut words = lines.next()?.split(' ');
        let (method, target, version) = (words.next()?, words.next()?, words.next()?);
        if !target.starts_with('/') || !version.starts_with("HTTP/1.") || words.next().is_some() {
            return None;
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut request = Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            ..Self::default()
        };
        for (name, value) in lines.take_while(|it| !it.is_empty()).filter_map(|it| it.split_once(':')) {
            match name.to_ascii_lowercase().as_str() {
                "host" => value.trim().clone_into(&mut request.host),
                "last-event-id" => value.trim().clone_into(&mut request.last_event),
                _ => {}
            }
        }
        Some(request)
    }

    /// What follows `name=` in the query, percent-encoded.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let mut pairs = self.query.split('&').filter_map(|it| it.split_once('='));
        pairs.find(|(it, _)| *it == name).map(|it| it.1)
    }
}

/// An answer.
pub(super) struct Response {
    /// `200 OK`.
    pub(super) status: &'static str,
    pub(super) content_type: &'static str,
    /// Where the browser should go instead.
    pub(super) location: Option<String>,
    pub(super) body: Body,
}

/// What an answer says.
pub(super) enum Body {
    Bytes(Vec<u8>),
    /// A file with its size.
    File(File, u64),
}

impl Response {
    /// An answer of so many words.
    pub(super) fn new(status: &'static str, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type, location: None, body: Body::Bytes(body.into()) }
    }

    /// Sends the answer, without its body where only the head was asked for.
    ///
    /// Fails when the connection does.
    pub(super) fn send(self, to: &mut impl Write, is_head: bool) -> io::Result<()> {
        let Self { status, content_type, location, body } = self;
        let len = match &body {
            Body::Bytes(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Body::File(_, size) => *size,
        };
        let mut head = head(status, content_type);
        head.push_str(&format!("Content-Length: {len}\r\n"));
        if let Some(location) = location {
            head.push_str(&format!("Location: {location}\r\n"));
        }
        if status.starts_with("405") {
            head.push_str("Allow: GET, HEAD\r\n");
        }
        head.push_str("\r\n");
        to.write_all(head.as_bytes())?;
        match body {
            _ if is_head => {}
            Body::Bytes(bytes) => to.write_all(&bytes)?,
            Body::File(file, size) => {
                io::copy(&mut file.take(size), to)?;
            }
        }
        to.flush()
    }
}

/// The beginning of every answer; an empty line must follow.
pub(super) fn head(status: &str, content_type: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, expected: Option<[&str; 4]>) {
        let got = Request::read(&mut head.as_bytes()).unwrap();
        let got = got.as_ref().map(|it| [&*it.method, &*it.path, &*it.query, &*it.host]);
        assert_eq!(got, expected, "{head:?}");
    }

    #[test]
    fn reads_the_head_of_a_request() {
        check("GET / HTTP/1.1\r\nHost: localhost:1313\r\n\r\n", Some(["GET", "/", "", "localhost:1313"]));
        check("HEAD /a/?b=c?d HTTP/1.0\r\nhOST:x\r\n\r\nrest", Some(["HEAD", "/a/", "b=c?d", "x"]));
        check("GET / HTTP/1.1\r\n\r\nHost: localhost\r\n\r\n", Some(["GET", "/", "", ""]));
    }

    #[test]
    fn refuses_what_is_none() {
        for head in ["", "GET / HTTP/1.1\r\n", "GET /\r\n\r\n", "GET http://a/ HTTP/1.1\r\n\r\n", "\r\n\r\n"]
        {
            check(head, None);
        }
        check("GET /a b HTTP/1.1\r\n\r\n", None);
        check(&format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(LONGEST * 2)), None);
    }

    #[test]
    fn sends_the_length_and_no_body_for_a_head() {
        let send = |is_head| {
            let mut bytes = Vec::new();
            Response::new("200 OK", "text/plain", "xin").send(&mut bytes, is_head).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        assert!(send(false).contains("Content-Length: 3\r\n") && send(false).ends_with("\r\n\r\nxin"));
        assert!(send(true).contains("Content-Length: 3\r\n") && send(true).ends_with("\r\n\r\n"));
    }
}
