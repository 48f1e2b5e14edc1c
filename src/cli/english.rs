//! The help in English. The doc comments of the commands are its Vietnamese.

use clap::{Arg, Command};

const TEMPLATE: &str = "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}";

/// Command, usage, what it does.
const COMMANDS: &[(&str, &str, &str)] = &[
    ("build", "bantin build [OPTIONS]", "Build the site: read content/, write what changed to public/"),
    (
        "serve",
        "bantin serve [OPTIONS]",
        "Preview the site on this machine; browsers show every change by themselves",
    ),
    ("check", "bantin check [OPTIONS]", "Check the content and write nothing, except with --fix"),
    ("init", "bantin init <FOLDER> [OPTIONS]", "Make a starter site that works at once"),
    ("new", "bantin new <KIND> <TITLE> [OPTIONS]", "Make a new content file with its front matter"),
    ("legal", "bantin legal <COMMAND> [OPTIONS]", "Look up, find and record legal documents"),
    ("legal scan", "bantin legal scan <FILE>... [OPTIONS]", "Find citations of legal documents in texts"),
    (
        "legal show",
        "bantin legal show <NUMBER> [OPTIONS]",
        "Show the documents with a number, their state and relations",
    ),
    ("legal list", "bantin legal list [OPTIONS]", "List the documents of the register"),
    (
        "legal add",
        "bantin legal add <CITATION> [OPTIONS]",
        "Make a new document file from a citation or a sentence",
    ),
    (
        "legal import",
        "bantin legal import <FILE.csv> [OPTIONS]",
        "Add the documents of a CSV table to the register",
    ),
    ("legal graph", "bantin legal graph <ID> [OPTIONS]", "Show how a document is related to others"),
    (
        "plan",
        "bantin plan <COMMAND> [OPTIONS]",
        "Follow publicity plans: what was done, what is missing, what is due",
    ),
    (
        "plan status",
        "bantin plan status <PLAN> [OPTIONS]",
        "Hold a plan against what was published and done: each item, form and unit; targets",
    ),
    (
        "plan todo",
        "bantin plan todo [PLAN] [OPTIONS]",
        "What is overdue, due, or lacking in this quarter, as text to be pasted into a chat",
    ),
    (
        "plan calendar",
        "bantin plan calendar [PLAN] [OPTIONS]",
        "Print the dates of plans as a calendar (.ics) for phones and Outlook",
    ),
    (
        "report",
        "bantin report <PLAN> [OPTIONS]",
        "Write the report on a plan for a period, with the list of all that was done",
    ),
    (
        "evidence",
        "bantin evidence <PLAN> --out <FILE.zip> [OPTIONS]",
        "Pack the proofs of a plan for a period: saved pages, files of evidence, an index, sums",
    ),
    ("import", "bantin import <COMMAND> [OPTIONS]", "Bring texts that offices have already into the site"),
    (
        "import plan",
        "bantin import plan <FILE> [OPTIONS]",
        "Read a plan (.docx, .txt) as a content file: structured front matter and the whole text",
    ),
    ("explain", "bantin explain [CODE] [OPTIONS]", "Explain the code of a finding, with an example"),
    (
        "schema",
        "bantin schema <KIND> [OPTIONS]",
        "Print the JSON Schema of front matter, bantin.yaml or a registry",
    ),
    (
        "serverconf",
        "bantin serverconf <SERVER> [OPTIONS]",
        "Print settings of a web server for the site: safe headers, caching, old addresses",
    ),
    ("theme", "bantin theme <COMMAND> [OPTIONS]", "Check a theme of your own in themes/"),
    (
        "theme check",
        "bantin theme check <FOLDER> [OPTIONS]",
        "Tell values and blocks that do not exist, files without use and colours that are hard to read",
    ),
    (
        "completions",
        "bantin completions <SHELL> [OPTIONS]",
        "Print completions for bash, zsh, fish, powershell or elvish",
    ),
];

