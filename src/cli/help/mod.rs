//! The help in two languages: the tree of commands is built once and gets its texts at run time.

mod arguments;
mod commands;
mod usage_error;

use clap::builder::Styles;
use clap::builder::styling::Style;
use clap::{Arg, Command, CommandFactory};

use super::arguments::Arguments;
use crate::language::Language;
pub use usage_error::usage_error;

/// The command line with every text in a language.
pub fn command(language: Language) -> Command {
    let root = Arguments::command();
    let names: Vec<String> = root.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let mut root = dressed(root, "", language)
        .subcommand_help_heading(language.pick("Opdrachten", "Commands"))
        .subcommand_value_name(language.pick("OPDRACHT", "COMMAND"));
    for name in names {
        root = root.mut_subcommand(&name, |sub| dressed(sub, &name, language));
    }
    root
}

/// One command with its texts; the root has no name here.
fn dressed(command: Command, name: &str, language: Language) -> Command {
    let texts = commands::texts(name);
    let bold = Style::new().bold().underline();
    let template = format!(
        "{{about-with-newline}}\n{bold}{}{bold:#} {{usage}}\n\n{{all-args}}{{after-help}}",
        language.pick("Gebruik:", "Usage:")
    );
    let mut order = 0;
    command
        .styles(Styles::styled())
        .about(texts.about.get(language).to_owned())
        .override_usage(texts.usage.get(language).to_owned())
        .after_help(texts.after.get(language).to_owned())
        .help_template(template)
        .max_term_width(100)
        .mut_args(|argument| {
            order += 1;
            // Options of every command come last.
            let is_common = argument.is_global_set();
            let order = order + if is_common { 1000 } else { 0 };
            dressed_argument(argument, name, language).display_order(order)
        })
}

fn dressed_argument(argument: Arg, command: &str, language: Language) -> Arg {
    let id = argument.get_id().as_str().to_owned();
    let text = arguments::text_of(command, &id);
    let heading = if argument.is_positional() {
        language.pick("Argumenten", "Arguments")
    } else {
        language.pick("Opties", "Options")
    };
    let argument = argument.help(text.help.get(language).to_owned()).help_heading(heading);
    if !argument.get_action().takes_values() {
        return argument;
    }
    // What clap would add is English: the texts say it themselves. A number below 0 is a value that may be refused, with
    // what is asked for instead; it is no option that nobody knows.
    let argument = argument.hide_default_value(true).hide_possible_values(true);
    let argument = argument.allow_negative_numbers(true);
    match text.value {
        Some(value) => argument.value_name(value.get(language)),
        None => argument,
    }
}

/// A text in both languages, written down in the program.
#[derive(Clone, Copy, Debug)]
struct Text {
    nl: &'static str,
    en: &'static str,
}

impl Text {
    const fn new(nl: &'static str, en: &'static str) -> Self {
        Self { nl, en }
    }

    fn get(self, language: Language) -> &'static str {
        language.pick(self.nl, self.en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_of_commands_is_sound() {
        for language in Language::ALL {
            command(language).debug_assert();
        }
    }

    #[test]
    fn every_command_and_option_has_its_text() {
        for language in Language::ALL {
            let mut root = command(language);
            root.build();
            for command in std::iter::once(&root).chain(root.get_subcommands()) {
                assert!(command.get_about().is_some(), "{}", command.get_name());
                for argument in command.get_arguments() {
                    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(!help.is_empty(), "{} {}", command.get_name(), argument.get_id());
                }
            }
        }
    }
}
