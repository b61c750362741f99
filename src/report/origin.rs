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
        let words = self.arguments();
        std::iter::once("callfloor").chain(words.iter().map(String::as_str)).map(quoted).collect::<Vec<_>>().join(" ")
    }

    /// The same word by word, after the name of the program.
    #[must_use]
    pub fn arguments(&self) -> Vec<String> {
        // A file whose name begins with a hyphen would be taken for an option.
        let scenario = if self.scenario.starts_with('-') { "./" } else { "" }.to_owned() + &self.scenario;
        [self.command.to_owned(), scenario].into_iter().chain(self.options.iter().cloned()).collect()
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
    fn a_scenario_is_never_taken_for_an_option() {
        let origin = Origin { command: "run", scenario: "-x.toml".into(), options: vec!["--each-day".into()] };
        assert_eq!(origin.arguments(), ["run", "./-x.toml", "--each-day"]);
    }

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
