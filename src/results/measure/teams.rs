//! What is measured of a team.

use super::row::measures;

measures! {
    /// What is measured of a team. It is taken over the clock, while the centre is open.
    TeamMeasure is Team of Teams;

    Agents = "agents" {
        label: "Agents",
        words: "agents on duty",
        meaning: "Agents on duty, averaged over open time.",
        unit: Agents,
        good: Neutral,
        shown: [Headline 1, SideBySide],
    }
    ReadyAgents = "ready_agents" {
        label: "Agents ready",
        words: "agents ready for work or at it",
        meaning: "Agents ready for contacts or handling one, averaged over open time.",
        unit: Agents,
        good: Neutral,
    }
    AgentsForContacts = "agents_for_contacts" {
        label: "Agents for contacts",
        words: "agents there for contacts",
        meaning: "Agents ready, less those on cases or changing between the two, averaged over open time.",
        unit: Agents,
        good: Neutral,
    }
    BusyAgents = "busy_agents" {
        label: "Busy agents",
        words: "agents busy with a contact",
        meaning: "Agents handling a contact, averaged over open time.",
        unit: Agents,
        good: Neutral,
    }
    Occupancy = "occupancy" {
        label: "Occupancy",
        words: "share of time with a contact, of the time agents are there for contacts",
        meaning: "Handling time, as a share of handling and available time, while open; time on cases is in neither.",
        unit: Share,
        good: Neutral,
        shown: [Headline 3, Main 5, SideBySide, WorkbookDifferences 9],
    }
    HandlingFraction = "handling_fraction" {
        label: "Time handling",
        words: "share of working time spent on contacts",
        meaning: "Time in talk and wrap-up, as a share of time on duty.",
        unit: Share,
        good: Neutral,
        note: "Time on duty holds breaks, meetings and time not available, which occupancy leaves out. Contacts finished after duty count, here and in the next four, so together they may pass 100%.",
    }
    AvailableFraction = "available_fraction" {
        label: "Time available",
        words: "share of working time spent waiting for work",
        meaning: "Time waiting for a contact or a case, as a share of time on duty.",
        unit: Share,
        good: Neutral,
    }
    CaseworkFraction = "casework_fraction" {
        label: "Time on cases",
        words: "share of working time spent on cases",
        meaning: "Time working on cases, as a share of time on duty.",
        unit: Share,
        good: Neutral,
        shown: [HeadlineWithCases 1],
    }
    AwaitingCasesFraction = "awaiting_cases_fraction" {
        label: "Without a case",
        words: "share of working time without a case to work on",
        meaning: "Time ready for a case when there was none, as a share of time on duty.",
        unit: Share,
        good: Neutral,
        note: "Such agents are not there for contacts.",
    }
    SwitchingFraction = "switching_fraction" {
        label: "Time switching",
        words: "share of working time lost between contacts and cases",
        meaning: "Time changing between contacts and cases, as a share of time on duty.",
        unit: Share,
        good: LowerIsBetter,
        shown: [HeadlineWithCases 2],
    }
    AbsentFraction = "absent_fraction" {
        label: "Time absent",
        words: "share of rostered time when agents are away",
        meaning: "Time away or out, as a share of time on the roster.",
        unit: Share,
        good: Neutral,
        note: "Out is in an absence, a strike, a walkout or a closure.",
    }
    IdleSecondsBetweenContacts = "idle_seconds_between_contacts" {
        label: "Pause between contacts",
        words: "average pause before the next contact",
        meaning: "Mean time an agent was idle before a contact; zero when the next one was waiting.",
        unit: Seconds,
        good: Neutral,
    }
    Handled = "handled" {
        label: "Handled",
        words: "contacts that the team answered",
        meaning: "Contacts answered by the team.",
        unit: Contacts,
        good: Neutral,
        shown: [Headline 2],
    }
    OverrunSeconds = "overrun_seconds" {
        label: "Overrun",
        words: "work after the end of duty",
        meaning: "Agent-seconds worked after the end of duty, to finish a contact.",
        unit: Seconds,
        good: LowerIsBetter,
        note: "It is that of all agents together.",
    }
    PaidHours = "paid_hours" {
        label: "Hours on duty",
        words: "hours on duty",
        meaning: "Agent-hours on duty and in overrun.",
        unit: Hours,
        good: Neutral,
        note: "Of people with shifts: in total the paid hours of the shifts they came to, and the time past their ends; by interval those on duty less unpaid breaks.",
        shown: [Headline 4, SideBySide, Costs 1],
    }
    BreakFraction = "break_fraction" {
        label: "Time in breaks",
        words: "share of time on duty spent in breaks",
        meaning: "Time in breaks, as a share of time on duty.",
        unit: Share,
        good: Neutral,
        only_with_shifts: true,
        note: "Breaks count whether they are paid or not.",
        shown: [HeadlineWithShifts 1],
    }
    MeetingFraction = "meeting_fraction" {
        label: "Time in meetings",
        words: "share of time on duty spent in meetings",
        meaning: "Time in meetings, as a share of time on duty.",
        unit: Share,
        good: Neutral,
        only_with_shifts: true,
        shown: [HeadlineWithShifts 2],
    }
    TrainingFraction = "training_fraction" {
        label: "Time in training",
        words: "share of time on duty spent on training",
        meaning: "Time in training, mentoring and consolidation, as a share of time on duty.",
        unit: Share,
        good: Neutral,
        only_with_shifts: true,
        shown: [HeadlineWithShifts 3],
    }
    GrantedFraction = "granted_fraction" {
        label: "Time granted",
        words: "share of time on duty spent in pauses that clauses grant",
        meaning: "Time in pauses that clauses grant, as a share of time on duty.",
        unit: Share,
        good: Neutral,
        only_with_shifts: true,
        shown: [HeadlineWithShifts 4],
    }
    Cost = "cost" {
        label: "Cost",
        words: "what the staff cost",
        meaning: "Contract hours of all employed, paid hours of agency workers, overtime, recruitment and training of recruits.",
        unit: Pounds,
        good: LowerIsBetter,
        only_with_shifts: true,
        given: InTotal,
        note: "Contract hours count whether people are at work or not, without the shifts they stay out of in a strike or walkout.",
        shown: [Costs 2],
    }
    CostOvertime = "cost_overtime" {
        label: "Cost of overtime",
        words: "what overtime costs",
        meaning: "Of the cost, work past the end of shifts.",
        unit: Pounds,
        good: LowerIsBetter,
        only_with_shifts: true,
        given: InTotal,
        note: "It is paid at the hourly pay of the person who works it, times the overtime factor.",
        shown: [Costs 3],
    }
    CostAgency = "cost_agency" {
        label: "Cost of agency workers",
        words: "what agency workers cost",
        meaning: "Of the cost, the paid hours of agency workers, their overtime included.",
        unit: Pounds,
        good: LowerIsBetter,
        only_with_shifts: true,
        given: InTotal,
        shown: [Costs 4],
    }
    CostPerContact = "cost_per_contact" {
        label: "Cost per contact",
        words: "what an answered contact costs",
        meaning: "Cost per contact answered by the team.",
        unit: Pounds,
        good: LowerIsBetter,
        only_with_shifts: true,
        given: InTotal,
        shown: [Costs 5],
    }
    CostPerSettledNeed = "cost_per_settled_need" {
        label: "Cost per need settled",
        words: "what it costs to settle one need",
        meaning: "Cost of all teams per need settled; the time of customers is not in it.",
        unit: Pounds,
        good: LowerIsBetter,
        only_with_shifts: true,
        given: InTotal,
        note: "It is given for all teams together only.",
        shown: [Costs 6],
    }
}
