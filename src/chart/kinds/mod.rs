//! Each kind of chart, and what several kinds share.

pub(super) mod backlog;
pub(super) mod break_even;
pub(super) mod carried;
pub(super) mod case_kinds;
pub(super) mod caseloads;
pub(super) mod casework;
pub(super) mod chasers;
pub(super) mod curves;
pub(super) mod days;
pub(super) mod differences;
pub(super) mod funnel;
pub(super) mod headcount;
pub(super) mod intervals;
pub(super) mod lived_day;
pub(super) mod people;
pub(super) mod run;
pub(super) mod sensitivity;
pub(super) mod staffing;
pub(super) mod subject;
pub(super) mod sweep_curves;
pub(super) mod trade_off;
pub(super) mod vacancies;
pub(super) mod waits;
pub(super) mod week_lines;
