//! Classes that members of a consortium give together.

use super::lives::Subject;
use super::results::SharedClass;
use crate::model::profile::{Registration, TrainingItem, TrainingTiming};
use crate::model::rates::Rates;
use crate::model::study::PROGRAMME;

/// A class that first occupants of several members can take together: of the same profile, item, size and month.
#[derive(Clone, Debug)]
pub struct Class {
    profile: String,
    /// Place among the classes of the profile.
    item: usize,
    /// Month in which it is given.
    pub month: usize,
    size: usize,
    groups: Vec<Group>,
}

/// An intake group that is trained in it.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// Place of the member in the consortium.
    member: usize,
    role: usize,
    positions: usize,
}

/// The classes of the members' programmes. What only one group needs is a class too, that nothing is saved on.
pub fn shared(members: &[Subject<'_>]) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    for (member, subject) in members.iter().enumerate() {
        let plan = &subject.plan;
        let scenario = &plan.scenario;
        for (g, intake) in scenario.strategies[PROGRAMME].intake.iter().enumerate() {
            let positions = &plan.strategies[PROGRAMME].positions;
            let role = positions.iter().find(|position| position.group == g);
            let Some(role) = role.and_then(|position| position.first) else { continue };
            let profile = &scenario.profiles[plan.roles[role].profile.0];
            let of_route: &[TrainingItem] = match profile.registration {
                Registration::Route(route) => &scenario.routes[route.0].costs,
                _ => &[],
            };
            let items = profile.training.iter().chain(of_route);
            let given = items.filter_map(|item| match item.timing {
                TrainingTiming::Class { month, size, .. } => Some((month, size)),
                _ => None,
            });
            for (item, (month, size)) in given.enumerate() {
                let month = intake.recruit_from + month;
                if month >= plan.horizon {
                    continue;
                }
                let group = Group { member, role, positions: intake.positions };
                let known = classes.iter_mut().find(|class| {
                    (class.profile.as_str(), class.item, class.month, class.size)
                        == (profile.key.as_str(), item, month, size)
                });
                match known {
                    Some(class) => class.groups.push(group),
                    None => classes.push(Class {
                        profile: profile.key.clone(),
                        item,
                        month,
                        size,
                        groups: vec![group],
                    }),
                }
            }
        }
    }
    classes
}

impl Class {
    /// Σ ⌈nᵢ/k⌉.
    fn alone(&self) -> usize {
        self.groups.iter().map(|group| group.positions.div_ceil(self.size)).sum()
    }

    /// ⌈Σnᵢ/k⌉.
    fn together(&self) -> usize {
        self.groups.iter().map(|group| group.positions).sum::<usize>().div_ceil(self.size)
    }

    /// What the members save together in a run, at the mean price of the classes that each would give alone \[€\].
    pub fn saved<'r>(&self, rates: impl Fn(usize) -> &'r Rates) -> f64 {
        let paid = self.groups.iter().map(|group| {
            let class = &rates(group.member).roles[group.role].classes[self.item];
            let classes = group.positions.div_ceil(self.size) as f64;
            classes * class.amount * (1.0 - class.partners)
        });
        let left_out = 1.0 - self.together() as f64 / self.alone() as f64;
        left_out * paid.sum::<f64>()
    }

    /// What is reported of it.
    pub fn result(&self) -> SharedClass {
        SharedClass {
            profile: self.profile.clone(),
            month: self.month,
            size: self.size,
            alone: self.alone(),
            together: self.together(),
        }
    }
}
