//! Lines in which agents and contacts stand, first come first.

/// Stands for nobody: no first of a line, no neighbour.
const NOBODY: u32 = u32::MAX;

/// A line of members known by their numbers.
///
/// Members hold their [`Neighbours`] themselves. So joining a line and leaving it anywhere takes a few steps whatever its length,
/// and nothing is allocated; who leaves is next to what else is known of the member, which the loop has at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    first: u32,
    last: u32,
}

/// Between whom a member stands. It says nothing of those who stand in no line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbours {
    before: u32,
    behind: u32,
}

/// What may stand in a line, in one at a time.
pub(super) trait Member {
    fn neighbours(&self) -> &Neighbours;
    fn neighbours_mut(&mut self) -> &mut Neighbours;
}

impl Neighbours {
    pub(super) const NONE: Self = Self { before: NOBODY, behind: NOBODY };

    /// Who stands behind the member, if anybody does.
    pub(super) fn behind(&self) -> Option<u32> {
        (self.behind != NOBODY).then_some(self.behind)
    }
}

impl Line {
    pub(super) const EMPTY: Self = Self { first: NOBODY, last: NOBODY };

    /// Whoever has been in the line for longest.
    #[inline(always)]
    pub(super) fn first(self) -> Option<u32> {
        (self.first != NOBODY).then_some(self.first)
    }

    /// The member joins the end of the line; true if nobody was in it.
    #[inline(always)]
    pub(super) fn join<M: Member>(&mut self, members: &mut [M], member: u32) -> bool {
        let before = self.last;
        self.last = member;
        match before {
            NOBODY => self.first = member,
            before => members[before as usize].neighbours_mut().behind = member,
        }
        *members[member as usize].neighbours_mut() = Neighbours { before, behind: NOBODY };
        before == NOBODY
    }

    /// The member leaves, wherever in the line; true if nobody is left in it.
    #[inline(always)]
    pub(super) fn leave<M: Member>(&mut self, members: &mut [M], member: u32) -> bool {
        let Neighbours { before, behind } = *members[member as usize].neighbours();
        match behind {
            NOBODY => self.last = before,
            behind => members[behind as usize].neighbours_mut().before = before,
        }
        match before {
            NOBODY => self.first = behind,
            before => members[before as usize].neighbours_mut().behind = behind,
        }
        before == NOBODY && behind == NOBODY
    }

    /// Puts the last of the line at its head, and says whom it overtakes first of all. `None` if the member is not the last, or
    /// stands at the head already.
    pub(super) fn move_to_head<M: Member>(&mut self, members: &mut [M], member: u32) -> Option<u32> {
        if self.last != member || self.first == member {
            return None;
        }
        let (first, before) = (self.first, members[member as usize].neighbours().before);
        (self.first, self.last) = (member, before);
        members[before as usize].neighbours_mut().behind = NOBODY;
        members[first as usize].neighbours_mut().before = member;
        *members[member as usize].neighbours_mut() = Neighbours { before: NOBODY, behind: first };
        Some(first)
    }

    /// The member joins right behind another, or at the head; true if nobody was in the line.
    pub(super) fn join_behind<M: Member>(&mut self, members: &mut [M], member: u32, other: Option<u32>) -> bool {
        let before = other.unwrap_or(NOBODY);
        let behind = other.map_or(self.first, |other| members[other as usize].neighbours().behind);
        match before {
            NOBODY => self.first = member,
            before => members[before as usize].neighbours_mut().behind = member,
        }
        match behind {
            NOBODY => self.last = member,
            behind => members[behind as usize].neighbours_mut().before = member,
        }
        *members[member as usize].neighbours_mut() = Neighbours { before, behind };
        before == NOBODY && behind == NOBODY
    }

    /// The members, in order.
    pub(super) fn iter<M: Member>(self, members: &[M]) -> impl Iterator<Item = u32> {
        std::iter::successors(self.first(), |&member| {
            let behind = members[member as usize].neighbours().behind;
            (behind != NOBODY).then_some(behind)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Person(Neighbours);

    impl Member for Person {
        fn neighbours(&self) -> &Neighbours {
            &self.0
        }

        fn neighbours_mut(&mut self) -> &mut Neighbours {
            &mut self.0
        }
    }

    #[test]
    fn members_leave_from_anywhere_and_the_others_keep_their_order() {
        let mut people: Vec<Person> = (0..5).map(|_| Person(Neighbours::NONE)).collect();
        let mut line = Line::EMPTY;
        assert!(line.join(&mut people, 3), "the first to join finds nobody");
        for member in [0, 4, 1, 2] {
            assert!(!line.join(&mut people, member));
        }
        let order = |line: Line, people: &[Person]| line.iter(people).collect::<Vec<_>>();
        assert_eq!(order(line, &people), [3, 0, 4, 1, 2]);
        assert!(!line.leave(&mut people, 4) && !line.leave(&mut people, 3));
        assert_eq!(order(line, &people), [0, 1, 2]);
        assert_eq!(line.move_to_head(&mut people, 1), None, "only the last is put at the head");
        assert_eq!(line.move_to_head(&mut people, 2), Some(0));
        assert_eq!(order(line, &people), [2, 0, 1]);
        assert!(!line.leave(&mut people, 1) && !line.leave(&mut people, 2));
        assert!(line.leave(&mut people, 0), "the last to leave leaves nobody");
        assert_eq!(line.first(), None);
        assert!(line.join_behind(&mut people, 4, None), "the first to join finds nobody");
        assert!(!line.join_behind(&mut people, 2, None) && !line.join_behind(&mut people, 0, Some(2)));
        assert!(!line.join_behind(&mut people, 1, Some(4)));
        assert!(!line.join(&mut people, 3));
        assert_eq!(order(line, &people), [2, 0, 4, 1, 3]);
    }
}
