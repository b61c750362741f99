use super::xml::Xml;

/// A paragraph in one style.
pub(super) fn paragraph(xml: &mut Xml, style: &str, text: &str) {
    styled(xml, style, |xml| run(xml, text, |_| ()));
}

pub(super) fn styled(xml: &mut Xml, style: &str, inside: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", style));
        inside(xml);
    });
}

/// Text with properties of its own.
pub(super) fn run(xml: &mut Xml, text: &str, properties: impl FnOnce(&mut Xml)) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], properties);
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                xml.empty("w:br", &[]);
            }
            xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(line));
        }
    });
}

/// `Figure 3: …`, with a number that Word counts if it is `counted`.
pub(super) fn caption(xml: &mut Xml, style: &str, what: &str, (number, counted): (usize, bool), title: &str) {
    let number = number.to_string();
    styled(xml, style, |xml| {
        run(xml, &format!("{what} "), |_| ());
        if counted {
            let count = format!(" SEQ {what} \\* ARABIC ");
            xml.element("w:fldSimple", &[("w:instr", &count)], |xml| run(xml, &number, |_| ()));
        } else {
            run(xml, &number, |_| ());
        }
        run(xml, &format!(": {title}"), |_| ());
    });
}

/// Twentieths of a point.
pub(super) fn twips(points: f32) -> String {
    (points * 20.0).round().to_string()
}
