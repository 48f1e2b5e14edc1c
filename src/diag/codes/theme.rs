//! Themes: templates, strings and files of the look.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code::new(
        "template-value",
        ["Không đưa được giá trị vào mẫu trang", "A value cannot be given to a template"],
        [
            "Lỗi này là của chương trình, không phải của bài viết. Hãy báo kèm nguyên văn thông báo.",
            "This is a fault of the program, not of the page. Please report it with the whole message.",
        ],
    ),
    Code::new(
        "theme-contrast",
        ["Hai màu của giao diện khó phân biệt", "Two colours of the theme are too alike"],
        [
            "Chữ phải tương phản với nền ít nhất 4,5 lần (khung đánh dấu chỗ đang đứng: 3 lần) thì người mắt kém mới đọc \
             được: WCAG 2.2, tiêu chí 1.4.3 và 1.4.11.",
            "Text needs a contrast of 4.5 with its ground (the mark of the focus: 3), so that people with low vision can \
             read it: WCAG 2.2, criteria 1.4.3 and 1.4.11.",
        ],
    )
    .example("--paper: #fff; --ink: #999;", "--paper: #fff; --ink: #333;"),
    Code::new(
        "theme-missing",
        ["Không có giao diện này", "There is no such theme"],
        [
            "theme trong bantin.yaml là tên một thư mục trong themes/. Bỏ trường này để dùng giao diện mặc định có sẵn.",
            "theme in bantin.yaml is the name of a folder in themes/. Leave it out for the default theme, which is built in.",
        ],
    )
    .example("theme: xanh", "theme: xanh-duong"),
    Code::new(
        "theme-override",
        ["Tệp hoặc khóa của giao diện không thay cho gì", "A file or key of the theme replaces nothing"],
        [
            "Giao diện riêng thay từng tệp, từng khóa của giao diện mặc định theo tên. Tên này gần giống một tên có sẵn, có \
             lẽ viết sai.",
            "A theme replaces files and keys of the default one by name. This name is close to a known one and is probably \
             misspelt.",
        ],
    )
    .example("themes/xanh/templates/aricle.html", "themes/xanh/templates/article.html"),
    Code::new(
        "theme-static",
        ["Tệp của giao diện không đưa lên trang được", "A file of the theme cannot be served"],
        [
            "Tên tệp trong static/ làm thành địa chỉ, nên chỉ dùng chữ không dấu, chữ số, dấu gạch nối và dấu chấm.",
            "Names in static/ become addresses: use letters without marks, digits, hyphens and dots.",
        ],
    ),
    Code::new(
        "theme-template",
        ["Mẫu trang có lỗi", "A template is wrong"],
        [
            "Mẫu trang viết sai cú pháp, gọi một mẫu, bộ lọc hay khối không có, hoặc dùng giá trị mà trang không có. Khi mẫu \
             trang còn lỗi, trang đang chạy được giữ nguyên.",
            "A template has wrong syntax, names a template, filter or block that does not exist, or uses a value the page \
             does not have. Until it is mended the published site stays as it is.",
        ],
    )
    .example("{% if page.title %}{{ page.title }}", "{% if page.title %}{{ page.title }}{% endif %}"),
    Code::new(
        "theme-unused",
        ["Giao diện không dùng tệp này", "The theme does not use this file"],
        [
            "Giao diện chỉ gồm templates/ (mẫu trang .html), static/ (tệp đưa lên trang) và các tệp .yaml đã biết.",
            "A theme consists of templates/ (.html), static/ (files that are served) and the known .yaml files.",
        ],
    ),
    Code::new(
        "theme-value",
        ["Mẫu trang dùng giá trị không có", "A template uses a value that is not there"],
        [
            "Mẫu trang gọi một trường mà loại trang ấy không có, hoặc dùng sai kiểu. Kiểm tra tên trường, hoặc hỏi trước bằng \
             {% if %}. Danh sách các trường ở docs/theme.md.",
            "The template names a field that this kind of page does not have, or uses it as what it is not. Check the name, \
             or ask first with {% if %}. docs/theme.md lists the fields.",
        ],
    )
    .example("{{ page.tittle }}", "{{ page.title }}"),
    Code::new(
        "theme-yaml",
        ["Tệp .yaml của giao diện viết sai dạng", "A .yaml file of the theme is not of the right form"],
        [
            "Tệp gồm các nhóm; dưới mỗi nhóm là các dòng khóa: chữ, thụt vào bằng dấu cách.",
            "The file has groups; below each group stand lines key: text, indented with spaces.",
        ],
    )
    .example("icon: bieu-tuong.svg", "assets:\n  icon: bieu-tuong.svg"),
];
