//! In which province a district lies, for phrases that do not say it: `UBND huyện Bình Sơn`.
//!
//! The districts of the years before 30/6/2025, when the level was abolished, and some older ones. Where several
//! provinces have one of that name (`Châu Thành`), only a phrase or the place of the newsroom can tell.

use std::{collections::BTreeMap, sync::LazyLock};

use super::province::Province;
use crate::text::slug;

#[rustfmt::skip]
const TABLE: &[(&str, &str)] = &[
    ("An Giang", "Long Xuyên, Châu Đốc, Tân Châu, Tịnh Biên, An Phú, Châu Phú, Châu Thành, Chợ Mới, Phú Tân, Thoại Sơn, Tri Tôn"),
    ("Bà Rịa - Vũng Tàu", "Vũng Tàu, Bà Rịa, Phú Mỹ, Châu Đức, Côn Đảo, Đất Đỏ, Long Điền, Long Đất, Xuyên Mộc, Tân Thành"),
    ("Bạc Liêu", "Bạc Liêu, Giá Rai, Đông Hải, Hòa Bình, Hồng Dân, Phước Long, Vĩnh Lợi"),
    ("Bắc Giang", "Bắc Giang, Việt Yên, Chũ, Hiệp Hòa, Lạng Giang, Lục Nam, Lục Ngạn, Sơn Động, Tân Yên, Yên Dũng, Yên Thế"),
    ("Bắc Kạn", "Bắc Kạn, Ba Bể, Bạch Thông, Chợ Đồn, Chợ Mới, Na Rì, Ngân Sơn, Pác Nặm"),
    ("Bắc Ninh", "Bắc Ninh, Từ Sơn, Quế Võ, Thuận Thành, Gia Bình, Lương Tài, Tiên Du, Yên Phong"),
    ("Bến Tre", "Bến Tre, Ba Tri, Bình Đại, Châu Thành, Chợ Lách, Giồng Trôm, Mỏ Cày Bắc, Mỏ Cày Nam, Thạnh Phú"),
    ("Bình Dương", "Thủ Dầu Một, Dĩ An, Thuận An, Tân Uyên, Bến Cát, Bàu Bàng, Bắc Tân Uyên, Dầu Tiếng, Phú Giáo"),
    ("Bình Định", "Quy Nhơn, An Nhơn, Hoài Nhơn, An Lão, Hoài Ân, Phù Cát, Phù Mỹ, Tây Sơn, Tuy Phước, Vân Canh, Vĩnh Thạnh"),
    ("Bình Phước", "Đồng Xoài, Bình Long, Phước Long, Chơn Thành, Bù Đăng, Bù Đốp, Bù Gia Mập, Đồng Phú, Hớn Quản, Lộc Ninh, Phú Riềng"),
    ("Bình Thuận", "Phan Thiết, La Gi, Bắc Bình, Đức Linh, Hàm Tân, Hàm Thuận Bắc, Hàm Thuận Nam, Phú Quý, Tánh Linh, Tuy Phong"),
    ("Cà Mau", "Cà Mau, Cái Nước, Đầm Dơi, Năm Căn, Ngọc Hiển, Phú Tân, Thới Bình, Trần Văn Thời, U Minh"),
    ("Cao Bằng", "Cao Bằng, Bảo Lạc, Bảo Lâm, Hạ Lang, Hà Quảng, Hòa An, Nguyên Bình, Quảng Hòa, Thạch An, Trùng Khánh, Trà Lĩnh, Thông Nông, Phục Hòa, Quảng Uyên"),
    ("Cần Thơ", "Ninh Kiều, Bình Thủy, Cái Răng, Ô Môn, Thốt Nốt, Cờ Đỏ, Phong Điền, Thới Lai, Vĩnh Thạnh"),
    ("Đà Nẵng", "Hải Châu, Thanh Khê, Sơn Trà, Ngũ Hành Sơn, Liên Chiểu, Cẩm Lệ, Hòa Vang, Hoàng Sa"),
    ("Đắk Lắk", "Buôn Ma Thuột, Buôn Hồ, Buôn Đôn, Cư Kuin, Cư M'gar, Ea H'leo, Ea Kar, Ea Súp, Krông Ana, Krông Bông, Krông Búk, Krông Năng, Krông Pắc, Lắk, M'Đrắk"),
    ("Đắk Nông", "Gia Nghĩa, Cư Jút, Đắk Glong, Đắk Mil, Đắk R'lấp, Đắk Song, Krông Nô, Tuy Đức"),
    ("Điện Biên", "Điện Biên Phủ, Mường Lay, Điện Biên, Điện Biên Đông, Mường Ảng, Mường Chà, Mường Nhé, Nậm Pồ, Tủa Chùa, Tuần Giáo"),
    ("Đồng Nai", "Biên Hòa, Long Khánh, Cẩm Mỹ, Định Quán, Long Thành, Nhơn Trạch, Tân Phú, Thống Nhất, Trảng Bom, Vĩnh Cửu, Xuân Lộc"),
    ("Đồng Tháp", "Cao Lãnh, Sa Đéc, Hồng Ngự, Châu Thành, Lai Vung, Lấp Vò, Tam Nông, Tân Hồng, Thanh Bình, Tháp Mười"),
    ("Gia Lai", "Pleiku, An Khê, Ayun Pa, Chư Păh, Chư Prông, Chư Pưh, Chư Sê, Đak Đoa, Đak Pơ, Đức Cơ, Ia Grai, Ia Pa, KBang, Kông Chro, Krông Pa, Mang Yang, Phú Thiện"),
    ("Hà Giang", "Hà Giang, Bắc Mê, Bắc Quang, Đồng Văn, Hoàng Su Phì, Mèo Vạc, Quản Bạ, Quang Bình, Vị Xuyên, Xín Mần, Yên Minh"),
    ("Hà Nam", "Phủ Lý, Duy Tiên, Kim Bảng, Bình Lục, Lý Nhân, Thanh Liêm"),
    ("Hà Nội", "Ba Đình, Bắc Từ Liêm, Cầu Giấy, Đống Đa, Hà Đông, Hai Bà Trưng, Hoàn Kiếm, Hoàng Mai, Long Biên, Nam Từ Liêm, Tây Hồ, Thanh Xuân, Sơn Tây, Ba Vì, Chương Mỹ, Đan Phượng, Đông Anh, Gia Lâm, Hoài Đức, Mê Linh, Mỹ Đức, Phú Xuyên, Phúc Thọ, Quốc Oai, Sóc Sơn, Thạch Thất, Thanh Oai, Thanh Trì, Thường Tín, Ứng Hòa, Từ Liêm"),
    ("Hà Tĩnh", "Hà Tĩnh, Hồng Lĩnh, Kỳ Anh, Cẩm Xuyên, Can Lộc, Đức Thọ, Hương Khê, Hương Sơn, Lộc Hà, Nghi Xuân, Thạch Hà, Vũ Quang"),
    ("Hải Dương", "Hải Dương, Chí Linh, Kinh Môn, Bình Giang, Cẩm Giàng, Gia Lộc, Kim Thành, Nam Sách, Ninh Giang, Thanh Hà, Thanh Miện, Tứ Kỳ"),
    ("Hải Phòng", "Hồng Bàng, Lê Chân, Ngô Quyền, Kiến An, Hải An, Đồ Sơn, Dương Kinh, An Dương, Thủy Nguyên, An Lão, Bạch Long Vĩ, Cát Hải, Kiến Thụy, Tiên Lãng, Vĩnh Bảo"),
    ("Hậu Giang", "Vị Thanh, Ngã Bảy, Long Mỹ, Châu Thành, Châu Thành A, Phụng Hiệp, Vị Thủy"),
    ("Hòa Bình", "Hòa Bình, Cao Phong, Đà Bắc, Kim Bôi, Lạc Sơn, Lạc Thủy, Lương Sơn, Mai Châu, Tân Lạc, Yên Thủy, Kỳ Sơn"),
    ("Hồ Chí Minh", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, Thủ Đức, Bình Tân, Bình Thạnh, Gò Vấp, Phú Nhuận, Tân Bình, Tân Phú, Bình Chánh, Cần Giờ, Củ Chi, Hóc Môn, Nhà Bè"),
    ("Huế", "Thuận Hóa, Phú Xuân"),
    ("Hưng Yên", "Hưng Yên, Mỹ Hào, Ân Thi, Khoái Châu, Kim Động, Phù Cừ, Tiên Lữ, Văn Giang, Văn Lâm, Yên Mỹ"),
    ("Khánh Hòa", "Nha Trang, Cam Ranh, Ninh Hòa, Cam Lâm, Diên Khánh, Khánh Sơn, Khánh Vĩnh, Trường Sa, Vạn Ninh"),
    ("Kiên Giang", "Rạch Giá, Hà Tiên, Phú Quốc, An Biên, An Minh, Châu Thành, Giang Thành, Giồng Riềng, Gò Quao, Hòn Đất, Kiên Hải, Kiên Lương, Tân Hiệp, U Minh Thượng, Vĩnh Thuận"),
    ("Kon Tum", "Kon Tum, Đăk Glei, Đăk Hà, Đăk Tô, Ia H'Drai, Kon Plông, Kon Rẫy, Ngọc Hồi, Sa Thầy, Tu Mơ Rông"),
    ("Lai Châu", "Lai Châu, Mường Tè, Nậm Nhùn, Phong Thổ, Sìn Hồ, Tam Đường, Tân Uyên, Than Uyên"),
    ("Lạng Sơn", "Lạng Sơn, Bắc Sơn, Bình Gia, Cao Lộc, Chi Lăng, Đình Lập, Hữu Lũng, Lộc Bình, Tràng Định, Văn Lãng, Văn Quan"),
    ("Lào Cai", "Lào Cai, Sa Pa, Bảo Thắng, Bảo Yên, Bát Xát, Bắc Hà, Mường Khương, Si Ma Cai, Văn Bàn"),
    ("Lâm Đồng", "Đà Lạt, Bảo Lộc, Bảo Lâm, Cát Tiên, Di Linh, Đạ Huoai, Đạ Tẻh, Đam Rông, Đơn Dương, Đức Trọng, Lạc Dương, Lâm Hà"),
    ("Long An", "Tân An, Kiến Tường, Bến Lức, Cần Đước, Cần Giuộc, Châu Thành, Đức Hòa, Đức Huệ, Mộc Hóa, Tân Hưng, Tân Thạnh, Tân Trụ, Thạnh Hóa, Thủ Thừa, Vĩnh Hưng"),
    ("Nam Định", "Nam Định, Giao Thủy, Hải Hậu, Mỹ Lộc, Nam Trực, Nghĩa Hưng, Trực Ninh, Vụ Bản, Xuân Trường, Ý Yên"),
    ("Nghệ An", "Vinh, Cửa Lò, Hoàng Mai, Thái Hòa, Anh Sơn, Con Cuông, Diễn Châu, Đô Lương, Hưng Nguyên, Kỳ Sơn, Nam Đàn, Nghi Lộc, Nghĩa Đàn, Quế Phong, Quỳ Châu, Quỳ Hợp, Quỳnh Lưu, Tân Kỳ, Thanh Chương, Tương Dương, Yên Thành"),
    ("Ninh Bình", "Ninh Bình, Tam Điệp, Hoa Lư, Gia Viễn, Kim Sơn, Nho Quan, Yên Khánh, Yên Mô"),
    ("Ninh Thuận", "Phan Rang - Tháp Chàm, Bác Ái, Ninh Hải, Ninh Phước, Ninh Sơn, Thuận Bắc, Thuận Nam"),
    ("Phú Thọ", "Việt Trì, Phú Thọ, Cẩm Khê, Đoan Hùng, Hạ Hòa, Lâm Thao, Phù Ninh, Tam Nông, Tân Sơn, Thanh Ba, Thanh Sơn, Thanh Thủy, Yên Lập"),
    ("Phú Yên", "Tuy Hòa, Đông Hòa, Sông Cầu, Đồng Xuân, Phú Hòa, Sông Hinh, Sơn Hòa, Tây Hòa, Tuy An"),
    ("Quảng Bình", "Đồng Hới, Ba Đồn, Bố Trạch, Lệ Thủy, Minh Hóa, Quảng Ninh, Quảng Trạch, Tuyên Hóa"),
    ("Quảng Nam", "Tam Kỳ, Hội An, Điện Bàn, Bắc Trà My, Duy Xuyên, Đại Lộc, Đông Giang, Hiệp Đức, Nam Giang, Nam Trà My, Nông Sơn, Núi Thành, Phú Ninh, Phước Sơn, Quế Sơn, Tây Giang, Thăng Bình, Tiên Phước"),
    ("Quảng Ngãi", "Quảng Ngãi, Đức Phổ, Ba Tơ, Bình Sơn, Lý Sơn, Minh Long, Mộ Đức, Nghĩa Hành, Sơn Hà, Sơn Tây, Sơn Tịnh, Trà Bồng, Tư Nghĩa, Tây Trà"),
    ("Quảng Ninh", "Hạ Long, Cẩm Phả, Uông Bí, Móng Cái, Đông Triều, Quảng Yên, Ba Chẽ, Bình Liêu, Cô Tô, Đầm Hà, Hải Hà, Tiên Yên, Vân Đồn, Hoành Bồ"),
    ("Quảng Trị", "Đông Hà, Quảng Trị, Cam Lộ, Cồn Cỏ, Đa Krông, Gio Linh, Hải Lăng, Hướng Hóa, Triệu Phong, Vĩnh Linh"),
    ("Sóc Trăng", "Sóc Trăng, Ngã Năm, Vĩnh Châu, Châu Thành, Cù Lao Dung, Kế Sách, Long Phú, Mỹ Tú, Mỹ Xuyên, Thạnh Trị, Trần Đề"),
    ("Sơn La", "Sơn La, Mộc Châu, Bắc Yên, Mai Sơn, Mường La, Phù Yên, Quỳnh Nhai, Sông Mã, Sốp Cộp, Thuận Châu, Vân Hồ, Yên Châu"),
    ("Tây Ninh", "Tây Ninh, Hòa Thành, Trảng Bàng, Bến Cầu, Châu Thành, Dương Minh Châu, Gò Dầu, Tân Biên, Tân Châu"),
    ("Thái Bình", "Thái Bình, Đông Hưng, Hưng Hà, Kiến Xương, Quỳnh Phụ, Thái Thụy, Tiền Hải, Vũ Thư"),
    ("Thái Nguyên", "Thái Nguyên, Sông Công, Phổ Yên, Đại Từ, Định Hóa, Đồng Hỷ, Phú Bình, Phú Lương, Võ Nhai"),
    ("Thanh Hóa", "Thanh Hóa, Sầm Sơn, Bỉm Sơn, Nghi Sơn, Bá Thước, Cẩm Thủy, Đông Sơn, Hà Trung, Hậu Lộc, Hoằng Hóa, Lang Chánh, Mường Lát, Nga Sơn, Ngọc Lặc, Như Thanh, Như Xuân, Nông Cống, Quan Hóa, Quan Sơn, Quảng Xương, Thạch Thành, Thiệu Hóa, Thọ Xuân, Thường Xuân, Triệu Sơn, Vĩnh Lộc, Yên Định, Tĩnh Gia"),
    ("Thừa Thiên Huế", "Huế, Hương Thủy, Hương Trà, A Lưới, Nam Đông, Phong Điền, Phú Lộc, Phú Vang, Quảng Điền"),
    ("Tiền Giang", "Mỹ Tho, Gò Công, Cai Lậy, Cái Bè, Châu Thành, Chợ Gạo, Gò Công Đông, Gò Công Tây, Tân Phú Đông, Tân Phước"),
    ("Trà Vinh", "Trà Vinh, Duyên Hải, Càng Long, Cầu Kè, Cầu Ngang, Châu Thành, Tiểu Cần, Trà Cú"),
    ("Tuyên Quang", "Tuyên Quang, Chiêm Hóa, Hàm Yên, Lâm Bình, Na Hang, Sơn Dương, Yên Sơn"),
    ("Vĩnh Long", "Vĩnh Long, Bình Minh, Bình Tân, Long Hồ, Mang Thít, Tam Bình, Trà Ôn, Vũng Liêm"),
    ("Vĩnh Phúc", "Vĩnh Yên, Phúc Yên, Bình Xuyên, Lập Thạch, Sông Lô, Tam Dương, Tam Đảo, Vĩnh Tường, Yên Lạc"),
    ("Yên Bái", "Yên Bái, Nghĩa Lộ, Lục Yên, Mù Cang Chải, Trạm Tấu, Trấn Yên, Văn Chấn, Văn Yên, Yên Bình"),
];

static INDEX: LazyLock<BTreeMap<String, Vec<Province>>> = LazyLock::new(|| {
    let mut index: BTreeMap<String, Vec<Province>> = BTreeMap::new();
    for (name, districts) in TABLE {
        let Some(province) = Province::all().find(|it| it.name() == *name) else { continue };
        for district in districts.split(", ") {
            index.entry(slug(district)).or_default().push(province);
        }
    }
    index
});

/// The provinces that have or had a district of that name, whatever its kind.
pub(super) fn provinces(name: &str) -> &'static [Province] {
    INDEX.get(&slug(name)).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_a_province() {
        for (name, _) in TABLE {
            assert!(Province::all().any(|it| it.name() == *name), "{name}");
        }
        assert_eq!(TABLE.len() + 1, Province::all().count(), "all but Hà Tây");
    }

    #[test]
    fn tells_the_province_where_one_has_it() {
        for (name, expected) in [
            ("Bình Sơn", &["Quảng Ngãi"][..]),
            ("Cư M’gar", &["Đắk Lắk"]),
            ("Sơn Tây", &["Hà Nội", "Quảng Ngãi"]),
            ("Nơi Khác", &[]),
        ] {
            let found: Vec<&str> = provinces(name).iter().map(|it| it.name()).collect();
            assert_eq!(found, expected, "{name}");
        }
    }
}
