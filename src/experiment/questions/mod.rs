//! Questions that take more than one run, or look at it in another way.

mod break_even;
mod inquiry;
mod luck;
mod sensitivity;
mod side_by_side;

pub use break_even::{BreakEven, Lever, break_even};
pub use inquiry::{Inquiry, Unanswered};
pub use luck::{LuckQuestion, NoLuck, luck, luck_memory, luck_stopped};
pub use sensitivity::{Assumed, PairAtPositions, Register, Sensitivity, sensitivity};
pub use side_by_side::{RunMade, side_by_side};
