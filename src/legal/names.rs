//! Laws by name, as news cites them: `Luật Cán bộ, công chức`. Names of other documents come from the site's register.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    first::FirstWords,
    plain::{Plain, is_letter},
};
use crate::text::{fold, key, unmarked};

/// Laws, without the word "Luật" before the name.
const LAWS: &str = "An ninh mạng|An ninh quốc gia|An toàn thông tin mạng|An toàn thực phẩm|An toàn, vệ sinh lao động|\
Ban hành văn bản quy phạm pháp luật|Ban hành VBQPPL|Ban hành văn bản QPPL|Biên giới quốc gia|Biên phòng Việt Nam|Biển Việt Nam|Báo chí|\
Bình đẳng giới|Bưu chính|Bảo hiểm tiền gửi|Bảo hiểm xã hội|Bảo hiểm y tế|Bảo vệ bí mật nhà nước|\
Bảo vệ dữ liệu cá nhân|Bảo vệ môi trường|Bảo vệ quyền lợi người tiêu dùng|Bảo vệ sức khỏe nhân dân|\
Bảo vệ và kiểm dịch thực vật|Bảo vệ và phát triển rừng|Bảo vệ, chăm sóc và giáo dục trẻ em|\
Bầu cử đại biểu Hội đồng nhân dân|Bầu cử đại biểu Quốc hội|\
Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân|BHXH|BHYT|Các công cụ chuyển nhượng|Các tổ chức tín dụng|\
Cán bộ, công chức|CBCC|Công an nhân dân|Công chứng|Công nghiệp công nghệ số|\
Công nghiệp quốc phòng, an ninh và động viên công nghiệp|Công nghệ cao|Công nghệ thông tin|Công đoàn|Cơ yếu|\
Cơ quan đại diện nước Cộng hòa xã hội chủ nghĩa Việt Nam ở nước ngoài|Cư trú|Cạnh tranh|Cảnh sát biển Việt Nam|\
Cảnh sát cơ động|Cảnh vệ|Căn cước|Căn cước công dân|Chăn nuôi|Chất lượng sản phẩm, hàng hóa|Chứng khoán|\
Chuyển giao công nghệ|Chuyển đổi số|Dân quân tự vệ|Dân số|Doanh nghiệp|Doanh nghiệp nhà nước|Du lịch|Dược|\
Dầu khí|Dẫn độ|Dữ liệu|Dự trữ quốc gia|Di sản văn hóa|Dạy nghề|Đa dạng sinh học|Đặc xá|Đất đai|Đầu tư|Đầu tư công|\
Đầu tư nước ngoài tại Việt Nam|Đầu tư theo phương thức đối tác công tư|Đấu giá tài sản|Đấu thầu|Đê điều|Điện ảnh|\
Điện lực|Điều ước quốc tế|Địa chất và khoáng sản|Đo lường|Đo đạc và bản đồ|Đường bộ|Đường sắt|\
Ký kết, gia nhập và thực hiện điều ước quốc tế|Giá|Giám định tư pháp|Giáo dục|Giáo dục nghề nghiệp|\
Giáo dục quốc phòng và an ninh|Giáo dục đại học|Giao dịch điện tử|Giao thông đường bộ|\
Giao thông đường thủy nội địa|Hàng không dân dụng Việt Nam|Hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác|\
Hải quan|Hòa giải ở cơ sở|Hòa giải, đối thoại tại Tòa án|Hóa chất|Hoạt động chữ thập đỏ|\
Hoạt động giám sát của Quốc hội|Hoạt động giám sát của Quốc hội và Hội đồng nhân dân|Hôn nhân và gia đình|HN&GĐ|\
Hỗ trợ doanh nghiệp nhỏ và vừa|Hộ tịch|Hợp tác xã|Hợp tác quốc tế về quốc phòng|Hàng hải Việt Nam|\
Khám bệnh, chữa bệnh|Khí tượng thủy văn|Khiếu nại|Khiếu nại, tố cáo|Khoa học và công nghệ|\
Khoa học, công nghệ và đổi mới sáng tạo|Khoáng sản|Kế toán|Kiểm toán nhà nước|Kiểm toán độc lập|Kiến trúc|\
Kinh doanh bảo hiểm|Kinh doanh bất động sản|Lao động|Lâm nghiệp|Luật sư|Lưu trữ|Lý lịch tư pháp|\
Lực lượng dự bị động viên|Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở|Mặt trận Tổ quốc Việt Nam|\
Ngân hàng Nhà nước Việt Nam|Ngân sách nhà nước|NSNN|Nghĩa vụ quân sự|Người cao tuổi|Người khuyết tật|\
Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng|Nhà giáo|Nhà ở|\
Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam|Nuôi con nuôi|Năng lượng nguyên tử|PCTN|\
PCCC|Phá sản|Phí và lệ phí|Phòng bệnh|Phòng cháy và chữa cháy|Phòng cháy, chữa cháy|\
Phòng cháy, chữa cháy và cứu nạn, cứu hộ|\
Phòng không nhân dân|Phòng thủ dân sự|Phòng, chống bạo lực gia đình|Phòng, chống bệnh truyền nhiễm|\
Phòng, chống khủng bố|Phòng, chống ma túy|Phòng, chống mua bán người|Phòng, chống rửa tiền|\
Phòng, chống tác hại của rượu, bia|Phòng, chống tác hại của thuốc lá|Phòng, chống tham nhũng|\
Phòng, chống tham nhũng, lãng phí, tiêu cực|Phòng, chống thiên tai|Phòng, chống HIV/AIDS|\
Phổ biến, giáo dục pháp luật|Quảng cáo|Quản lý ngoại thương|Quản lý nợ công|Quản lý thuế|\
Quản lý và đầu tư vốn nhà nước tại doanh nghiệp|Quản lý, sử dụng tài sản công|Quản lý, sử dụng tài sản nhà nước|\
Quản lý, sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp|\
Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ|Quốc phòng|Quốc tịch|Quốc tịch Việt Nam|Quy hoạch|\
Quy hoạch đô thị|Quy hoạch đô thị và nông thôn|Quân nhân chuyên nghiệp, công nhân và viên chức quốc phòng|\
Sĩ quan Quân đội nhân dân Việt Nam|Sỹ quan Quân đội nhân dân Việt Nam|Sở hữu trí tuệ|\
Sử dụng năng lượng tiết kiệm và hiệu quả|Tài nguyên nước|Tài nguyên, môi trường biển và hải đảo|TCCP|TCCQĐP|CNTT|Tổ chức CQĐP|TĐKT|\
Tần số vô tuyến điện|Tiêu chuẩn và quy chuẩn kỹ thuật|Tiếp công dân|Tiếp cận thông tin|Tín ngưỡng, tôn giáo|\
Tình trạng khẩn cấp|Tổ chức Chính phủ|Tổ chức chính quyền địa phương|Tổ chức cơ quan điều tra hình sự|\
Tổ chức Hội đồng nhân dân và Ủy ban nhân dân|Tổ chức HĐND và UBND|Tổ chức HDND và UBND|Tổ chức Quốc hội|Tổ chức Tòa án nhân dân|\
Tổ chức Viện kiểm sát nhân dân|Tố cáo|Tố tụng hành chính|Tương trợ tư pháp|Tương trợ tư pháp về dân sự|\
Tương trợ tư pháp về hình sự|Tư pháp người chưa thành niên|Thanh niên|Thanh tra|Thể dục, thể thao|Thi đua, khen thưởng|\
Thi hành án dân sự|Thi hành án hình sự|Thi hành tạm giữ, tạm giam|Thống kê|Thỏa thuận quốc tế|\
Thú y|Thủ đô|Thủy lợi|Thủy sản|Thuế bảo vệ môi trường|Thuế giá trị gia tăng|Thuế sử dụng đất nông nghiệp|\
Thuế sử dụng đất phi nông nghiệp|Thuế tài nguyên|Thuế thu nhập cá nhân|Thuế thu nhập doanh nghiệp|\
Thuế tiêu thụ đặc biệt|Thuế xuất khẩu, thuế nhập khẩu|Thư viện|Thương mại|Thực hành tiết kiệm, chống lãng phí|\
Thực hiện dân chủ ở cơ sở|Thực hiện dân chủ cơ sở|Trách nhiệm bồi thường của Nhà nước|Trật tự, an toàn giao thông đường bộ|Trẻ em|\
Trí tuệ nhân tạo|Trồng trọt|Trợ giúp pháp lý|Trọng tài thương mại|Trưng cầu ý dân|Trưng mua, trưng dụng tài sản|\
Viên chức|Viễn thông|Việc làm|Xây dựng|Xuất bản|Xuất cảnh, nhập cảnh của công dân Việt Nam|\
Xử lý vi phạm hành chính|XLVPHC";

