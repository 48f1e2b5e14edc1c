//! Pictures as readers get them: small where that is enough, upright, and silent about who took them where.

use std::{collections::BTreeMap, fs, io::Cursor, time::SystemTime};

use image::{DynamicImage, ImageFormat, RgbImage, codecs::jpeg::JpegEncoder};

use crate::{serve::Preview, site_test::SiteTest, tree::assert_same};

const AS_OF: &str = "--as-of|1/3/2026";

/// A picture that no format makes small, brighter to the right.
fn noise(width: u32, height: u32) -> DynamicImage {
    let mut state = 7_u32;
    RgbImage::from_fn(width, height, |x, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let bright = u8::try_from(x * 190 / width).unwrap() + state.to_be_bytes()[0] / 4;
        image::Rgb([bright, bright, bright])
    })
    .into()
}

/// What a phone writes into a photograph: how it was held, where, and by whom.
fn exif(turn: u8) -> Vec<u8> {
    let mut tiff = b"Exif\0\0II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    tiff.extend_from_slice(&[turn, 0, 0, 0]);
    tiff.extend_from_slice(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0GPS 21.0285N 105.8542E");
    tiff
}

fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    let len = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], &len[..], payload].concat()
}

/// A photograph with all that phones and programs note in it.
fn photo(width: u32, height: u32, turn: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    noise(width, height).write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 90)).unwrap();
    let notes = [
        segment(0xE1, &exif(turn)),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>An</x:xmpmeta>"),
        segment(0xED, b"Photoshop 3.0\0Nguyen Van An"),
        segment(0xFE, b"chup tai nha An"),
    ];
    bytes.splice(2..2, notes.concat());
    bytes
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    noise(width, height).write_to(&mut bytes, ImageFormat::Png).unwrap();
    let mut bytes = bytes.into_inner();
    let text = b"Author\0Nguyen Van An";
    let len = u32::try_from(text.len()).unwrap().to_be_bytes();
    bytes.splice(33..33, [&len[..], b"tEXt", text, &[0; 4]].concat());
    bytes
}

fn telltale(bytes: &[u8]) -> Option<&'static str> {
    let all = ["Exif", "GPS", "21.0285", "adobe", "xmpmeta", "Photoshop", "Nguyen", "nha An", "Author"];
    let holds = |it: &&str| bytes.windows(it.len()).any(|window| window == it.as_bytes());
    all.into_iter().find(holds)
}

/// An article whose lead and whose text show a picture each.
fn article(lead: &str, shown: &str) -> String {
    format!(
        "---\ntitle: Một\ndate: 5/6/2025\nimage:\n  src: {lead}\n  alt: Một cửa\n---\nThân bài.\n\n![Quầy]({shown})\n"
    )
}

fn site(lead: &str, shown: &str) -> SiteTest {
    SiteTest::new(&[("tin-tuc/2025/06/mot.md", &article(lead, shown))])
}

fn build(site: &SiteTest) -> String {
    let ran = site.run(&format!("build|{AS_OF}"));
    assert!(ran.code <= 1, "{ran:?}");
    ran.out
}

const PAGE: &str = "public/tin-tuc/2025/06/mot/index.html";

fn public(site: &SiteTest, name: &str) -> Vec<u8> {
    fs::read(site.path(&format!("public/{name}"))).unwrap()
}

fn opened(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().into_rgb8()
}

