//! Integration tests, one binary: the model written out plainly, cases computed by hand, and
//! arithmetic that was published elsewhere.

mod reference;