const CODES: &str = "Dân sự|Hàng hải|Hàng hải Việt Nam|Hình sự|Lao động|Tố tụng dân sự|Tố tụng hình sự";

const ORDINANCES: &str = "Án phí, lệ phí Tòa án|Bảo vệ bí mật nhà nước|Cán bộ, công chức|Chi phí tố tụng|Công an xã|\
Cựu chiến binh|Dân chủ ở xã, phường, thị trấn|Dân số|Hợp nhất văn bản quy phạm pháp luật|Lưu trữ quốc gia|\
Ngoại hối|Người cao tuổi|Người tàn tật|Phí và lệ phí|Pháp điển hệ thống quy phạm pháp luật|Quản lý thị trường|\
Thực hiện dân chủ ở xã, phường, thị trấn|Tín ngưỡng, tôn giáo|Ưu đãi người có công với cách mạng|\
Xử lý vi phạm hành chính|Xử phạt vi phạm hành chính";

static BUILT_IN: LazyLock<Names> = LazyLock::new(|| {
    let named =
        |word: &'static str, list: &'static str| list.split('|').map(move |it| format!("{word} {it}"));
    let laws = named("Luật", LAWS).chain(named("Bộ luật", CODES)).chain(named("Pháp lệnh", ORDINANCES));
    Names::new(laws)
});

