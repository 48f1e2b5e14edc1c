//! A folder served as a host would serve it.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

/// Serves `folder` for as long as the tests run, and gives the address: `http://127.0.0.1:40001`.
pub fn serve(folder: &Path) -> String {
    serve_while(folder, &Arc::new(AtomicBool::new(true)))
}

/// The same while `is_up`; afterwards nothing is answered.
pub fn serve_while(folder: &Path, is_up: &Arc<AtomicBool>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let (folder, is_up) = (folder.to_owned(), Arc::clone(is_up));
    thread::spawn(move || {
        for stream in listener.incoming().flatten().filter(|_| is_up.load(Ordering::SeqCst)) {
            let folder = folder.clone();
            thread::spawn(move || answer(stream, &folder));
        }
    });
    origin
}

/// Answers one request. A browser may hang up early; what it then lacks shows in the test.
fn answer(mut stream: TcpStream, folder: &Path) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    lines.by_ref().take_while(|it| !it.is_empty()).for_each(drop);
    let target = request.split(' ').nth(1).unwrap_or("/").split('?').next().unwrap_or("/");
    let index = if target.ends_with('/') { "index.html" } else { "" };
    let path: PathBuf = folder.join(format!("{}{index}", target.trim_start_matches('/')));
    let (status, body) = match fs::read(&path) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        media(&path),
        body.len()
    );
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

fn media(path: &Path) -> &'static str {
    match path.extension().and_then(|it| it.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
