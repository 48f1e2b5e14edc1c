//! What a web server should be told about a site: which headers to send, how long browsers may keep files, where old
//! addresses lead, what to show for what is not there.
//!
//! Headers after the OWASP Secure Headers Project; caching after RFC 9111: styles and scripts of the theme carry a hash in
//! their names and never change, everything else is asked for anew.

use clap::ValueEnum;

use crate::{config::BaseUrl, theme::SERVED};

/// A web server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Server {
    /// A file to include in a `server` block.
    Nginx,
    /// `.htaccess`
    Apache,
    /// `web.config`
    Iis,
    /// `_headers` and `_redirects`, which Cloudflare Pages reads too.
    Netlify,
}

/// What the servers are told.
#[derive(Debug)]
pub struct Hosting<'a> {
    /// Where the site stands.
    pub base: &'a BaseUrl,
    /// Old addresses without the path of the base, and the full addresses that they lead to.
    pub redirects: Vec<(String, String)>,
    /// Whether compressed forms stand beside the files.
    pub packed: bool,
}

/// The policy of the default theme, with what only a header can say.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; \
    frame-ancestors 'self'";
const HEADERS: &[(&str, &str)] = &[
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];
const SECURE: (&str, &str) = ("Strict-Transport-Security", "max-age=31536000");
const FOREVER: &str = "public, max-age=31536000, immutable";
const ANEW: &str = "no-cache";

/// Sends the compressed form where there is one and the browser takes it; it is not compressed again.
const APACHE_PACKED: &str = "RemoveType .gz\nAddEncoding gzip .gz\nAddEncoding br .br\n\
    <IfModule mod_rewrite.c>\n  RewriteEngine On\n\
    \x20 RewriteCond %{HTTP:Accept-Encoding} \\bbr\\b\n  RewriteCond %{REQUEST_FILENAME}.br -f\n\
    \x20 RewriteRule ^(.+)$ $1.br [L,E=no-gzip:1,E=no-brotli:1]\n\
    \x20 RewriteCond %{HTTP:Accept-Encoding} \\bgzip\\b\n  RewriteCond %{REQUEST_FILENAME}.gz -f\n\
    \x20 RewriteRule ^(.+)$ $1.gz [L,E=no-gzip:1,E=no-brotli:1]\n</IfModule>\n\
    <IfModule mod_headers.c>\n  Header append Vary Accept-Encoding\n</IfModule>\n";

