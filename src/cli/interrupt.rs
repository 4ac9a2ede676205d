//! Ctrl-C: the first one asks the simulation to stop, the second one ends the program at once.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use super::status::Status;

static STOP: AtomicBool = AtomicBool::new(false);
static LISTENING: OnceLock<bool> = OnceLock::new();

/// The flag that Ctrl-C sets.
pub fn flag() -> &'static AtomicBool {
    // Without a handler the system ends the program itself: nothing is lost.
    LISTENING.get_or_init(|| {
        ctrlc::set_handler(|| {
            if STOP.swap(true, Ordering::Relaxed) {
                std::process::exit(Status::Interrupted as i32);
            }
        })
        .is_ok()
    });
    &STOP
}

/// True after Ctrl-C.
pub fn asked() -> bool {
    STOP.load(Ordering::Relaxed)
}
