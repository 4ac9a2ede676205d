//! Pages: one file each that asks nothing of any network, in both languages, with a switch.
//!
//! Here is the shell; [`parts`] holds sections, figures and tables, [`values`] how numbers of a scenario are
//! written. What a page says is with the page: `report`, `comparison`.

pub mod parts;
pub mod terms;
pub mod values;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::language::Language;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// A page in both languages.
pub struct Page<'a> {
    /// Which language is shown first; without scripts the only one.
    pub first: Language,
    /// The title of the window.
    pub title: &'a dyn Fn(Language) -> String,
    /// Everything below the bar with the switch: header and main.
    pub body: &'a dyn Fn(Language) -> Markup,
}

impl Page<'_> {
    /// The whole file.
    #[must_use]
    pub fn render(&self) -> String {
        let [title_nl, title_en] = Language::ALL.map(|language| (self.title)(language));
        html! {
            (DOCTYPE)
            html lang=(self.first.code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta http-equiv="Content-Security-Policy" content=(policy());
                    meta name="generator" content={ "kansrijk " (env!("CARGO_PKG_VERSION")) };
                    title data-nl=(title_nl) data-en=(title_en) { ((self.title)(self.first)) }
                    // Browsers ask a server for an icon unless the page brings one.
                    link rel="icon" href="data:,";
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    @for language in Language::ALL { (self.version(language)) }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
        .into_string()
    }

    fn version(&self, language: Language) -> Markup {
        let other = match language {
            Language::Nl => Language::En,
            Language::En => Language::Nl,
        };
        html! {
            div.page lang=(language.code()) {
                a.skip href={ "#" (language.code()) "-main" } {
                    (language.pick("Naar de inhoud", "Skip to the content"))
                }
                div.bar role="banner" {
                    span.brand { "kansrijk" }
                    button.switch type="button" lang=(other.code()) data-to=(other.code()) {
                        (other.pick("Nederlands", "English"))
                    }
                }
                ((self.body)(language))
            }
        }
    }
}

/// Nothing may be loaded, and only the page's own script and style count.
fn policy() -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; img-src data:; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_and_script_cannot_end_their_element_and_load_nothing() {
        for text in [STYLE, SCRIPT] {
            assert!(!text.contains("</"));
            for word in ["http", "url(", "@import", "fetch", "XMLHttp", "innerHTML", "import("] {
                assert!(!text.contains(word), "{word}");
            }
        }
    }

    #[test]
    fn texts_are_escaped() {
        let hostile = "</script><b onclick=\"x\">&";
        let page = Page {
            first: Language::En,
            title: &|_| hostile.to_owned(),
            body: &|_| html! { p title=(hostile) { (hostile) } },
        };
        let text = page.render();
        assert!(!text.contains("<b "));
        assert_eq!(text.matches("</script>").count(), 1);
        assert!(text.contains("&lt;/script&gt;&lt;b onclick=&quot;x&quot;&gt;&amp;"));
    }
}
