use std::collections::BTreeSet;

use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::ink::{Ink, Look, Marker};
use crate::chart::drawing::lettering::REMARK;
use crate::chart::drawing::page::{Caption, Chart, Key, Page, Sign};
use crate::chart::drawing::panel::Panel;
use crate::chart::drawing::sketch::{Anchor, Area};
use crate::chart::drawing::style::{MARGIN, Style};
use crate::chart::drawing::table::Table;
use crate::chart::words::figure;
use crate::results::{Bounded, Estimate, FunnelLimit, LuckResults, PeriodLuck, TeamLuck};

use super::subject::{free_stem, note_on_first, source_of_luck};

const PLOT_HEIGHT: f64 = 340.0;
/// Most teams that get charts.
const MOST_TEAMS: usize = 12;

const AGENT: Look = Look { ink: Ink::Better, dash: &[], marker: Marker::Disc };
const LIMITS_95: Look = Look { ink: Ink::Text, dash: &[7.0, 4.0], marker: Marker::Disc };
const LIMITS_99_8: Look = Look { ink: Ink::Text, dash: &[], marker: Marker::Disc };
const RULE: Look = Look { ink: Ink::Worse, dash: &[2.5, 2.5], marker: Marker::Disc };
const MEAN: Look = Look { ink: Ink::Target, dash: &[7.0, 3.0, 1.5, 3.0], marker: Marker::Disc };

/// Draws a funnel for each of the first 12 teams and every period: own AHT against contacts handled.
///
/// # Source
///
/// Spiegelhalter (2005), "Funnel plots for comparing institutional performance", *Statistics in Medicine* 24, 1185–1202.
#[must_use]
pub fn charts_of_luck(luck: &LuckResults, style: &Style) -> Vec<Chart> {
    let mut taken = BTreeSet::new();
    let mut charts = Vec::new();
    for (name, team) in luck.teams.iter().take(MOST_TEAMS) {
        let stem = free_stem(name, &mut taken);
        charts.extend(team.periods.iter().filter_map(|period| Funnel { luck, style, team, period }.draw(&stem)));
    }
    charts
}

struct Funnel<'a> {
    luck: &'a LuckResults,
    style: &'a Style,
    team: &'a TeamLuck,
    period: &'a PeriodLuck,
}

