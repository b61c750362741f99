use crate::documents::paper::clean;

/// XML that is well formed whatever is written into it.
#[derive(Debug, Default)]
pub(super) struct Xml(String);

/// Names and values.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A document with one outermost element.
    pub(super) fn document(name: &str, attributes: Attributes, inside: impl FnOnce(&mut Self)) -> String {
        let mut xml = Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned());
        xml.element(name, attributes, inside);
        xml.0
    }

    /// An element and what is in it.
    pub(super) fn element(&mut self, name: &str, attributes: Attributes, inside: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        self.0.push('>');
        inside(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes) {
        self.open(name, attributes);
        self.0.push_str("/>");
    }

    /// An element whose only attribute is `w:val`, as most of Word's are.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Text, never markup.
    pub(super) fn text(&mut self, text: &str) {
        for letter in clean(text).chars() {
            match letter {
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '&' => self.0.push_str("&amp;"),
                '"' => self.0.push_str("&quot;"),
                letter => self.0.push(letter),
            }
        }
    }

    fn open(&mut self, name: &str, attributes: Attributes) {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attributes {
            self.0.push(' ');
            self.0.push_str(key);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_stays_text() {
        let written = Xml::document("a", &[("b", "\"<\u{0}>\"")], |xml| {
            xml.text("</a>&amp;");
            xml.empty("c", &[]);
        });
        assert!(written.ends_with("<a b=\"&quot;&lt; &gt;&quot;\">&lt;/a&gt;&amp;amp;<c/></a>"), "{written}");
    }
}
