//! Integration tests, one binary: the model written out plainly, cases computed by hand, and
//! arithmetic that was published elsewhere.

mod afford;
mod books_close;
mod cases;
mod chance;
mod comparison;
mod comparison_page;
mod conservation;
mod designs;
mod deviations_by_hand;
mod discover;
mod engine;
mod golden;
mod instruments;
mod lives_by_hand;
mod published;
mod random_scenario;
mod reference;
mod report;
mod scenarios;
mod sensitivity;
mod shortfall;
mod solve;
mod study;
mod twin;
mod value;
mod workbook;