/// Argument, name of its value, what it means.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    ("dir", "FOLDER", "Folder of the theme: themes/NAME in the folder of the site"),
    ("server", "SERVER", "Web server: nginx, apache, iis or netlify"),
    ("lang", "LANGUAGE", "Language of messages: vi or en (by default vi, or by LANG)"),
    ("help", "", "Show help"),
    ("version", "", "Show the version"),
    ("root", "FOLDER", "Folder of the site, where bantin.yaml is (by default the current folder)"),
    ("as_of", "DATE", "Act as if on that date: 5/6/2025 or \"2025-06-05 08:00\" (by default now)"),
    ("out", "FOLDER", "Output folder (by default public in the site's folder)"),
    ("jobs", "NUMBER", "Threads (by default one for each core)"),
    ("drafts", "", "Include drafts"),
    ("explain", "", "Tell why each file is written or removed"),
    ("open", "", "Open the browser at once"),
    ("port", "NUMBER", "Port (by default 1313 or the next free one; 0 is any free one)"),
    (
        "host",
        "ADDRESS",
        "Address to listen on; 0.0.0.0 lets other machines look (by default 127.0.0.1, this machine only)",
    ),
    ("all", "", "Show also what is only worth knowing"),
    ("fix", "", "Correct letters, dashes and spaces in document numbers, in the sources themselves"),
    ("wait", "SECONDS", "How long to wait for another build that is running (by default 60)"),
    ("format", "FORMAT", "Form of the report: text, json or sarif"),
    ("folder", "FOLDER", "A new folder, or an empty one"),
    ("kind", "KIND", "Kind: article, plan, document, procedure, question, event, indicator or page"),
    ("title", "TITLE", "The title, in quotes"),
    ("code", "CODE", "The code in square brackets at the head of a finding; none lists all codes"),
    (
        "name",
        "KIND",
        "Name: article, plan, document, procedure, question, event, indicator, page, config, or a registry (co-quan, chu-de…)",
    ),
    ("files", "FILE", "Text or Markdown (.md) files; - is standard input"),
    ("jsonl", "", "Read one JSON object a line from standard input, print one a line"),
    ("scan_format", "FORMAT", "Form of the answer: text or json"),
    ("number", "NUMBER", "Number, name or id of a document"),
    ("show_format", "FORMAT", "Form of the answer: text or json"),
    (
        "state",
        "STATE",
        "Only in this state: in-force, partly, not-yet, suspended, ended, expired, replaced, repealed",
    ),
    ("doc_type", "TYPE", "Only of this type"),
    ("issuer", "ISSUER", "Only of this issuer: id, name, short name, or words of its name"),
    ("place", "PROVINCE", "Only of this province, or of the locality in bantin.yaml"),
    ("year", "YEAR", "Only issued in this year"),
    ("list_format", "FORMAT", "Form of the list: text, json or csv"),
    ("citation", "CITATION", "A citation, or a sentence that has one, in quotes"),
    ("table", "FILE.csv", "A table with the columns of content/van-ban/*.csv"),
    ("id", "ID", "Id or number of a document"),
    ("depth", "NUMBER", "How many steps away (by default 2)"),
    ("graph_format", "FORMAT", "Form of the graph: text, dot or json"),
    ("plan", "PLAN", "Id of the plan (name of its file in content/ke-hoach/) or its number"),
    ("one_plan", "PLAN", "Id or number of a plan (by default every plan in force)"),
    ("period", "PERIOD", "Period: 2025-Q2, 2025-04 or 2025 (by default the whole period of the plan)"),
    ("status_format", "FORMAT", "Form of the answer: text, json, csv or md"),
    (
        "report_format",
        "FORMAT",
        "Form of the report: md, html, docx (Word), xlsx (Excel), or csv (the list alone); else what the file to write ends in, else md",
    ),
    ("todo_format", "FORMAT", "Form of the answer: text"),
    ("unit", "UNIT", "Only this unit: id or name"),
    ("text", "FILE", "A .docx file, or plain text as .txt or .md"),
    ("zip_file", "FILE.zip", "Write the package to this file"),
    ("public_dir", "FOLDER", "Folder of the built site (by default public in the site's folder)"),
    ("out_file", "FILE", "Write to this file (by default print it)"),
    ("shell", "SHELL", "Shell: bash, zsh, fish, powershell, elvish"),
];

/// The same command line with its help in English.
pub(super) fn translated(command: Command) -> Command {
    let command = command
        .about("Builds an administrative-reform news site from articles, plans and legal documents.")
        .after_help("Exit codes: 0 fine, 1 the content has errors, 2 wrong usage, 3 the machine refused.")
        .override_usage("bantin <COMMAND> [OPTIONS]")
        .subcommand_help_heading("Commands")
        .help_template(TEMPLATE)
        .mut_args(argument);
    command.mut_subcommands(|it| {
        let name = it.get_name().to_owned();
        let below = |below: Command| {
            let full = format!("{name} {}", below.get_name());
            subcommand(below, &full)
        };
        subcommand(it, &name).subcommand_help_heading("Commands").mut_subcommands(below)
    })
}

fn subcommand(it: Command, name: &str) -> Command {
    let known = COMMANDS.iter().find(|(known, ..)| *known == name);
    let it = it.help_template(TEMPLATE).mut_args(argument);
    match known {
        Some((_, usage, about)) => it.override_usage(*usage).about(*about),
        None => it,
    }
}

fn argument(it: Arg) -> Arg {
    let Some((_, value, help)) = ARGUMENTS.iter().find(|(id, ..)| *id == it.get_id().as_str()) else {
        return it;
    };
    let heading = if it.is_positional() { "Arguments" } else { "Options" };
    let it = it.help(*help).help_heading(heading);
    if value.is_empty() { it } else { it.value_name(*value) }
}
