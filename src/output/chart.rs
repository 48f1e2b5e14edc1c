//! The drawing of an indicator: results by year as a line, targets as marks. Geometry alone; the template draws it.
//!
//! A drawing tells nothing that the table beside it does not, so it needs no precision beyond what the eye sees.

use serde::Serialize;

use crate::{
    site::indicators::{Point, Series},
    text::decimal::Decimal,
};

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Measure {
    /// Scores; more is higher up.
    Score,
    /// Ranks; the first is at the top.
    Rank,
}

/// A drawing in a box of [`WIDTH`] × [`HEIGHT`].
#[derive(Debug, Hash, Serialize)]
pub(super) struct Chart {
    /// `score` or `rank`.
    measure: &'static str,
    width: u32,
    height: u32,
    /// Left and right end of the lines of the grid.
    left: u32,
    right: u32,
    grid: Vec<Label>,
    years: Vec<Label>,
    /// Points of unbroken lines, as `points=` of a polyline has them.
    lines: Vec<String>,
    results: Vec<Label>,
    targets: Vec<TargetMark>,
    /// The figures in words, for those who do not see it.
    description: Vec<String>,
}

/// A place with words.
#[derive(Debug, Hash, Serialize)]
struct Label {
    x: String,
    y: String,
    /// Where the words stand.
    text_y: String,
    text: String,
}

/// A mark at the height of a target.
#[derive(Debug, Hash, Serialize)]
struct TargetMark {
    from: String,
    to: String,
    y: String,
}

const WIDTH: u32 = 360;
const HEIGHT: u32 = 220;
const LEFT: u32 = 44;
const RIGHT: u32 = 342;
const TOP: u32 = 26;
const BOTTOM: u32 = 184;
/// Half the width of the mark of a target.
const MARK: f64 = 14.0;
/// Most years that are written below.
const LABELS: usize = 7;

impl Chart {
    /// A drawing of a measure; absent where there are fewer than two results.
    pub(super) fn new(series: &Series<'_>, measure: Measure, language: &str) -> Option<Self> {
        let points = &series.points;
        let result = |it: &Point<'_>| match measure {
            Measure::Score => it.score,
            Measure::Rank => it.rank.map(|it| Decimal::whole(it.0)),
        };
        let sort = if measure == Measure::Score { "min_score" } else { "max_rank" };
        let target = |it: &Point<'_>| {
            it.datum.targets.iter().find(|it| it.sort == sort).and_then(|it| Decimal::parse(&it.value.value))
        };
        if points.iter().filter_map(result).count() < 2 {
            return None;
        }
        let figures = points.iter().flat_map(|it| [result(it), target(it)]).flatten().map(Decimal::about);
        let scale = Scale::new(figures, measure);
        let (first, last) = (points.first()?.year, points.last()?.year);
        let (left, right) = (f64::from(LEFT) + 18.0, f64::from(RIGHT) - 18.0);
        let x = |year: u16| {
            let share = f64::from(year - first) / f64::from((last - first).max(1));
            left + share * (right - left)
        };
        let written = |it: Decimal| if language.starts_with("vi") { it.to_string() } else { it.plain() };
        let mut chart = Self {
            measure: if measure == Measure::Score { "score" } else { "rank" },
            width: WIDTH,
            height: HEIGHT,
            left: LEFT,
            right: RIGHT,
            grid: scale.grid(),
            years: Vec::new(),
            lines: Vec::new(),
            results: Vec::new(),
            targets: Vec::new(),
            description: Vec::new(),
        };
        let step = points.len().div_ceil(LABELS);
        let mut line: Vec<String> = Vec::new();
        for (at, point) in points.iter().enumerate() {
            let x = x(point.year);
            // The newest year is written always.
            if (points.len() - 1 - at).is_multiple_of(step) {
                let bottom = f64::from(BOTTOM);
                chart.years.push(label(x, bottom, bottom + 20.0, point.year.to_string()));
            }
            if let Some(target) = target(point) {
                let y = number(scale.y(target.about()));
                chart.targets.push(TargetMark { from: number(x - MARK), to: number(x + MARK), y });
            }
            let Some(result) = result(point) else {
                chart.lines.extend(Some(line.join(" ")).filter(|_| line.len() > 1));
                line.clear();
                continue;
            };
            let y = scale.y(result.about());
            line.push(format!("{},{}", number(x), number(y)));
            chart.results.push(label(x, y, y - 9.0, written(result)));
            chart.description.push(format!("{}: {}", point.year, written(result)));
        }
        chart.lines.extend(Some(line.join(" ")).filter(|_| line.len() > 1));
        Some(chart)
    }
}

