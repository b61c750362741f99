//! What a source file names, apart from its tests: comments and strings are the lexer's business, not ours.

use std::collections::BTreeSet;
use std::iter;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// One module, as far as who imports whom is concerned. Items for tests are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outline {
    /// Below the crate: `engine::floor` is `["engine", "floor"]`.
    pub(super) module: Vec<String>,
    /// The file that holds it, from the folder of sources.
    pub(super) file: String,
    pub(super) imports: Vec<Import>,
    /// Modules declared in it, with the file that `#[path]` gives them.
    pub(super) children: Vec<(String, Option<String>)>,
    pub(super) definitions: BTreeSet<String>,
    /// It does more than declare modules and hand on what they hold.
    pub(super) has_code: bool,
    /// Every path of two names or more outside of imports.
    pub(super) paths: BTreeSet<Vec<String>>,
    /// Every name outside of imports.
    pub(super) words: BTreeSet<String>,
    /// Every macro called.
    pub(super) macros: BTreeSet<String>,
}

/// One name that a `use` brings in; `*` for all of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) name: String,
    pub(super) path: Vec<String>,
    pub(super) is_public: bool,
}

/// The outlines of a file: its own, and those of modules written out within it.
///
/// # Panics
///
/// If `text` is no Rust.
pub(super) fn outlines(module: &[String], file: &str, text: &str) -> Vec<Outline> {
    let tokens: TokenStream = text.parse().unwrap_or_else(|fault| panic!("{file}: {fault}"));
    let mut found = Vec::new();
    outline_module(module.to_vec(), file, tokens, &mut found);
    found
}

fn outline_module(module: Vec<String>, file: &str, tokens: TokenStream, found: &mut Vec<Outline>) {
    let outline = Outline { module, file: file.to_owned(), ..Outline::default() };
    let mut reader = Reader { outline, inner: Vec::new() };
    reader.read(tokens, Depth::Items);
    let (outline, inner) = (reader.outline, reader.inner);
    for (name, tokens) in inner {
        let module = outline.module.iter().cloned().chain([name]).collect();
        outline_module(module, file, tokens, found);
    }
    found.push(outline);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// Between the items of a module.
    Items,
    /// Within one of them.
    Within,
}

struct Reader {
    outline: Outline,
    /// Modules that are written out, to be read by themselves.
    inner: Vec<(String, TokenStream)>,
}