#[test]
fn a_photograph_is_published_in_sizes_and_tells_nothing_of_its_maker() {
    let site = site("/hinh/a.jpg", "/hinh/a.jpg").with("content/hinh/a.jpg", photo(1100, 400, 1));
    assert_eq!(build(&site), "");
    let page = site.read(PAGE);
    let choices = "<picture><source type=\"image/webp\" \
                   srcset=\"/hinh/a.jpg.480.webp 480w, /hinh/a.jpg.1100.webp 1100w\" sizes=\"";
    assert_eq!(page.matches(choices).count(), 2, "{page}");
    let shown = "<img src=\"/hinh/a.jpg\" alt=\"Quầy\" width=\"1100\" height=\"400\" loading=\"lazy\" decoding=\"async\"></picture>";
    assert!(page.contains(shown), "{page}");
    let lead = "<img src=\"/hinh/a.jpg\" alt=\"Một cửa\" width=\"1100\" height=\"400\" fetchpriority=\"high\"></picture>";
    assert!(page.contains(lead), "the first picture waits for nothing: {page}");
    assert!(site.read("public/tin-tuc/index.html").contains("/hinh/a.jpg.480.webp 480w"));

    let home = site.read("public/index.html");
    assert!(
        home.contains("sizes=\"(min-width: 62rem) 44rem, 100vw\"><img src=\"/hinh/a.jpg\" alt=\"\""),
        "{home}"
    );
    assert!(home.contains("height=\"400\" fetchpriority=\"high\"></picture>"), "{home}");
    for line in [
        "<meta property=\"og:image\" content=\"https://thu.example.vn/hinh/a.jpg\">",
        "<meta property=\"og:image:width\" content=\"1100\">",
        "<meta property=\"og:image:height\" content=\"400\">",
        "<meta property=\"og:image:alt\" content=\"Một cửa\">",
        "<meta name=\"twitter:card\" content=\"summary_large_image\">",
    ] {
        assert!(page.contains(line), "{line} in {page}");
    }

    let (original, published) =
        (fs::read(site.path("content/hinh/a.jpg")).unwrap(), public(&site, "hinh/a.jpg"));
    assert_eq!(telltale(&original), Some("Exif"));
    assert_eq!(telltale(&published), None);
    assert_eq!(opened(&published), opened(&original), "its pixels are what they were");
    for (width, height) in [(480, 175), (1100, 400)] {
        let smaller = public(&site, &format!("hinh/a.jpg.{width}.webp"));
        assert_eq!((opened(&smaller).dimensions(), telltale(&smaller)), ((width, height), None));
        assert!(smaller.len() < published.len(), "{} of {}", smaller.len(), published.len());
    }
}

#[test]
fn a_photograph_taken_upright_stands_upright() {
    let site = site("/hinh/a.jpg", "/hinh/a.jpg").with("content/hinh/a.jpg", photo(900, 640, 6));
    build(&site);
    assert!(site.read(PAGE).contains("width=\"640\" height=\"900\""));
    for (name, width, height) in
        [("hinh/a.jpg", 640, 900), ("hinh/a.jpg.480.webp", 480, 675), ("hinh/a.jpg.640.webp", 640, 900)]
    {
        let bytes = public(&site, name);
        assert_eq!(telltale(&bytes), None, "{name}");
        let picture = opened(&bytes);
        assert_eq!(picture.dimensions(), (width, height), "{name}");
        // What was bright on the right is bright below.
        let row = |y: u32| (0..width).map(|x| u32::from(picture.get_pixel(x, y).0[0])).sum::<u32>() / width;
        assert!(row(height - 2) > row(1) + 120, "{name}: {} {}", row(1), row(height - 2));
    }
}

#[test]
fn pictures_that_gain_nothing_stay_one_file() {
    let site = site("/hinh/nho.jpg", "/hinh/nhe.png")
        .with("content/hinh/nho.jpg", photo(480, 480, 1))
        .with("content/hinh/nhe.png", png(900, 4))
        .with("content/hinh/khong-hien.jpg", photo(900, 640, 1));
    build(&site);
    assert!(!site.read(PAGE).contains("srcset"));
    let tree = site.tree();
    let names: Vec<&String> = tree.keys().filter(|it| it.starts_with("hinh/")).collect();
    assert_eq!(names, ["hinh/khong-hien.jpg", "hinh/nhe.png", "hinh/nho.jpg"]);
    for it in names {
        assert_eq!(telltale(&tree[it]), None, "{it}");
    }
    assert_eq!(opened(&public(&site, "hinh/nhe.png")).dimensions(), (900, 4));
}

