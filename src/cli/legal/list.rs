//! `bantin legal list`

use serde_json::json;

use super::open;
use crate::{
    cli::{FINE, Failure, console::Console, report::pretty, site::Site},
    diag::Lang,
    legal::{DocType, place, validity::State},
    register::{
        list::{self, Place, Standing, Wanted},
        table,
    },
    site::{Site as Joined, records},
    text::fold,
    words,
};

/// Liệt kê văn bản trong danh mục
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin legal list [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    /// Chỉ những văn bản có tình trạng này: còn hiệu lực, hết hiệu lực, đã được thay thế…
    #[arg(long, value_name = "TÌNH TRẠNG", value_parser = state)]
    state: Option<Standing>,
    /// Chỉ loại này: nghị định, "kế hoạch"…
    #[arg(long = "type", value_name = "LOẠI", value_parser = doc_type)]
    doc_type: Option<DocType>,
    /// Chỉ của cơ quan này: mã, tên, tên viết tắt, hoặc vài chữ trong tên
    #[arg(long, value_name = "CƠ QUAN")]
    issuer: Option<String>,
    /// Chỉ của tỉnh này, hoặc của địa phương ghi ở locality trong bantin.yaml
    #[arg(long, value_name = "TỈNH")]
    place: Option<String>,
    /// Chỉ ban hành trong năm này
    #[arg(long, value_name = "NĂM")]
    year: Option<i16>,
    /// Dạng danh sách: text, json hoặc csv
    #[arg(
        long = "format",
        value_name = "DẠNG",
        value_enum,
        default_value_t = Shape::Text,
        hide_default_value = true,
        hide_possible_values = true
    )]
    list_format: Shape,
    #[command(flatten)]
    site: Site,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    Text,
    Json,
    Csv,
}

fn state(typed: &str) -> Result<Standing, String> {
    list::standing(typed).ok_or_else(|| State::ALL.into_iter().map(State::vi).collect::<Vec<_>>().join(", "))
}

fn doc_type(typed: &str) -> Result<DocType, String> {
    DocType::named(typed)
        .or_else(|| DocType::of_code(typed))
        .ok_or_else(|| "Nghị định, Nghị quyết, Quyết định, Kế hoạch…".to_owned())
}

/// A province, or the site's own place by the name that `bantin.yaml` gives it.
fn wanted_place(typed: &str, locality: Option<&str>) -> Result<Place, Failure> {
    if let Some(province) = place::find(typed).and_then(|it| it.province) {
        return Ok(Place::Province(province.title()));
    }
    if locality.is_some_and(|it| fold(it) == fold(typed)) {
        return Ok(Place::Home);
    }
    Err(Failure::Usage(words!(
        "không có tỉnh \"{typed}\"; viết như: Ninh Thuận, Quảng Ngãi",
        "there is no province \"{typed}\"; write for example: Ninh Thuận, Quảng Ngãi"
    )))
}

pub(super) fn run(args: Args, console: &Console) -> Result<u8, Failure> {
    let opened = match open(&args.site, console)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let site = Joined::new(&opened.sources, &opened.clock, &opened.graph);
    let mut found = records::documents(&site);
    let unit = args.issuer.as_deref().and_then(|it| opened.graph.names.issuer(it));
    let locality = opened.sources.config.locality.as_deref();
    let wanted = Wanted {
        state: args.state,
        doc_type: args.doc_type,
        unit: unit.map(|it| opened.sources.registries.units[it].name.clone()),
        issuer: args.issuer,
        place: args.place.map(|it| wanted_place(&it, locality)).transpose()?,
        year: args.year,
    };
    wanted.keep(&mut found);
    found.sort_by(|a, b| {
        let number = |it: &records::DocumentRecord| it.number.clone().unwrap_or_default();
        records::by_number(&number(a), &number(b)).then_with(|| a.id.cmp(&b.id))
    });
    if found.is_empty() && args.list_format == Shape::Text {
        console.say(match console.lang {
            Lang::Vi => "không có văn bản nào khớp",
            Lang::En => "no document fits",
        });
        return Ok(FINE);
    }
    console.print(&match args.list_format {
        Shape::Text => table(&list::rows(&found, console.lang)),
        Shape::Json => pretty(&json!(found)),
        Shape::Csv => records::csv(&found),
    })?;
    Ok(FINE)
}
