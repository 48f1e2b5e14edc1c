//! The name of a legal document in the register and in addresses: `ke-hoach-855-kh-ubnd-ninh-thuan-2024`.
//!
//! Type spelled out, because without marks its codes collide (HD and HĐ, DA and ĐA); number; place, where the number
//! is local; year, where the number has none. It never changes when provinces are merged.

use jiff::civil::Date;

use super::{
    DocType,
    issuer::{Issuer, is_local},
    place::Place,
};
use crate::text::{fold, slug};

/// The default id of a document. What two documents share even so, [`with_date`] tells apart.
///
/// ```
/// # use bantin::legal::{DocType, id, issuer::Issuer};
/// # let decree = DocType::named("Nghị định").unwrap();
/// assert_eq!(id::of(Some("63/2010/NĐ-CP"), decree, &Issuer::read("Chính phủ"), None), "nghi-dinh-63-2010-nd-cp");
/// ```
pub fn of(number: Option<&str>, doc_type: DocType, issuer: &Issuer, issued: Option<Date>) -> String {
    let year = issued.map(|it| it.year().to_string());
    let mut parts = vec![doc_type.slug()];
    match number.map(str::trim).filter(|it| !it.is_empty()) {
        Some(number) => {
            parts.push(slug(number));
            if is_local(number) != Some(false) {
                parts.extend(issuer.place().map(Place::slug));
            }
            if year_of(number).is_none() {
                parts.extend(year);
            }
        }
        None => {
            let congress = fold(&issuer.name).replace("dai bieu", "");
            if congress.contains("dai hoi") {
                parts.push(slug(&congress));
            } else {
                parts.extend(issuer.place().map(Place::slug));
            }
            parts.extend(year);
        }
    }
    parts.join("-")
}

/// The id with the full date, for documents that share number, place and year.
pub fn with_date(id: &str, issued: Date) -> String {
    let year = format!("-{}", issued.year());
    format!("{}-{issued}", id.strip_suffix(&year).unwrap_or(id))
}

/// An identifier of the form of the European Legislation Identifier: `/eli/vn/{place}/{issuer}/{year}/{month}/{day}/{type}/{serial}`,
/// without a place for the centre. Only of what has a number and a date.
///
/// ```
/// # use bantin::legal::{DocType, id, issuer::Issuer};
/// # let decree = DocType::named("Nghị định").unwrap();
/// let day = Some(jiff::civil::date(2010, 6, 8));
/// let eli = id::eli(Some("63/2010/NĐ-CP"), decree, &Issuer::read("Chính phủ"), day);
/// assert_eq!(eli.as_deref(), Some("/eli/vn/chinh-phu/2010/06/08/nghi-dinh/63"));
/// ```
pub fn eli(number: Option<&str>, doc_type: DocType, issuer: &Issuer, issued: Option<Date>) -> Option<String> {
    let number = super::number::parse(number?)?;
    let day = issued?;
    let place = issuer.place().map(Place::slug);
    let issuer = match &place {
        Some(place) => issuer.key.strip_suffix(place.as_str()).unwrap_or(&issuer.key),
        None => &issuer.name,
    };
    let parts = [
        "/eli/vn".to_owned(),
        place.unwrap_or_default(),
        slug(issuer),
        day.strftime("%Y/%m/%d").to_string(),
        doc_type.slug(),
        slug(&number.serial),
    ];
    Some(parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("/"))
}