#[test]
fn other_formats_get_sizes_too() {
    let mut webp = Cursor::new(Vec::new());
    noise(700, 300).write_to(&mut webp, ImageFormat::WebP).unwrap();
    let site = site("/hinh/a.png", "/hinh/b.webp")
        .with("content/hinh/a.png", png(700, 300))
        .with("content/hinh/b.webp", webp.into_inner());
    build(&site);
    let page = site.read(PAGE);
    assert!(page.contains("srcset=\"/hinh/a.png.480.webp 480w, /hinh/a.png.700.webp 700w\""), "{page}");
    assert!(page.contains("srcset=\"/hinh/b.webp.480.webp 480w, /hinh/b.webp 700w\""), "{page}");
    assert_eq!(telltale(&public(&site, "hinh/a.png")), None);
    assert_eq!(opened(&public(&site, "hinh/b.webp.480.webp")).dimensions(), (480, 206));
}

#[test]
fn a_drawing_keeps_its_lines_and_loses_what_acts() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"360\" onload=\"a()\">\
                   <script>fetch('//x.vn')</script><image href=\"https://x.vn/a.png\"/><path d=\"M0 0h8\"/></svg>";
    let plain = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height='8'><path d='M0 0h8'/></svg>";
    let site = site("/hinh/a.svg", "/hinh/b.svg")
        .with("content/hinh/a.svg", drawing)
        .with("content/hinh/b.svg", plain);
    let told = build(&site);
    assert!(told.contains("cảnh báo[picture-cut]") && told.contains("content/hinh/a.svg"), "{told}");
    assert!(
        told.contains("mã lệnh (script), lệnh gắn với sự kiện (onload…), phần tải từ tệp hoặc trang khác"),
        "{told}"
    );
    let published = site.read("public/hinh/a.svg");
    for gone in ["script", "onload", "x.vn"] {
        assert!(!published.contains(gone), "{published}");
    }
    assert!(published.contains("<path d=\"M0 0h8\"/>"), "{published}");
    assert_eq!(site.read("public/hinh/b.svg"), plain);
    assert!(site.run("check").out.contains("picture-cut"));
    assert_eq!(build(&site), told, "it is told again though nothing was made");
}

#[test]
fn damaged_and_huge_pictures_are_told_and_copied() {
    let whole = photo(900, 640, 1);
    let cut = &whole[..whole.len() / 2];
    let mut huge = png(4, 4);
    huge[16..24].copy_from_slice(&[0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20]);
    let mut broken = png(900, 640);
    let middle = broken.len() / 2;
    broken[middle..middle + 999].fill(0);
    let site = site("/hinh/cut.jpg", "/hinh/huge.png")
        .with("content/hinh/cut.jpg", cut)
        .with("content/hinh/huge.png", &huge)
        .with("content/hinh/broken.png", &broken)
        .with("content/hinh/empty.png", "")
        .with("content/hinh/false.jpg", "Đây không phải ảnh")
        .with("content/trang.md", "---\ntitle: Trang\n---\n![Hỏng](hinh/broken.png)\n");
    let told = build(&site);
    for finding in [
        "cảnh báo[picture-damaged]: ảnh \"content/hinh/cut.jpg\" bị hỏng",
        "cảnh báo[picture-damaged]: ảnh \"content/hinh/broken.png\" bị hỏng",
        "cảnh báo[picture-damaged]: ảnh \"content/hinh/empty.png\" bị hỏng",
        "cảnh báo[picture-damaged]: ảnh \"content/hinh/false.jpg\" bị hỏng",
        "cảnh báo[picture-huge]: ảnh \"content/hinh/huge.png\" quá lớn: 20000 × 20000 điểm ảnh",
        "gợi ý: chép lại tệp ảnh gốc",
    ] {
        assert!(told.contains(finding), "{finding} in {told}");
    }
    assert_eq!(public(&site, "hinh/cut.jpg"), cut);
    assert!(
        site.read(PAGE).contains("<img src=\"/hinh/cut.jpg\" alt=\"Một cửa\" width=\"900\" height=\"640\"")
    );
    assert_eq!(telltale(&public(&site, "hinh/huge.png")), None);
    assert_eq!(public(&site, "hinh/broken.png.480.webp"), public(&site, "hinh/broken.png"));
    assert_eq!(build(&site), told, "it is told again though nothing was unpacked");
    assert!(site.run("build|--lang|en").out.contains("the picture \"content/hinh/broken.png\" is damaged"));
    assert_same(&site.tree(), &site.clean_tree(""), "damaged pictures");
}

