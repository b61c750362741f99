use crate::decode::{Kind, Node, Reading, Value, path};
use crate::model::Assumption;

use super::variant::{AssumptionKeys, as_written};

/// Warns of every assumption whose range does not hold the file's own value: one of the two is likely to be mistaken.
///
/// What cannot be told, as the value and the range are not of one kind, is passed over.
pub(crate) fn warn_of_values_outside(tree: &Node, assumptions: &[AssumptionKeys], reading: &mut Reading) {
    for keys in assumptions {
        if let Some(warning) = outside(tree, &keys.assumption) {
            reading.warn(warning);
        }
    }
}

fn outside(tree: &Node, assumption: &Assumption) -> Option<String> {
    let [low, high] = assumption.range.as_ref()?;
    let value = as_written(number(path::find(tree, &assumption.path)?)?)?;
    let (kind, at) = Kind::read(&value)?;
    let ((kind_of_low, from), (kind_of_high, to)) = (Kind::read(low)?, Kind::read(high)?);
    kind.with(kind_of_low)?.with(kind_of_high)?;
    let path = &assumption.path;
    let warning = || format!("The range of {path}, {low} to {high}, does not hold the file's own value, {value}.");
    (at < from || to < at).then(warning)
}

/// The number that a range is about: the value itself, or the mean of a table that has one.
fn number(node: &Node) -> Option<&Node> {
    match &node.value {
        Value::Table(table) => table.get("mean").map(|entry| &entry.node),
        _ => Some(node),
    }
}
