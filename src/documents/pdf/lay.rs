use crate::documents::paper::{Colour, INK, Letters, MARGIN, QUIET, Turn, WASH, WORSE, Weight};

use super::ready::{
    ASIDE, BODY, BOX, CAPTION_GAP, INDENT, LABELS, MEANING, Piece, ReadyChart, ReadyMeaning, ReadyPoint, TERM, heading,
    measure,
};
use super::sheets::{Area, Look, Mark, Sheet, Sheets, Side};
use super::structure::{ElementId, Role, Structure};

/// A document on its sheets.
pub(super) struct Laid<'p> {
    pub(super) sheets: Vec<Sheet<'p>>,
    pub(super) structure: Structure,
    pub(super) bookmarks: Vec<Bookmark>,
}

/// A heading and where it stands.
pub(super) struct Bookmark {
    pub(super) level: u16,
    pub(super) text: String,
    pub(super) sheet: usize,
    pub(super) top: f32,
}

/// Lays all pieces on sheets.
pub(super) fn lay<'p>(pieces: &'p [Piece], letters: &Letters) -> Laid<'p> {
    let mut laying = Laying { letters, sheets: Sheets::new(), structure: Structure::default(), bookmarks: Vec::new() };
    for (at, piece) in pieces.iter().enumerate() {
        laying.make_room(piece, &pieces[at + 1..]);
        laying.piece(piece);
    }
    Laid { sheets: laying.sheets.finish(), structure: laying.structure, bookmarks: laying.bookmarks }
}

struct Laying<'p, 'l> {
    letters: &'l Letters,
    sheets: Sheets<'p>,
    structure: Structure,
    bookmarks: Vec<Bookmark>,
}

impl Piece {
    /// White space before it.
    fn space(&self) -> f32 {
        match self {
            Self::Heading { level: 2, .. } => 20.0,
            Self::Heading { .. } => 12.0,
            Self::Table(_) | Self::Chart(_) => 12.0,
            Self::Notice(_) | Self::Paragraph { .. } | Self::Command(_) => 6.0,
            Self::List(_) | Self::Glossary(_) | Self::Facts(_) => 4.0,
        }
    }

    /// Less than this never stands at the foot of a sheet.
    fn least_height(&self) -> f32 {
        let two = |lines: &[String], look: Look| lines.len().min(2) as f32 * look.line_height();
        match self {
            Self::Heading { level, lines, .. } => lines.len() as f32 * heading(*level).line_height(),
            Self::Notice(lines) => two(lines, BODY) + 2.0 * BOX,
            Self::Command(lines) => two(lines, MEANING) + 2.0 * BOX,
            Self::Paragraph { lines, look, .. } => two(lines, *look),
            Self::List(points) => points.first().map_or(0.0, |point| two(&point.lines, BODY)),
            Self::Glossary(meanings) => {
                meanings.first().map_or(0.0, |meaning| TERM.line_height() + two(&meaning.meaning, MEANING))
            }
            Self::Facts(facts) => facts.first().map_or(0.0, |fact| two(&fact.meaning, MEANING)),
            Self::Table(table) => table.least_height(),
            Self::Chart(chart) => chart.total_height(),
        }
    }

    /// Whether it must not stand at the foot of a sheet.
    fn leads(&self) -> bool {
        matches!(self, Self::Heading { .. } | Self::Paragraph { leads: true, .. })
    }

    /// Whether, after what leads, it still says no more than what is to come.
    fn leads_on(&self) -> bool {
        self.leads() || matches!(self, Self::Paragraph { lines, .. } if lines.len() <= 2)
    }

    fn turn(&self) -> Turn {
        match self {
            Self::Table(table) => table.turn,
            _ => Turn::Portrait,
        }
    }
}

impl ReadyChart {
    fn total_height(&self) -> f32 {
        self.height + CAPTION_GAP + self.caption.len() as f32 * ASIDE.line_height()
    }
}

/// Room for the rule below a heading and white space around it.
const BELOW_HEADINGS: f32 = 12.0;

