//! The whole program on a newsroom made on the spot, beside a floor in the same run: `cargo bench --bench table [-- ARTICLES]`.
//!
//! The floor does the least that a generator could: read, front matter, Markdown, a constant wrapper, write; no templates, no
//! law, no lists, no feeds. `docs/performance.md` has the table of one machine.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark makes what it measures and prints what it saw"
)]

use std::{
    fmt::Write as _,
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use rayon::prelude::*;

const TOPICS: &[&str] = &["the-che", "thu-tuc", "bo-may", "cong-vu", "tai-chinh", "chinh-quyen-so"];
const UNITS: usize = 30;
const SENTENCES: &[&str] = &[
    "Bộ phận Một cửa nhận hồ sơ của người dân từ bảy giờ sáng.",
    "Tỷ lệ hồ sơ giải quyết đúng hạn đạt **96%**, cao hơn quý trước.",
    "Nhiều ý kiến đề nghị công khai phí, lệ phí ngay tại nơi nộp hồ sơ.",
    "Cán bộ hướng dẫn người già nộp hồ sơ qua mạng ngay tại nhà văn hóa thôn.",
    "Đoàn kiểm tra công vụ ghi nhận chuyển biến rõ về giờ giấc làm việc.",
    "Thời gian đi lại giảm một nửa nhờ liên thông giữa các phòng chuyên môn.",
    "Xã phân công từng người theo dõi từng nhóm thủ tục.",
];

/// Numbers without a pattern, the same on every machine (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((it ^ (it >> 31)) % u64::try_from(n).unwrap()).unwrap()
    }
}

fn number(document: usize) -> String {
    format!("{}/{}/NĐ-CP", 1 + document % 170, 2008 + document % 18)
}

fn article(at: usize, documents: usize, dice: &mut Dice) -> (String, String) {
    let (year, month, day) = (2018 + at % 8, 1 + at / 8 % 12, 1 + dice.below(28));
    let topics = [TOPICS[dice.below(TOPICS.len())], TOPICS[dice.below(TOPICS.len())]];
    let cited: Vec<usize> = (0..5).map(|_| dice.below(documents)).collect();
    let mut page = format!(
        "---\ntitle: \"Bản tin số {at}: thôn {} đổi cách làm\"\ndate: {day}/{month}/{year}\nagency: don-vi-{}\n\
         topics: [{}, {}]\nsummary: {} {}\nlegal_references: [{}]\n---\n",
        dice.below(900),
        dice.below(UNITS),
        topics[0],
        topics[1],
        SENTENCES[dice.below(SENTENCES.len())].replace("**", ""),
        SENTENCES[dice.below(SENTENCES.len())].replace("**", ""),
        cited.iter().map(|it| number(*it)).collect::<Vec<_>>().join(", "),
    );
    for paragraph in 0..12 {
        if paragraph % 4 == 1 {
            page.push_str("\n## Việc đã làm\n");
        }
        page.push('\n');
        for _ in 0..3 + dice.below(3) {
            page.push_str(SENTENCES[dice.below(SENTENCES.len())]);
            page.push(' ');
        }
        if let Some(it) = cited.get(paragraph / 2).filter(|_| paragraph % 2 == 0) {
            let _ =
                write!(page, "Căn cứ Nghị định số {} của Chính phủ, xã đã niêm yết quy trình.", number(*it));
        }
        page.push('\n');
    }
    (format!("content/tin/{year}-{month:02}/ban-tin-{at:06}.md"), page)
}