/// The laws every site knows.
pub(super) fn built_in() -> &'static Names {
    &BUILT_IN
}

struct Name {
    /// Folded, with one space between words, `-` without spaces.
    folded: String,
    /// With marks, to compare exactly.
    key: String,
    /// Long enough to be meant without any mark.
    long: bool,
}

/// Names to look for, by their first word.
pub(super) struct Names {
    by_word: HashMap<Vec<u8>, Vec<Name>>,
    pub first: FirstWords,
}

impl Names {
    pub(super) fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut table: HashMap<Vec<u8>, Vec<Name>> = HashMap::new();
        for name in names {
            let folded: String =
                fold(&crate::text::nfc(&name)).split_whitespace().collect::<Vec<_>>().join(" ");
            let folded =
                folded.replace(['–', '—'], "-").replace(" -", "-").replace("- ", "-").replace(',', "");
            let first: Vec<u8> = folded.bytes().take_while(u8::is_ascii_lowercase).collect();
            if first.is_empty() || !folded.is_ascii() {
                continue;
            }
            let long = folded.split(' ').count() > 2;
            table.entry(first).or_default().push(Name { key: exact(&name), folded, long });
        }
        #[expect(clippy::iter_over_hash_type, reason = "each row is put in order by itself")]
        for row in table.values_mut() {
            row.sort_by_key(|it| std::cmp::Reverse(it.folded.len()));
        }
        let mut first = FirstWords::default();
        table.values().flatten().for_each(|it| first.add(&it.folded));
        Self { by_word: table, first }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_word.is_empty()
    }

    /// Where the longest name that begins at `at` ends. Letter case, gaps, dashes and commas may differ; marks may
    /// not, unless there are none at all.
    pub(super) fn find(&self, plain: &Plain, at: usize) -> Option<usize> {
        let word = plain.bytes(at..plain.letters(at));
        let row = self.first.has(word).then(|| self.by_word.get(word)).flatten()?;
        row.iter().find_map(|it| {
            let end = spelled(plain, at, it.folded.as_bytes())?;
            let typed = exact(&plain.spelled(at..end));
            let same = typed == it.key || (it.long && unmarked(&typed) && typed == fold(&it.key));
            same.then_some(end)
        })
    }
}

fn exact(name: &str) -> String {
    let key = key(name).replace(',', "").replace("cải cách hành chính", "cchc");
    key.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the folded name ends in the text, if it stands there.
fn spelled(plain: &Plain, at: usize, name: &[u8]) -> Option<usize> {
    const LONG: &[u8] = b"cai cach hanh chinh";
    const SHORT: &[u8] = b"cchc";
    let mut end = at;
    let mut rest = name;
    while let Some((&it, tail)) = rest.split_first() {
        rest = tail;
        match it {
            b' ' => {
                let next = plain.gap(if plain.byte(end) == b',' { end + 1 } else { end });
                if next == end {
                    return None;
                }
                end = next;
                // CCHC stands for cải cách hành chính, and the other way round.
                if plain.bytes(end..end + SHORT.len()) == SHORT && rest.starts_with(LONG) {
                    end += SHORT.len();
                    rest = &rest[LONG.len()..];
                } else if rest.starts_with(SHORT)
                    && let Some(next) = plain.words(end, "cai cach hanh chinh")
                {
                    end = next;
                    rest = &rest[SHORT.len()..];
                }
            }
            b'-' => {
                let dash = plain.gap(end);
                if plain.byte(dash) != b'-' {
                    return None;
                }
                end = plain.gap(dash + 1);
            }
            _ if plain.byte(end) == it => end += 1,
            _ => return None,
        }
    }
    let next = plain.byte(end);
    (!is_letter(next) && !next.is_ascii_digit()).then_some(end)
}