impl Reader {
    fn read(&mut self, tokens: TokenStream, depth: Depth) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut rest = tokens.as_slice();
        let mut path_attribute = None;
        while let Some(first) = rest.first() {
            rest = if let Some((attribute, after)) = attribute(rest) {
                if is_inner(rest) && is_for_tests(&attribute) {
                    return;
                }
                if is_for_tests(&attribute) {
                    after_item(after)
                } else {
                    path_attribute = path_of_attribute(&attribute).or(path_attribute);
                    self.read(strings_of_serde(&attribute).unwrap_or(attribute), Depth::Within);
                    after
                }
            } else if let TokenTree::Group(group) = first {
                self.read(group.stream(), Depth::Within);
                &rest[1..]
            } else {
                self.read_words(rest, depth, &mut path_attribute)
            };
        }
    }

    /// Reads one item's head, one path or one token, and gives back what follows.
    fn read_words<'a>(&mut self, rest: &'a [TokenTree], depth: Depth, file: &mut Option<String>) -> &'a [TokenTree] {
        match (name(rest).as_deref(), rest.get(1)) {
            (Some("pub"), Some(TokenTree::Group(group))) if is_scope(group) => self.read_public(&rest[2..]),
            (Some("pub"), _) => self.read_public(&rest[1..]),
            (Some("use"), next) if !is_punct(next, '<') => self.read_use(&rest[1..], false),
            (Some("mod"), Some(TokenTree::Ident(_))) => self.read_mod(&rest[1..], file.take()),
            (Some(word), _) => {
                if depth == Depth::Items {
                    self.read_head(word, &rest[1..]);
                }
                self.read_path(rest)
            }
            (None, _) => &rest[1..],
        }
    }

    fn read_public<'a>(&mut self, rest: &'a [TokenTree]) -> &'a [TokenTree] {
        if name(rest).as_deref() == Some("use") { self.read_use(&rest[1..], true) } else { rest }
    }

    fn read_use<'a>(&mut self, rest: &'a [TokenTree], is_public: bool) -> &'a [TokenTree] {
        let end = rest.iter().position(|token| is_punct(Some(token), ';')).unwrap_or(rest.len());
        read_use_tree(&rest[..end], &[], is_public, &mut self.outline.imports);
        &rest[(end + 1).min(rest.len())..]
    }

    fn read_mod<'a>(&mut self, rest: &'a [TokenTree], file: Option<String>) -> &'a [TokenTree] {
        let child = name(rest).expect("a module has a name");
        if let Some(TokenTree::Group(body)) = rest.get(1) {
            self.inner.push((child.clone(), body.stream()));
        }
        self.outline.children.push((child, file));
        &rest[2..]
    }

    /// Notes what the head of an item defines.
    fn read_head(&mut self, word: &str, rest: &[TokenTree]) {
        const DEFINING: [&str; 8] = ["fn", "struct", "enum", "union", "trait", "type", "const", "static"];
        let is_macro = is_punct(rest.first(), '!');
        self.outline.has_code |= DEFINING.contains(&word) || word == "impl" || is_macro;
        let defined = if word == "macro_rules" { name(rest.get(1..).unwrap_or_default()) } else { name(rest) };
        if DEFINING.contains(&word) || word == "macro_rules" {
            self.outline.definitions.extend(defined);
        }
    }

    fn read_path<'a>(&mut self, mut rest: &'a [TokenTree]) -> &'a [TokenTree] {
        let mut path: Vec<String> = name(rest).into_iter().collect();
        rest = &rest[1..];
        while let Some(next) = after_colons(rest).and_then(name) {
            path.push(next);
            rest = &rest[3..];
        }
        let called = is_punct(rest.first(), '!') && matches!(rest.get(1), Some(TokenTree::Group(_)));
        if called {
            self.outline.macros.extend(path.last().cloned());
        }
        self.outline.words.extend(path.iter().cloned());
        if 1 < path.len() {
            self.outline.paths.insert(path);
        }
        rest
    }
}

fn read_use_tree(tokens: &[TokenTree], above: &[String], is_public: bool, imports: &mut Vec<Import>) {
    let mut path = above.to_vec();
    let mut rest = tokens;
    loop {
        rest = after_colons(rest).unwrap_or(rest);
        match rest.first() {
            Some(TokenTree::Group(group)) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                for branch in inside.split(|token| is_punct(Some(token), ',')).filter(|branch| !branch.is_empty()) {
                    read_use_tree(branch, &path, is_public, imports);
                }
                return;
            }
            Some(TokenTree::Punct(_)) => return imports.push(Import { name: "*".to_owned(), path, is_public }),
            Some(_) if name(rest).as_deref() == Some("as") => {
                let name = name(&rest[1..]).expect("an import has a name");
                return imports.push(Import { name, path, is_public });
            }
            Some(_) => {
                let segment = name(rest).expect("a path is made of names");
                if segment != "self" || path.is_empty() {
                    path.push(segment);
                }
                rest = &rest[1..];
            }
            None => {
                let name = path.last().expect("an import has a path").clone();
                return imports.push(Import { name, path, is_public });
            }
        }
    }
}

/// The attribute that `tokens` begin with, and what follows.
fn attribute(tokens: &[TokenTree]) -> Option<(TokenStream, &[TokenTree])> {
    let at = 1 + usize::from(is_inner(tokens));
    match (is_punct(tokens.first(), '#'), tokens.get(at)) {
        (true, Some(TokenTree::Group(group))) if group.delimiter() == Delimiter::Bracket => {
            Some((group.stream(), &tokens[at + 1..]))
        }
        _ => None,
    }
}

fn is_inner(tokens: &[TokenTree]) -> bool {
    is_punct(tokens.first(), '#') && is_punct(tokens.get(1), '!')
}