fn put(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A newsroom of so many articles and a tenth as many documents.
fn newsroom(root: &Path, articles: usize) {
    put(
        root,
        "bantin.yaml",
        "title: Bản tin thử\nbase_url: https://tin.example.vn/\nsections:\n  tin: {kind: article, title: Tin}\n  van-ban: {kind: document, title: Văn bản}\n",
    );
    let topics: Vec<String> =
        TOPICS.iter().map(|it| format!("- {{id: {it}, title: Chủ đề {it}}}\n")).collect();
    put(root, "content/danh-muc/chu-de.yaml", &topics.concat());
    let units: Vec<String> =
        (0..UNITS).map(|it| format!("- {{id: don-vi-{it}, name: Đơn vị số {it}}}\n")).collect();
    put(root, "content/danh-muc/co-quan.yaml", &units.concat());
    let documents = (articles / 10).clamp(20, 3000);
    let mut table = "number,type,issuer,issued,title\n".to_owned();
    for it in 0..documents {
        let year = 2008 + it % 18;
        let _ = writeln!(table, "{},Nghị định,Chính phủ,{year}-03-0{},Việc thứ {it}", number(it), 1 + it % 9);
    }
    put(root, "content/van-ban/dang-ky.csv", &table);
    let mut dice = Dice(1);
    for at in 0..articles {
        let (name, page) = article(at, documents, &mut dice);
        put(root, &name, &page);
    }
}

/// The least that a generator could do.
fn floor(content: &Path, out: &Path) {
    let files: Vec<PathBuf> = walkdir::WalkDir::new(content)
        .into_iter()
        .map(|it| it.unwrap().into_path())
        .filter(|it| it.extension().is_some_and(|it| it == "md"))
        .collect();
    files.par_iter().for_each(|path| {
        let text = fs::read_to_string(path).unwrap();
        let (_, rest) = text.split_once("---\n").unwrap();
        let (front, body) = rest.split_once("---\n").unwrap();
        let facts: std::collections::BTreeMap<String, serde_json::Value> =
            serde_yaml::from_str(front).unwrap();
        let mut html = format!("<!doctype html><title>{}</title><main>", facts["title"]);
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(body));
        html.push_str("</main>");
        let folder = out.join(path.strip_prefix(content).unwrap().with_extension(""));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), html).unwrap();
    });
}

/// Seconds, CPU seconds and the most memory in MiB of a command, as GNU time tells them.
fn measure(command: &[&str], folder: &Path) -> [f64; 3] {
    let note = folder.join("time.txt");
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-o", note.to_str().unwrap(), "-f", "%e %U %S %M"]).args(command).current_dir(folder);
    assert!(timed.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().code().unwrap() <= 1);
    let text = fs::read_to_string(note).unwrap();
    let told: Vec<f64> = text.split_whitespace().map(|it| it.parse().unwrap()).collect();
    [told[0], told[1] + told[2], told[3] / 1024.0]
}

fn row(name: &str, [wall, cpu, memory]: [f64; 3], floor: f64) {
    println!("| {name:<42} | {wall:>6.2} | {cpu:>6.2} | {:>6.1} | {memory:>7.0} |", cpu / floor);
}

/// A running preview. Killed with the value.
struct Preview(Child);

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

const ADDRESS: &str = "127.0.0.1:18313";

