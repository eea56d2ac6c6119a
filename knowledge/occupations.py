"""English nouns for what people and bodies are called: titles, professions, and parts that people play in the news."""

from __future__ import annotations

_TITLES = """
president premier minister chancellor governor mayor senator congressman congresswoman representative councillor
councilman councilwoman councilor commissioner secretary ambassador envoy director chairman chairwoman chair
chairperson chief officer judge justice magistrate prosecutor attorney solicitor barrister lawyer advocate sheriff
constable inspector superintendent sergeant lieutenant captain major colonel general admiral commander professor prof
dr doctor mr mrs ms miss sir dame lord lady king queen prince princess sheikh imam rabbi bishop archbishop cardinal
pope reverend father sister brother coach manager head leader spokesman spokeswoman spokesperson deputy mp mep ceo cfo
cto founder cofounder co-founder editor author economist analyst expert scientist researcher historian biologist
physicist engineer geologist ecologist epidemiologist nurse principal dean rector chancellor provost speaker whip
ombudsman coroner marshal executive detective officer pilot striker midfielder defender goalkeeper winger referee
umpire player athlete swimmer
"""
_OTHERS = """
granddaughter grandson niece nephew cousin son daughter great-granddaughter great-grandson bookseller grocer butcher
barber plumber electrician carpenter mechanic gardener librarian pharmacist publican chef cook novelist poet composer
builder pensioner commuter cyclist motorist passer-by passerby bystander onlooker partner merchant eyewitness visitor
tourist hiker grandmother grandfather carer postman waiter adviser advisor aide activist organiser organizer
campaigner candidate owner resident worker farmer teacher student pupil parent mother father son daughter brother
sister wife husband widow uncle aunt neighbour neighbor friend colleague victim survivor witness passenger driver fan
supporter critic opponent protester demonstrator striker representative delegate negotiator mediator member official
employee journalist reporter correspondent columnist blogger writer artist actor actress singer musician producer
filmmaker architect designer developer investor trader shareholder banker broker accountant auditor regulator
inspector investigator observer specialist consultant surgeon physician psychologist psychiatrist paramedic
firefighter rescuer soldier veteran fighter militant commentator source insider whistleblower defendant plaintiff
claimant complainant suspect applicant appellant tenant landlord customer consumer user buyer seller shopkeeper baker
fisherman fisher miner docker nurse chemist virologist meteorologist seismologist astronomer climatologist
oceanographer statistician zoologist botanist palaeontologist paleontologist archaeologist anthropologist sociologist
lecturer fellow postdoc co-author coauthor counsel trustee treasurer steward convener convenor agency newspaper
magazine site website broadcaster network channel outlet company firm maker manufacturer retailer supplier operator
group charity organisation organization body watchdog regulator union institute party club league federation committee
commission council court ministry department
"""
TITLES = frozenset(_TITLES.split())
ROLES = TITLES | frozenset(_OTHERS.split())
