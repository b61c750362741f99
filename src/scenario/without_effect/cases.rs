//! Keys of `[cases.NAME]` and `[caseloads.NAME]`.

use super::judgement::{JudgedFile, when};
use super::people::might_leave;
use crate::model::Centre;

pub(super) fn judge(centre: &Centre, file: &mut JudgedFile<'_>) {
    for kind in centre.case_kinds() {
        let table = format!("cases.{}", kind.name);
        let arrive = file.written(&format!("{table}.arrivals")).is_some();
        file.judge(
            &table,
            &[
                ("backlog_age", when(kind.backlog == 0, "no case is open at the start (`backlog`)")),
                ("busyness", when(!arrive, "no case arrives of itself (`arrivals`)")),
                ("order", when(kind.due.is_none(), "without `due` the oldest comes first in any order")),
            ],
        );
    }
    for caseload in centre.caseloads() {
        let people = caseload.carried_by.iter().filter_map(|team| centre.team(*team).people.as_ref());
        let nobody_leaves = !people.into_iter().any(might_leave);
        let why = when(nobody_leaves, "nobody leaves (`leavers` of the people who carry them)");
        file.judge(&format!("caseloads.{}", caseload.name), &[("leaving_load", why)]);
    }
}
