use std::num::NonZeroU16;

use krilla::geom::Rect;
use krilla::tagging::{BBox, Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

use crate::documents::paper::LANGUAGE;

/// What a part of the document is, for those who have it read aloud.
#[derive(Clone, Debug)]
pub(super) enum Role {
    Heading { level: u16, title: String },
    Paragraph,
    List,
    Item,
    Bullet,
    ItemText,
    Figure { alt: String },
    Caption,
    Command,
    Table,
    TableHead,
    TableBody,
    Row,
    ColumnHeading,
    RowHeading,
    Cell,
}

/// An element by its place in [`Structure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ElementId(usize);

/// The parts of a document as a tree, in the order in which they are read.
#[derive(Debug, Default)]
pub(super) struct Structure {
    elements: Vec<Element>,
    roots: Vec<ElementId>,
}

#[derive(Debug)]
struct Element {
    role: Role,
    children: Vec<ElementId>,
}

impl Structure {
    /// A part of its own.
    pub(super) fn part(&mut self, role: Role) -> ElementId {
        let id = self.add(role);
        self.roots.push(id);
        id
    }

    /// A part of `parent`.
    pub(super) fn part_of(&mut self, parent: ElementId, role: Role) -> ElementId {
        let id = self.add(role);
        self.elements[parent.0].children.push(id);
        id
    }

    fn add(&mut self, role: Role) -> ElementId {
        self.elements.push(Element { role, children: Vec::new() });
        ElementId(self.elements.len() - 1)
    }

    /// The tree as PDF knows it.
    pub(super) fn tree(&self, mut content: Content) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
        for root in &self.roots {
            if let Some(group) = self.group(*root, &mut content) {
                tree.push(group);
            }
        }
        tree
    }

    /// An element with what belongs to it; `None` if that is nothing.
    fn group(&self, id: ElementId, content: &mut Content) -> Option<TagGroup> {
        let element = &self.elements[id.0];
        let mut group = TagGroup::new(tag(&element.role, content.boxes[id.0]));
        for identifier in std::mem::take(&mut content.pieces[id.0]) {
            group.push(identifier);
        }
        for child in &element.children {
            if let Some(child) = self.group(*child, content) {
                group.push(Node::from(child));
            }
        }
        (!group.children.is_empty() || matches!(element.role, Role::Cell | Role::ColumnHeading)).then_some(group)
    }
}

/// What was written of each element, and where its drawing stands.
pub(super) struct Content {
    pieces: Vec<Vec<Identifier>>,
    boxes: Vec<Option<(usize, Rect)>>,
}

impl Content {
    /// Nothing yet.
    pub(super) fn new(structure: &Structure) -> Self {
        let elements = structure.elements.len();
        Self { pieces: vec![Vec::new(); elements], boxes: vec![None; elements] }
    }

    /// A piece of `element`.
    pub(super) fn add(&mut self, element: ElementId, identifier: Identifier) {
        self.pieces[element.0].push(identifier);
    }

    /// The drawing of `element` stands on this sheet, here.
    pub(super) fn place(&mut self, element: ElementId, sheet: usize, area: Rect) {
        self.boxes[element.0] = Some((sheet, area));
    }
}

fn tag(role: &Role, place: Option<(usize, Rect)>) -> TagKind {
    match role {
        Role::Heading { level, title } => {
            Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(title.clone())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::List => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::Bullet => Tag::Lbl.into(),
        Role::ItemText => Tag::LBody.into(),
        Role::Figure { alt } => {
            Tag::Figure(Some(alt.clone())).with_bbox(place.map(|(sheet, area)| BBox::new(sheet, area))).into()
        }
        Role::Caption => Tag::Caption.into(),
        Role::Command => Tag::Code.into(),
        Role::Table => Tag::Table.into(),
        Role::TableHead => Tag::THead.into(),
        Role::TableBody => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHeading => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHeading => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
    }
}