impl Hosting<'_> {
    /// The settings for a server, as text to save.
    pub fn text(&self, server: Server) -> String {
        match server {
            Server::Nginx => self.nginx(),
            Server::Apache => self.apache(),
            Server::Iis => self.iis(),
            Server::Netlify => self.netlify(),
        }
    }

    /// The headers of every answer.
    fn headers(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let secure = self.base.origin.starts_with("https:").then_some(SECURE);
        HEADERS.iter().copied().chain(secure)
    }

    fn nginx(&self) -> String {
        let path = &self.base.path;
        let headers = |indent: &str| -> String {
            self.headers()
                .map(|(name, value)| format!("{indent}add_header {name} \"{value}\" always;\n"))
                .collect::<Vec<_>>()
                .concat()
        };
        let redirects: String = self
            .redirects
            .iter()
            .map(|(from, to)| {
                format!("location = \"{}\" {{ return 301 \"{to}\"; }}\n", self.base.path_of(from))
            })
            .collect::<Vec<_>>()
            .concat();
        let packed = if self.packed {
            "gzip_static on;\n# Nếu nginx có mô-đun brotli: brotli_static on;\n"
        } else {
            ""
        };
        format!(
            "# Đặt trong khối server {{ … }}, sau dòng root (thư mục chứa nội dung của public/).\n\
             charset utf-8;\n\
             charset_types text/plain text/css text/xml application/javascript application/json \
             application/xml application/atom+xml application/feed+json application/manifest+json image/svg+xml;\n\
             index index.html;\n\
             error_page 404 {path}404.html;\n\
             server_tokens off;\n\
             gzip on;\n\
             {packed}\
             gzip_vary on;\n\
             gzip_types text/plain text/css text/xml text/csv application/javascript application/json application/xml \
             application/manifest+json image/svg+xml;\n\
             {redirects}\
             location ~ /\\.(?!well-known/) {{ deny all; }}\n\
             location = {path}manifest.webmanifest {{\n    types {{ }}\n    default_type application/manifest+json;\n{}}}\n\
             # Tên tệp có mã băm thì nội dung không bao giờ đổi.\n\
             location ~ \"^{path}{SERVED}/.*-[0-9a-f]{{8}}\\.(css|js)$\" {{\n    add_header Cache-Control \"{FOREVER}\" always;\n{}}}\n\
             location {path} {{\n    try_files $uri $uri/ =404;\n    add_header Cache-Control \"{ANEW}\" always;\n{}}}\n",
            headers("    "),
            headers("    "),
            headers("    "),
        )
    }

    fn apache(&self) -> String {
        let path = &self.base.path;
        let headers: String = self
            .headers()
            .map(|(name, value)| format!("  Header always set {name} \"{value}\"\n"))
            .collect::<Vec<_>>()
            .concat();
        let redirects: String = self
            .redirects
            .iter()
            .map(|(from, to)| {
                format!("RedirectMatch 301 \"^{}$\" \"{to}\"\n", literal(&self.base.path_of(from)))
            })
            .collect::<Vec<_>>()
            .concat();
        let packed = if self.packed { APACHE_PACKED } else { "" };
        format!(
            "# Lưu thành .htaccess trong thư mục của trang (cần AllowOverride All), hoặc đưa vào khối <Directory>.\n\
             AddDefaultCharset utf-8\n\
             AddCharset utf-8 .html .css .js .json .xml .txt .csv .svg .webmanifest\n\
             AddType application/manifest+json .webmanifest\n\
             Options -Indexes\n\
             DirectoryIndex index.html\n\
             ErrorDocument 404 {path}404.html\n\
             {redirects}\
             <IfModule mod_headers.c>\n{headers}  Header set Cache-Control \"{ANEW}\"\n\
             \x20 <FilesMatch \"-[0-9a-f]{{8}}\\.(css|js)$\">\n    Header set Cache-Control \"{FOREVER}\"\n  </FilesMatch>\n\
             </IfModule>\n\
             <IfModule mod_deflate.c>\n  AddOutputFilterByType DEFLATE text/html text/plain text/css text/xml text/csv \
             application/javascript text/javascript application/json application/xml image/svg+xml\n</IfModule>\n{packed}"
        )
    }

    fn iis(&self) -> String {
        let path = &self.base.path;
        let headers: String = self
            .headers()
            .map(|(name, value)| format!("        <add name=\"{name}\" value=\"{}\" />\n", xml(value)))
            .collect::<Vec<_>>()
            .concat();
        let rules: String = self
            .redirects
            .iter()
            .map(|(from, to)| {
                format!(
                    "        <rule name=\"{0}\" stopProcessing=\"true\"><match url=\"^{1}$\" />\
                     <action type=\"Redirect\" url=\"{2}\" redirectType=\"Permanent\" /></rule>\n",
                    xml(from),
                    xml(&literal(from.trim_start_matches('/'))),
                    xml(to),
                )
            })
            .collect::<Vec<_>>()
            .concat();
        let rewrite = if rules.is_empty() {
            String::new()
        } else {
            format!(
                "    <!-- Cần cài mô-đun URL Rewrite. -->\n    <rewrite>\n      <rules>\n{rules}      </rules>\n    </rewrite>\n"
            )
        };
        let folder = path.trim_start_matches('/');
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
             <!-- Lưu thành web.config trong thư mục của trang. -->\n\
             <configuration>\n\
             \x20 <location path=\"{SERVED}\">\n    <system.webServer><staticContent><clientCache cacheControlCustom=\"public, immutable\" \
             cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" /></staticContent></system.webServer>\n  </location>\n\
             \x20 <system.webServer>\n\
             \x20   <defaultDocument><files><clear /><add value=\"index.html\" /></files></defaultDocument>\n\
             \x20   <directoryBrowse enabled=\"false\" />\n\
             \x20   <httpErrors errorMode=\"Custom\"><remove statusCode=\"404\" /><error statusCode=\"404\" \
             path=\"{folder}404.html\" responseMode=\"File\" /></httpErrors>\n\
             \x20   <urlCompression doStaticCompression=\"true\" />\n\
             \x20   <staticContent>\n\
             \x20     <remove fileExtension=\".webmanifest\" /><mimeMap fileExtension=\".webmanifest\" mimeType=\"application/manifest+json\" />\n\
             \x20     <remove fileExtension=\".json\" /><mimeMap fileExtension=\".json\" mimeType=\"application/json; charset=utf-8\" />\n\
             \x20     <remove fileExtension=\".csv\" /><mimeMap fileExtension=\".csv\" mimeType=\"text/csv; charset=utf-8\" />\n\
             \x20     <clientCache cacheControlMode=\"DisableCache\" />\n\
             \x20   </staticContent>\n\
             \x20   <httpProtocol>\n      <customHeaders>\n        <remove name=\"X-Powered-By\" />\n{headers}      </customHeaders>\n    </httpProtocol>\n\
             {rewrite}\
             \x20 </system.webServer>\n\
             </configuration>\n"
        )
    }

    fn netlify(&self) -> String {
        let path = &self.base.path;
        let headers: String =
            self.headers().map(|(name, value)| format!("  {name}: {value}\n")).collect::<Vec<_>>().concat();
        let redirects: String = self
            .redirects
            .iter()
            .map(|(from, to)| format!("{} {to} 301\n", self.base.path_of(from)))
            .collect::<Vec<_>>()
            .concat();
        let old = if redirects.is_empty() {
            String::new()
        } else {
            format!("\n# Lưu phần dưới thành tệp _redirects:\n{redirects}")
        };
        format!(
            "# Lưu thành tệp _headers, cạnh index.html (đặt vào content/ để mỗi lần dựng đều có).\n\
             {path}*\n{headers}\n{path}{SERVED}/*.css\n  Cache-Control: {FOREVER}\n{path}{SERVED}/*.js\n  Cache-Control: {FOREVER}\n{old}"
        )
    }
}

/// A path as a regular expression that means it alone.
fn literal(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for it in path.chars() {
        if r"\.+*?()|[]{}^$".contains(it) {
            out.push('\\');
        }
        out.push(it);
    }
    out
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
