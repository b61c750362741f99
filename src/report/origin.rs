/// What was asked for: enough to ask for it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The command: `run`.
    pub command: &'static str,
    /// Name of the scenario file, without its folder.
    pub scenario: String,
    /// The options that bear on the answer, in order: `--set`, `teams.front_line.agents=110`.
    pub options: Vec<String>,
}

impl Origin {
    /// The command line, quoted for a shell: `callfloor run jobcentre.toml --seed 2`.
    #[must_use]
    pub fn command_line(&self) -> String {
        let words = ["callfloor", self.command, &self.scenario];
        let options = self.options.iter().map(String::as_str);
        words.into_iter().chain(options).map(quoted).collect::<Vec<_>>().join(" ")
    }
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.into() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_survives_a_shell() {
        let options = ["--set", "title=the union's case", "--only", "Five-minute limit"];
        let origin = Origin { command: "run", scenario: "a.toml".into(), options: options.map(String::from).to_vec() };
        assert_eq!(
            origin.command_line(),
            r"callfloor run a.toml --set 'title=the union'\''s case' --only 'Five-minute limit'"
        );
    }
}