impl Funnel<'_> {
    /// `None` of nobody.
    fn draw(&self, stem: &str) -> Option<Chart> {
        let (first, last) = (self.period.limits.first()?, self.period.limits.last()?);
        let (scale, unit) = if self.mean() < 120.0 { (1.0, "seconds") } else { (60.0, "minutes") };
        let shown = self.shown(first);
        let y = Axis::spanning(shown.into_iter().map(|seconds| seconds / scale), 8);
        let x = Axis::spanning([first.contacts, last.contacts].into_iter(), self.style.most(10));
        let (mean_name, rule_name) = ("mean", format!("+{}", percent(self.luck.flag_above)));
        let right = self.style.right() - REMARK.width(mean_name).max(REMARK.width(&rule_name)) - 10.0;

        let mut page = Page::open(self.style, self.caption(stem));
        page.legend(&self.keys());
        page.name_y_axis(&format!("Own AHT, {unit}"));
        let plot = page.keep(self.style.scaled(PLOT_HEIGHT));
        let area = Area { left: MARGIN + Panel::room_for_names(&y), right, ..plot };
        let panel = Panel { area, x, y, crowded: false };
        panel.draw_y_axis(&mut page.sketch);
        for dot in &self.period.dots {
            let at = panel.at(dot.contacts as f64, dot.aht_seconds / scale);
            page.sketch.marker(at, AGENT, 2.0);
        }
        for (look, limits) in self.curves() {
            let limits: Vec<_> = limits.map(|(contacts, seconds)| (contacts, seconds / scale)).collect();
            panel.draw_within(&mut page.sketch, &limits, (look, 1.4));
        }
        let rule = self.mean() * (1.0 + self.luck.flag_above);
        let lies_apart = (panel.at(0.0, rule / scale).1 - panel.at(0.0, self.mean() / scale).1).abs() > 14.0;
        panel.draw_level(&mut page.sketch, self.mean() / scale, if lies_apart { mean_name } else { "" }, MEAN.ink);
        draw_rule(&mut page, &panel, rule / scale, &rule_name);
        panel.draw_x_axis(&mut page.sketch);
        page.name_x_axis(&format!("Contacts answered by an agent in a {}", self.period.period.word()), 34.0);
        Some(page.close(self.table(), &self.reading()))
    }

    fn mean(&self) -> f64 {
        self.team.aht_seconds.mean
    }

    /// What the vertical axis must hold: all dots, the 99.8% limits where most agents are, the rule.
    fn shown(&self, first: &FunnelLimit) -> Vec<f64> {
        let typical = self.period.contacts_quantiles.first().map_or(first.contacts, |quantile| quantile.at.value);
        let limits =
            self.period.limits.iter().filter(|limit| typical <= limit.contacts).flat_map(|limit| limit.limits_99_8);
        let dots = self.period.dots.iter().map(|dot| dot.aht_seconds);
        dots.chain(limits).chain([self.mean() * (1.0 + self.luck.flag_above)]).collect()
    }

    fn curves(&self) -> impl Iterator<Item = (Look, impl Iterator<Item = (f64, f64)>)> {
        let limits = &self.period.limits;
        let ends = [(LIMITS_95, 0, 0), (LIMITS_95, 0, 1), (LIMITS_99_8, 1, 0), (LIMITS_99_8, 1, 1)];
        ends.into_iter().map(|(look, which, end)| {
            let at = move |limit: &FunnelLimit| [limit.limits_95, limit.limits_99_8][which][end];
            (look, limits.iter().map(move |limit| (limit.contacts, at(limit))))
        })
    }

    fn keys(&self) -> Vec<Key> {
        let key = |name: String, sign| Key { name, sign };
        vec![
            key("an agent".into(), Sign::Marker(AGENT)),
            key("95% limits".into(), Sign::Stroke(LIMITS_95)),
            key("99.8% limits".into(), Sign::Stroke(LIMITS_99_8)),
            key(format!("flagged above: mean + {}", percent(self.luck.flag_above)), Sign::Stroke(RULE)),
        ]
    }

    fn caption(&self, stem: &str) -> Caption {
        let word = self.period.period.word();
        let title = format!("Own AHT of identical agents over a {word} — {}", self.team.title);
        let of = self.luck.contact.as_ref().map_or_else(String::new, |contact| format!(", {contact} only"));
        let cut_short = self.luck.ended.reason().map_or_else(String::new, |reason| format!(" Cut short: {reason}."));
        Caption {
            name: format!("funnel_{stem}_{word}"),
            title,
            scenario: format!("{} — {}{of}", self.luck.title.trim(), self.luck.variant),
            notes: format!("{} {}{}{cut_short}", self.flagged(), self.outside(), self.other_teams()),
            alt: format!(
                "Dots of own AHT against contacts answered, one per agent and {word}, around a mean of {}, between limits \
                 that narrow as contacts grow. {} {}",
                minutes(self.team.aht_seconds),
                self.flagged(),
                self.outside()
            ),
            source: source_of_luck(self.luck),
        }
    }

    fn flagged(&self) -> String {
        format!(
            "By chance alone, {} of identical agents would be flagged. They answer {} contacts each; the standard deviation of their \
             own AHT is {}.",
            share(self.period.flagged_fraction),
            figure::estimate(self.period.contacts),
            minutes(self.period.sd_seconds),
        )
    }

    fn outside(&self) -> String {
        let drawn = self.period.dots.len() as f64;
        format!(
            "Of {} agents and {}s, {} are drawn; {} lie outside the 95% limits, {} outside the 99.8% limits.",
            figure::number(self.period.agent_periods as f64, 0),
            self.period.period.word(),
            figure::number(drawn, 0),
            share(self.period.outside_95_fraction),
            share(self.period.outside_99_8_fraction),
        )
    }

    /// How far from the mean an agent with a typical number of contacts must lie before chance is an unlikely reason.
    fn reading(&self) -> String {
        let typical = self.period.contacts.mean;
        let away = |limit: &&FunnelLimit| (limit.contacts - typical).abs();
        let nearest = self.period.limits.iter().min_by(|one, other| away(one).total_cmp(&away(other)));
        let Some(limit) = nearest else { return self.flagged() };
        let beyond = (limit.limits_95[1] / self.mean() - 1.0) * 100.0;
        format!(
            "With {} contacts in a {}, an agent's own AHT lies within {}% of the mean in about 95 cases of 100 by chance alone; a rule at \
             +{} flags {} of agents who are all alike",
            figure::number(limit.contacts, 0),
            self.period.period.word(),
            figure::number(beyond, 1),
            percent(self.luck.flag_above),
            share(self.period.flagged_fraction)
        )
    }

    /// Says that only the first teams are drawn, if so.
    fn other_teams(&self) -> String {
        let note = note_on_first(MOST_TEAMS, self.luck.teams.len(), "teams are drawn");
        note.map_or_else(String::new, |note| format!(" {note}."))
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["series", "contacts", "aht_seconds"]);
        let mut row = |series: &str, contacts: f64, seconds: f64| {
            table.row(&[series.to_owned(), contacts.to_string(), seconds.to_string()]);
        };
        self.period.dots.iter().for_each(|dot| row("agent", dot.contacts as f64, dot.aht_seconds));
        for limit in &self.period.limits {
            row("limit_99_8_low", limit.contacts, limit.limits_99_8[0]);
            row("limit_95_low", limit.contacts, limit.limits_95[0]);
            row("mean", limit.contacts, self.mean());
            row("flagged_above", limit.contacts, self.mean() * (1.0 + self.luck.flag_above));
            row("limit_95_high", limit.contacts, limit.limits_95[1]);
            row("limit_99_8_high", limit.contacts, limit.limits_99_8[1]);
        }
        table
    }
}

fn draw_rule(page: &mut Page, panel: &Panel, y: f64, name: &str) {
    let (_, height) = panel.at(0.0, y);
    page.sketch.line(&[(panel.area.left, height), (panel.area.right, height)], RULE.ink, 1.8, RULE.dash);
    page.sketch.words(name, (panel.area.right + 6.0, height), Anchor::Left, REMARK);
}

fn percent(share: f64) -> String {
    format!("{}%", figure::trimmed(share * 100.0))
}

/// `2.3% (2.1 to 2.5%)`.
fn share(figure: Bounded) -> String {
    let percent = |share: f64| figure::number(share * 100.0, 2);
    match figure.low.zip(figure.high) {
        Some((low, high)) => format!("{}% ({} to {}%)", percent(figure.value), percent(low), percent(high)),
        None => format!("{}%", percent(figure.value)),
    }
}

/// Seconds, or minutes from two on, with the interval.
fn minutes(seconds: Estimate) -> String {
    if seconds.mean < 120.0 {
        return format!("{} s", figure::estimate(seconds));
    }
    let minutes = |seconds: f64| seconds / 60.0;
    let estimate = Estimate { mean: minutes(seconds.mean), half_width: seconds.half_width.map(minutes) };
    format!("{} min", figure::estimate(estimate))
}