fn get(path: &str) -> String {
    let Ok(mut stream) = TcpStream::connect(ADDRESS) else { return String::new() };
    let _ = write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Milliseconds from the write of a file to the first answer that shows it, the median of five.
fn edits(path: &Path, address: &str, text: impl Fn(&str) -> String) -> f64 {
    let mut all: Vec<f64> = (0..5)
        .map(|round| {
            let mark = format!("dấu hiệu {}{round}", std::process::id());
            let start = Instant::now();
            fs::write(path, text(&mark)).unwrap();
            while !get(address).contains(&mark) {
                assert!(start.elapsed() < Duration::from_mins(1), "{address} never changed");
                std::thread::sleep(Duration::from_millis(1));
            }
            let millis = start.elapsed().as_secs_f64() * 1e3;
            // The findings of the whole site are gathered in a pause.
            std::thread::sleep(Duration::from_secs(1));
            millis
        })
        .collect();
    all.sort_by(f64::total_cmp);
    all[2]
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    if let [what, content, out] = &args[..]
        && what == "floor"
    {
        floor(Path::new(content), Path::new(out));
        return;
    }
    let articles = args.first().and_then(|it| it.parse().ok()).unwrap_or(10_000);
    // Memory as a disk takes the disk out of the measure.
    let folder =
        [Path::new("/dev/shm"), &std::env::temp_dir()].into_iter().find(|it| it.is_dir()).unwrap().to_owned();
    let folder = tempfile::tempdir_in(folder).unwrap();
    let root = folder.path();
    newsroom(root, articles);
    let (own, bantin) = (std::env::current_exe().unwrap(), env!("CARGO_BIN_EXE_bantin"));
    println!("{articles} articles, {} threads\n", std::thread::available_parallelism().unwrap());
    println!("| | wall s | CPU s | × floor | RSS MiB |\n|---|---:|---:|---:|---:|");
    let least =
        |run: &dyn Fn() -> [f64; 3]| (0..3).map(|_| run()).min_by(|a, b| a[1].total_cmp(&b[1])).unwrap();
    let floor = least(&|| {
        let _ = fs::remove_dir_all(root.join("floor"));
        measure(&[own.to_str().unwrap(), "floor", "content", "floor"], root)
    });
    row("floor", floor, floor[1]);
    let cold = least(&|| {
        for folder in ["public", ".bantin"] {
            let _ = fs::remove_dir_all(root.join(folder));
        }
        measure(&[bantin, "build"], root)
    });
    row("bantin build, from nothing", cold, floor[1]);
    row("bantin build, nothing changed", least(&|| measure(&[bantin, "build"], root)), floor[1]);
    let (name, page) = article(articles / 2, (articles / 10).clamp(20, 3000), &mut Dice(9));
    let path = root.join(&name);
    let edit = |from: &str, to: &str| fs::write(&path, page.replacen(from, to, 1)).unwrap();
    edit("", "");
    measure(&[bantin, "build"], root);
    edit("Việc đã làm\n\n", "Việc đã làm\n\nXóm Chùa đã xong trước 513 ngày. ");
    row("bantin build, prose of one article", measure(&[bantin, "build"], root), floor[1]);
    edit("đổi cách làm", "đổi cách làm việc");
    row("bantin build, title of one article", measure(&[bantin, "build"], root), floor[1]);

    let mut serve = Command::new(bantin);
    serve.args(["serve", "--port", "18313"]).current_dir(root).stdout(Stdio::null()).stderr(Stdio::null());
    let _preview = Preview(serve.spawn().unwrap());
    while get("/").is_empty() {
        std::thread::sleep(Duration::from_millis(50));
    }
    std::thread::sleep(Duration::from_secs(2));
    let address = format!("/{}/", name.trim_start_matches("content/").trim_end_matches(".md"));
    println!("\n| under serve, from the write to the new page | ms |\n|---|---:|");
    println!("| prose | {:.0} |", edits(&path, &address, |mark| format!("{page}\n{mark}\n")));
    let titled = |mark: &str| page.replacen("title: \"", &format!("title: \"{mark} "), 1);
    println!("| title | {:.0} |", edits(&path, &address, titled));
    let new = path.with_file_name("bai-moi.md");
    let there = address.replace(&format!("ban-tin-{:06}", articles / 2), "bai-moi");
    println!("| a new article, then its title | {:.0} |", edits(&new, &there, titled));
    let table = root.join("content/van-ban/dang-ky.csv");
    let rows = fs::read_to_string(&table).unwrap();
    let renamed = |mark: &str| rows.replacen(",Việc thứ 0\n", &format!(",Việc {mark}\n"), 1);
    println!(
        "| a document of the register | {:.0} |",
        edits(&table, "/van-ban/nghi-dinh-1-2008-nd-cp/", renamed)
    );
    let partial = root.join("themes/default/templates/partials/footer.html");
    fs::create_dir_all(partial.parent().unwrap()).unwrap();
    println!("| a template | {:.0} |", edits(&partial, &address, |mark| format!("<p>{mark}</p>\n")));
}
