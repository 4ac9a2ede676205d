//! Profiles and routes: those that take part, and the rest for its mistakes only.

use std::cell::RefCell;

use super::employment::SalaryScales;
use super::names::{ancestors, extended};
use super::profile::{Around, profile};
use super::route::route;
use crate::input::cursor::Cursor;
use crate::input::value::Names;
use crate::model::profile::{Profile, Route};
use crate::model::scenario::RouteIndex;

/// Who takes part, and the routes they follow.
pub struct People {
    pub profiles: Vec<Profile>,
    pub routes: Vec<Route>,
}

/// Reads all profiles and routes; keeps the profiles that are `used` and their routes.
pub fn people(
    top: &Cursor<'_>,
    profile_names: &Names,
    route_names: &Names,
    used: &[String],
    scales: &SalaryScales,
) -> People {
    let followed: RefCell<Vec<String>> = RefCell::default();
    let route_index = |name: &str| {
        let mut routes = followed.borrow_mut();
        let known = routes.iter().position(|known| known == name);
        RouteIndex(known.unwrap_or_else(|| {
            routes.push(name.to_owned());
            routes.len() - 1
        }))
    };
    let around = Around { route_names, route_index: &route_index, scales };
    let read_profile = |name: &String| {
        let (table, is_whole) = extended(top, name, profile_names)?;
        let read = || profile(&table, name, &around);
        // Without what it extends a profile lacks much: what it says itself is judged all the same.
        let made = if is_whole { read() } else { top.reader.incomplete(&table, read) };
        Some(Profile { ancestors: ancestors(top, name), ..made })
    };
    let profiles = used.iter().filter_map(read_profile).collect();
    let read_route = |name: &String| top.named("route", name).map(|table| route(&table, name));
    let in_use = followed.borrow().clone();
    let routes = in_use.iter().filter_map(read_route).collect();
    let used = Names::new(used.to_vec());
    top.reader.aside(|| {
        let others = profile_names.iter().filter(|name| !used.has(name));
        others.for_each(|name| drop(read_profile(name)));
        let others = route_names.iter().filter(|name| !in_use.contains(name));
        others.for_each(|name| drop(read_route(name)));
    });
    People { profiles, routes }
}