impl<'p> Laying<'p, '_> {
    /// Turns the page if `piece`, with what must not be parted from it, has no room.
    fn make_room(&mut self, piece: &Piece, rest: &[Piece]) {
        let (mut needed, mut turn) = (piece.space() + piece.least_height(), piece.turn());
        let mut leads = piece.leads();
        if leads {
            needed += BELOW_HEADINGS;
        }
        for next in rest {
            if !leads {
                break;
            }
            needed += next.space() + next.least_height();
            turn = next.turn();
            leads = next.leads_on();
        }
        let must_turn = turn == Turn::Landscape && self.sheets.turn() == Turn::Portrait;
        let full = self.sheets.left() < needed && !self.sheets.is_fresh();
        if must_turn || full {
            self.sheets.next(turn);
        }
        self.sheets.space(piece.space());
    }

    fn piece(&mut self, piece: &'p Piece) {
        match piece {
            Piece::Heading { level, text, lines } => self.heading(*level, text, lines),
            Piece::Notice(lines) => self.boxed(lines, BODY, Some(WORSE), Role::Paragraph),
            Piece::Command(lines) => self.boxed(lines, MEANING, None, Role::Command),
            Piece::Paragraph { lines, look, .. } => {
                let element = self.structure.part(Role::Paragraph);
                self.lines(lines, MARGIN, *look, element);
            }
            Piece::List(points) => self.list(points),
            Piece::Glossary(meanings) => self.glossary(meanings),
            Piece::Facts(facts) => self.facts(facts),
            Piece::Table(table) => table.lay(&mut self.sheets, &mut self.structure),
            Piece::Chart(chart) => self.chart(chart),
        }
    }

    fn heading(&mut self, level: u16, text: &str, lines: &[String]) {
        let element = self.structure.part(Role::Heading { level, title: text.to_owned() });
        let top = self.sheets.filled_to();
        self.bookmarks.push(Bookmark { level, text: text.to_owned(), sheet: self.sheets.number(), top });
        self.lines(lines, MARGIN, heading(level), element);
        if level == 2 {
            let top = self.sheets.take(3.0) + 1.0;
            self.fill(Area { left: MARGIN, top, width: measure(), height: 1.0 }, INK);
        }
        self.sheets.space(3.0);
    }

    /// Lines on a ground of their own, over as many sheets as it takes.
    fn boxed(&mut self, lines: &[String], look: Look, bar: Option<Colour>, role: Role) {
        let element = self.structure.part(role);
        let last = lines.len().saturating_sub(1);
        for (at, line) in lines.iter().enumerate() {
            self.turn_if_full(look.line_height() + BOX);
            let above = if at == 0 { BOX } else { 0.0 };
            let below = if at == last { BOX } else { 0.0 };
            let height = above + look.line_height() + below;
            let top = self.sheets.take(height);
            // A hair more, so that no seam shows between lines.
            let ground = height + if at == last { 0.0 } else { 0.5 };
            self.fill(Area { left: MARGIN, top, width: measure(), height: ground }, WASH);
            if let Some(colour) = bar {
                self.fill(Area { left: MARGIN, top, width: 3.0, height: ground }, colour);
            }
            self.sheets.words(line, (MARGIN + BOX, top + above), Side::Left, look, Some(element));
        }
    }

    fn list(&mut self, points: &[ReadyPoint]) {
        let list = self.structure.part(Role::List);
        for point in points {
            let look = Look { colour: point.colour, ..BODY };
            self.keep(&point.lines, look);
            let item = self.structure.part_of(list, Role::Item);
            let bullet = self.structure.part_of(item, Role::Bullet);
            let text = self.structure.part_of(item, Role::ItemText);
            let top = self.sheets.filled_to();
            self.sheets.words("•", (MARGIN + 2.0, top), Side::Left, look, Some(bullet));
            self.lines(&point.lines, MARGIN + INDENT, look, text);
            self.sheets.space(1.5);
        }
    }

    fn glossary(&mut self, meanings: &[ReadyMeaning]) {
        let key_look = Look { size: 8.0, weight: Weight::Regular, colour: QUIET };
        for ReadyMeaning { word, key, meaning } in meanings {
            let height = word.len() as f32 * TERM.line_height() + meaning.len().min(3) as f32 * MEANING.line_height();
            self.turn_if_full(height);
            let element = self.structure.part(Role::Paragraph);
            self.lines(word, MARGIN, TERM, element);
            if let (Some(key), Some(last)) = (key, word.last()) {
                let beside = MARGIN + self.letters.width(last, TERM.weight) * TERM.size + 6.0;
                let top = self.sheets.filled_to() - TERM.line_height() + (TERM.size - key_look.size) * 1.05;
                self.sheets.words(key, (beside, top), Side::Left, key_look, Some(element));
            }
            self.lines(meaning, MARGIN + INDENT, MEANING, element);
            self.sheets.space(3.0);
        }
    }

    fn facts(&mut self, facts: &[ReadyMeaning]) {
        for ReadyMeaning { word, meaning, .. } in facts {
            let rows = word.len().max(meaning.len());
            let element = self.structure.part(Role::Paragraph);
            for row in 0..rows {
                self.turn_if_full(TERM.line_height());
                let top = self.sheets.take(TERM.line_height());
                for (lines, left, look) in [(word, MARGIN, TERM), (meaning, MARGIN + LABELS, MEANING)] {
                    if let Some(line) = lines.get(row) {
                        self.sheets.words(line, (left, top), Side::Left, look, Some(element));
                    }
                }
            }
            self.sheets.space(1.5);
        }
    }

    fn chart(&mut self, chart: &'p ReadyChart) {
        let figure = self.structure.part(Role::Figure { alt: chart.alt.clone() });
        let caption = self.structure.part(Role::Caption);
        let top = self.sheets.take(chart.height);
        let area =
            Area { left: MARGIN + (measure() - chart.width) / 2.0, top, width: chart.width, height: chart.height };
        self.sheets.draw(Mark::Drawing { tree: &chart.tree, area }, Some(figure));
        self.sheets.space(CAPTION_GAP);
        self.lines(&chart.caption, MARGIN, ASIDE, caption);
    }

    /// Lines below one another, over as many sheets as it takes; no single one is left behind.
    fn lines(&mut self, lines: &[String], left: f32, look: Look, element: ElementId) {
        let height = look.line_height();
        for (at, line) in lines.iter().enumerate() {
            let rest = lines.len() - at;
            self.turn_if_full(if rest == 2 { 2.0 * height } else { height });
            let top = self.sheets.take(height);
            self.sheets.words(line, (left, top), Side::Left, look, Some(element));
        }
    }

    /// Turns the page unless two of these lines have room.
    fn keep(&mut self, lines: &[String], look: Look) {
        self.turn_if_full(lines.len().min(2) as f32 * look.line_height());
    }

    fn turn_if_full(&mut self, height: f32) {
        if self.sheets.left() < height && !self.sheets.is_fresh() {
            self.sheets.next(Turn::Portrait);
        }
    }

    fn fill(&mut self, area: Area, colour: Colour) {
        self.sheets.draw(Mark::Fill { area, colour }, None);
    }
}
