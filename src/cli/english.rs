//! The help in English. The doc comments of the commands are its Vietnamese.

use clap::{Arg, Command};

const TEMPLATE: &str = "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}";

/// Command, usage, what it does.
const COMMANDS: &[(&str, &str, &str)] = &[
    ("build", "bantin build [OPTIONS]", "Build the site: read content/, write what changed to public/"),
    ("check", "bantin check [OPTIONS]", "Check the content and write nothing, except with --fix"),
    ("init", "bantin init <FOLDER>", "Make a starter site that works at once"),
    ("new", "bantin new <KIND> <TITLE>", "Make a new content file with its front matter"),
    ("explain", "bantin explain [CODE]", "Explain the code of a finding, with an example"),
    ("schema", "bantin schema <KIND>", "Print the JSON Schema of front matter, bantin.yaml or a registry"),
    (
        "completions",
        "bantin completions <SHELL>",
        "Print completions for bash, zsh, fish, powershell or elvish",
    ),
];

/// Argument, name of its value, what it means.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    ("lang", "LANGUAGE", "Language of messages: vi or en (by default vi, or by LANG)"),
    ("help", "", "Show help"),
    ("version", "", "Show the version"),
    ("root", "FOLDER", "Folder of the site, where bantin.yaml is (by default the current folder)"),
    ("as_of", "DATE", "Build as if on that date: 5/6/2025 or \"2025-06-05 08:00\" (by default now)"),
    ("out", "FOLDER", "Output folder (by default public in the site's folder)"),
    ("jobs", "NUMBER", "Threads (by default one for each core)"),
    ("drafts", "", "Include drafts"),
    ("all", "", "Show also what is only worth knowing"),
    ("fix", "", "Correct letters, dashes and spaces in document numbers, in the sources themselves"),
    ("wait", "SECONDS", "How long to wait for another build that is running (by default 60)"),
    ("format", "FORMAT", "Form of the report: text, json or sarif"),
    ("folder", "FOLDER", "A new folder, or an empty one"),
    ("kind", "KIND", "Kind: article, plan, document or page"),
    ("title", "TITLE", "The title, in quotes"),
    ("code", "CODE", "The code in square brackets at the head of a finding; none lists all codes"),
    ("name", "KIND", "Name: article, plan, document, page, config, or a registry (co-quan, chu-de…)"),
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
        let known = COMMANDS.iter().find(|(name, ..)| *name == it.get_name());
        let it = it.help_template(TEMPLATE).mut_args(argument);
        match known {
            Some((_, usage, about)) => it.override_usage(*usage).about(*about),
            None => it,
        }
    })
}

fn argument(it: Arg) -> Arg {
    let Some((_, value, help)) = ARGUMENTS.iter().find(|(id, ..)| *id == it.get_id().as_str()) else {
        return it;
    };
    let heading = if it.is_positional() { "Arguments" } else { "Options" };
    let it = it.help(*help).help_heading(heading);
    if value.is_empty() { it } else { it.value_name(*value) }
}