/// The year inside a number: 2010 in `63/2010/NĐ-CP`, none in `76/NQ-CP`.
pub fn year_of(number: &str) -> Option<i16> {
    let mut parts = number.split(['/', '-']).map(str::trim);
    let year = parts.nth(1).filter(|it| it.len() == 4)?;
    year.parse().ok().filter(|it| (1945..=2100).contains(it))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check(number: &str, doc_type: &str, issuer: &str, issued: Option<Date>, expected: &str) {
        let number = Some(number).filter(|it| !it.is_empty());
        let doc_type = DocType::named(doc_type).expect("a type");
        assert_eq!(of(number, doc_type, &Issuer::read(issuer), issued), expected);
    }

    #[test]
    fn names_documents_of_the_centre() {
        check("76/NQ-CP", "Nghị quyết", "Chính phủ", Some(date(2021, 7, 15)), "nghi-quyet-76-nq-cp-2021");
        check("63/2010/NĐ-CP", "Nghị định", "Chính phủ", Some(date(2010, 6, 8)), "nghi-dinh-63-2010-nd-cp");
        check("80/2015/QH13", "Luật", "Quốc hội", None, "luat-80-2015-qh13");
        check("66.7/2025/NQ-CP", "Nghị quyết", "Chính phủ", None, "nghi-quyet-66-7-2025-nq-cp");
        check(
            "1234/BNV-CCHC",
            "Công văn",
            "Bộ Nội vụ",
            Some(date(2023, 3, 1)),
            "cong-van-1234-bnv-cchc-2023",
        );
        check("", "Hiến pháp", "Quốc hội", Some(date(2013, 11, 28)), "hien-phap-2013");
    }

    #[test]
    fn names_local_documents_by_their_place() {
        let day = Some(date(2021, 9, 7));
        check("11-CT/TU", "Chỉ thị", "Tỉnh ủy Bình Thuận", day, "chi-thi-11-ct-tu-binh-thuan-2021");
        check("9/KH-SNV", "Kế hoạch", "Sở Nội vụ tỉnh Hà Nam", day, "ke-hoach-9-kh-snv-ha-nam-2021");
        check("93/2021/NQ-HĐND", "Nghị quyết", "HĐND tỉnh Hà Nam", day, "nghi-quyet-93-2021-nq-hdnd-ha-nam");
        let district = "UBND huyện Bình Sơn, tỉnh Quảng Ngãi";
        check(
            "101/KH-UBND",
            "Kế hoạch",
            district,
            day,
            "ke-hoach-101-kh-ubnd-quang-ngai-huyen-binh-son-2021",
        );
        let congress = "Đại hội đại biểu Đảng bộ tỉnh Hà Nam lần thứ XX";
        check("", "Nghị quyết", congress, None, "nghi-quyet-dai-hoi-dang-bo-tinh-ha-nam-lan-thu-xx");
    }

    #[test]
    fn local_documents_have_their_place_in_the_european_form() {
        let issuer = Issuer::read("UBND huyện Bình Sơn, tỉnh Quảng Ngãi");
        let doc_type = DocType::named("Kế hoạch").expect("a type");
        let found = eli(Some("101/KH-UBND"), doc_type, &issuer, Some(date(2020, 10, 2)));
        let expected = "/eli/vn/quang-ngai-huyen-binh-son/ubnd/2020/10/02/ke-hoach/101";
        assert_eq!(found.as_deref(), Some(expected));
        assert_eq!(eli(None, doc_type, &issuer, Some(date(2020, 10, 2))), None);
    }

    #[test]
    fn tells_twins_apart_by_their_day() {
        let day = date(2021, 3, 27);
        assert_eq!(with_date("quyet-dinh-468-qd-ttg-2021", day), "quyet-dinh-468-qd-ttg-2021-03-27");
        assert_eq!(with_date("luat-80-2015-qh13", day), "luat-80-2015-qh13-2021-03-27");
    }

    #[test]
    fn finds_the_year_inside_a_number() {
        for (number, expected) in [
            ("63/2010/NĐ-CP", Some(2010)),
            ("19-2018/NQ-CP", Some(2018)),
            ("66.7/2025/NQ-CP", Some(2025)),
            ("76/NQ-CP", None),
            ("2074/QĐ-UBND", None),
            ("18-NQ/TW", None),
        ] {
            assert_eq!(year_of(number), expected, "{number}");
        }
    }
}