fn label(x: f64, y: f64, text_y: f64, text: String) -> Label {
    Label { x: number(x), y: number(y), text_y: number(text_y), text }
}

/// With one decimal, the same on every machine.
fn number(it: f64) -> String {
    format!("{it:.1}")
}

/// Figures to heights.
struct Scale {
    low: f64,
    high: f64,
    step: f64,
    is_rank: bool,
}

impl Scale {
    fn new(figures: impl Iterator<Item = f64> + Clone, measure: Measure) -> Self {
        let least = figures.clone().fold(f64::INFINITY, f64::min);
        let most = figures.fold(f64::NEG_INFINITY, f64::max);
        let is_rank = measure == Measure::Rank;
        let range = (most - least).max(if is_rank { 4.0 } else { most.abs().max(1.0) * 0.02 });
        let step = round_step(range / 4.0, is_rank);
        let (low, high) = ((least / step).floor() * step, (most / step).ceil() * step);
        let low = if is_rank { low.max(1.0) } else { low.max(0.0) };
        Self { low, high: if high > low { high } else { low + step }, step, is_rank }
    }

    fn y(&self, figure: f64) -> f64 {
        let share = (figure - self.low) / (self.high - self.low);
        let share = if self.is_rank { share } else { 1.0 - share };
        f64::from(TOP) + share * f64::from(BOTTOM - TOP)
    }

    fn grid(&self) -> Vec<Label> {
        let mut labels = Vec::new();
        let mut at = self.low;
        while at <= self.high + self.step / 1000.0 {
            let y = self.y(at);
            let decimals = if self.step >= 1.0 {
                0
            } else if self.step >= 0.1 {
                1
            } else {
                3
            };
            labels.push(label(
                f64::from(LEFT) - 6.0,
                y,
                y + 4.0,
                format!("{at:.decimals$}").replace('.', ","),
            ));
            // Below the first place there is none, so the next line of a rank is a round one.
            at = ((at / self.step).floor() + 1.0) * self.step;
        }
        labels
    }
}

/// A step of 1, 2 or 5 times a power of ten, not below `least`; of ranks 1 or more.
fn round_step(least: f64, is_rank: bool) -> f64 {
    let mut step = if is_rank { 1.0 } else { 0.001 };
    for factor in [2.0, 2.5, 2.0].into_iter().cycle().take(60) {
        if step >= least {
            break;
        }
        step *= factor;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        let steps = [0.7, 1.2, 3.0, 4.9, 17.0].map(|it| round_step(it, true).to_string());
        assert_eq!(steps, ["1", "2", "5", "5", "20"]);
        assert_eq!(number(round_step(0.3, false)), "0.5");
    }

    #[test]
    fn the_first_place_is_at_the_top() {
        let ranks = Scale::new([1.0, 30.0].into_iter(), Measure::Rank);
        assert!(ranks.y(1.0) < ranks.y(30.0) && ranks.y(1.0) >= f64::from(TOP));
        let scores = Scale::new([80.0, 90.0].into_iter(), Measure::Score);
        assert!(scores.y(90.0) < scores.y(80.0));
    }
}
