//! `plan-post`: a post on social media that counts for no plan, or on another day than the one typed.

use super::{Lint, Run, cited::Subject};
use crate::{diag::Diagnostic, kind::Meta, site::coverage::evidence::posts_of, words};

pub(super) const LINT: Lint = Lint { code: "plan-post", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let facts = &subject.entry.facts;
    let Meta::Article(article) = &facts.meta else { return Vec::new() };
    let posts = article.outputs.as_deref().map(posts_of).unwrap_or_default();
    let finding = |message, help| {
        Diagnostic::warning(LINT.code, message).help(help).at(&subject.entry.file, facts.common.title.pos)
    };
    let mut found = Vec::new();
    for it in posts {
        if !it.is_published() {
            let url = &it.url;
            found.push(finding(
                words!(
                    "outputs: \"{url}\" không phải địa chỉ, nên bài đăng này chưa được tính",
                    "outputs: \"{url}\" is no address, so this post does not count"
                ),
                words!("chép cả địa chỉ, bắt đầu bằng https://", "copy the whole address, with https://"),
            ));
        } else if let (Some(date), None) = (&it.date, it.moment()) {
            found.push(finding(
                words!(
                    "outputs: không đọc được ngày \"{date}\" của bài đăng, nên bài đăng được tính vào ngày của tin, bài",
                    "outputs: the date \"{date}\" of a post cannot be read, so it counts on the day of the article"
                ),
                words!("viết ngày trước, năm đủ bốn chữ số: 5/6/2025", "write the day first: 5/6/2025"),
            ));
        }
    }
    found
}