/// The card of the site is kept too.
const CARDS: usize = if cfg!(feature = "cards") { 1 } else { 0 };

/// What is kept of drawn pictures, with the times of writing.
fn kept(site: &SiteTest) -> BTreeMap<String, SystemTime> {
    let items = fs::read_dir(site.path(".bantin/anh")).into_iter().flatten().map(Result::unwrap);
    items
        .map(|it| (it.file_name().into_string().unwrap(), it.metadata().unwrap().modified().unwrap()))
        .collect()
}

#[test]
fn no_picture_is_unpacked_twice() {
    let site = site("/hinh/a.jpg", "/hinh/b.jpg")
        .with("content/hinh/a.jpg", photo(900, 640, 6))
        .with("content/hinh/b.jpg", photo(700, 300, 1));
    build(&site);
    let (tree, drawn) = (site.tree(), kept(&site));
    assert_eq!(drawn.len(), 5 + CARDS, "two sizes each, and one upright");
    fs::remove_dir_all(site.path("public")).unwrap();
    build(&site);
    assert_same(&site.tree(), &tree, "after public/ was deleted");
    fs::rename(site.path("content/hinh/a.jpg"), site.path("content/hinh/c.jpg")).unwrap();
    let site = site.with("content/tin-tuc/2025/06/mot.md", article("/hinh/c.jpg", "/hinh/b.jpg"));
    build(&site);
    assert_eq!(kept(&site), drawn, "a new name is no new picture");

    // One is damaged, and one is no longer used.
    let first = site.path(".bantin/anh").join(drawn.keys().next().unwrap());
    fs::write(&first, "hỏng").unwrap();
    fs::remove_dir_all(site.path("public")).unwrap();
    build(&site);
    assert_same(&site.tree(), &site.clean_tree(AS_OF), "after damage");
    let site = site.with("content/tin-tuc/2025/06/mot.md", article("/hinh/c.jpg", "/hinh/c.jpg"));
    build(&site);
    assert_eq!(kept(&site).len(), 3 + CARDS);
    assert_same(&site.tree(), &site.clean_tree(AS_OF), "one picture is not shown");
    fs::remove_file(site.path("content/hinh/c.jpg")).unwrap();
    build(&site);
    assert_eq!(kept(&site).len(), CARDS);
}

#[test]
fn another_picture_under_the_same_name_is_another_picture() {
    let site = site("/hinh/a.jpg", "/hinh/a.jpg").with("content/hinh/a.jpg", photo(900, 640, 6));
    build(&site);
    let before = public(&site, "hinh/a.jpg.480.webp");
    let site = site.with("content/hinh/a.jpg", photo(900, 640, 8));
    build(&site);
    assert_ne!(public(&site, "hinh/a.jpg.480.webp"), before);
    assert_same(&site.tree(), &site.clean_tree(AS_OF), "turned the other way");
    // A file of the newsroom's own keeps its place.
    let site = site.with("content/hinh/a.jpg.480.webp", "riêng");
    build(&site);
    assert_eq!(public(&site, "hinh/a.jpg.480.webp"), "riêng".as_bytes());
    assert!(!site.read(PAGE).contains("srcset"));
    assert_same(&site.tree(), &site.clean_tree(AS_OF), "the place is taken");
}

#[test]
fn the_preview_draws_what_is_asked_for_and_writes_nothing() {
    let site = site("/hinh/a.jpg", "/hinh/a.svg")
        .with("content/hinh/a.jpg", photo(900, 640, 6))
        .with("content/hinh/a.svg", "<svg width='8' height='8' onload='a()'><g/></svg>");
    let clean = site.clean_tree(AS_OF);
    let preview = Preview::start(&site);
    for name in ["hinh/a.jpg", "hinh/a.jpg.480.webp", "hinh/a.jpg.480.webp", "hinh/a.svg"] {
        let answer = preview.get(&format!("/{name}"));
        assert!(answer.status == 200 && answer.bytes == clean[name], "{name}: {}", answer.head);
    }
    assert_eq!(preview.get("/hinh/a.jpg.481.webp").status, 404);
    assert!(!site.path(".bantin").exists());
}