/// `#[test]`, or a `cfg` that holds in tests alone.
fn is_for_tests(attribute: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = attribute.clone().into_iter().collect();
    match (name(&tokens).as_deref(), tokens.get(1)) {
        (Some("test"), None) => true,
        (Some("cfg"), Some(TokenTree::Group(condition))) => holds_in_tests_alone(condition.stream()),
        _ => false,
    }
}

fn holds_in_tests_alone(condition: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = condition.into_iter().collect();
    match (name(&tokens).as_deref(), tokens.get(1)) {
        (Some("test"), None) => true,
        (Some(kind @ ("all" | "any")), Some(TokenTree::Group(group))) => {
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            let mut branches = inside.split(|token| is_punct(Some(token), ','));
            let holds = |branch: &[TokenTree]| holds_in_tests_alone(branch.iter().cloned().collect());
            if kind == "all" { branches.any(holds) } else { branches.filter(|branch| !branch.is_empty()).all(holds) }
        }
        _ => false,
    }
}

/// What follows the item, field or arm that `tokens` begin with.
fn after_item(mut tokens: &[TokenTree]) -> &[TokenTree] {
    while let Some((_, after)) = attribute(tokens) {
        tokens = after;
    }
    let ends_with_semicolon = match head_of_item(tokens).as_slice() {
        [first, second, ..] if first == "const" && second == "fn" => false,
        [first, ..] => ["use", "const", "static", "type", "let", "return"].contains(&first.as_str()),
        [] => false,
    };
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !ends_with_semicolon,
        token => is_punct(Some(token), ';') || (is_punct(Some(token), ',') && !ends_with_semicolon),
    };
    match tokens.iter().position(is_end) {
        Some(end) => &tokens[end + 1..],
        None => &[],
    }
}

/// The first two names of an item, without who may see it.
fn head_of_item(tokens: &[TokenTree]) -> Vec<String> {
    let names = tokens.iter().filter(|token| !matches!(token, TokenTree::Group(_)));
    let names = names.map_while(|token| name(std::slice::from_ref(token)));
    names.filter(|name| name != "pub" && name != "unsafe").take(2).collect()
}

fn path_of_attribute(attribute: &TokenStream) -> Option<String> {
    let tokens: Vec<TokenTree> = attribute.clone().into_iter().collect();
    match (name(&tokens).as_deref(), tokens.get(2)) {
        (Some("path"), Some(TokenTree::Literal(file))) => Some(file.to_string().trim_matches('"').to_owned()),
        _ => None,
    }
}

/// What the strings of a `serde` attribute call, as `with = "crate::units::text"` does.
fn strings_of_serde(attribute: &TokenStream) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = attribute.clone().into_iter().collect();
    match (name(&tokens).as_deref(), tokens.get(1)) {
        (Some("serde"), Some(TokenTree::Group(group))) => {
            let strings = group.stream().into_iter().filter_map(|token| match token {
                TokenTree::Literal(string) => string.to_string().trim_matches('"').parse::<TokenStream>().ok(),
                _ => None,
            });
            Some(strings.flat_map(|tokens| tokens.into_iter().chain(iter::once(semicolon()))).collect())
        }
        _ => None,
    }
}

fn semicolon() -> TokenTree {
    TokenTree::Punct(proc_macro2::Punct::new(';', Spacing::Alone))
}

/// `pub(crate)`, `pub(super)`, `pub(in crate::report)`: who may see is no import.
fn is_scope(group: &Group) -> bool {
    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
    let scopes = ["crate", "super", "self", "in"];
    group.delimiter() == Delimiter::Parenthesis && name(&inside).is_some_and(|name| scopes.contains(&name.as_str()))
}

fn name(tokens: &[TokenTree]) -> Option<String> {
    match tokens.first() {
        Some(TokenTree::Ident(name)) => Some(name.to_string().trim_start_matches("r#").to_owned()),
        _ => None,
    }
}

fn is_punct(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

fn after_colons(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    match tokens {
        [TokenTree::Punct(one), TokenTree::Punct(two), after @ ..]
            if one.as_char() == ':' && one.spacing() == Spacing::Joint && two.as_char() == ':' =>
        {
            Some(after)
        }
        _ => None,
    }
}
